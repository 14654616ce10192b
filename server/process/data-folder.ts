import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartFailure } from './start-failure.ts';

/** Of SQLite: another process has it; the file or its folder may not be written. */
const [BUSY, READ_ONLY, CANNOT_OPEN] = [5, 8, 14];

/**
 * Takes a data folder for one process, and gives the function that lets go. The lock is the kernel's, by way of SQLite,
 * the one thing in Node that asks for it: whoever is killed has let go.
 */
export function lockDataFolder(folder: string, name: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.in-use`);
  try {
    const lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    if (errcode === BUSY)
      throw new StartFailure(`The data folder ${folder} is in use by another copy: stop that one, or set DATA_DIR.`);
    if (errcode === CANNOT_OPEN || errcode === READ_ONLY)
      throw new StartFailure(
        `The data folder ${folder} cannot be written to: give this user the right to, or set DATA_DIR.`
      );
    throw error;
  }
}
