import { closeSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { syncFolder } from './process/durable-file.ts';
import { StartFailure } from './process/start-failure.ts';

const content = z.record(z.string(), z.unknown());
type Content = z.infer<typeof content>;

const textOf = (said: Content): string => `${JSON.stringify(said, null, 2)}\n`;
const isThere = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** Never over a file that is there: of two first starts at once, both work with the keys of one. */
export function makeKeyFile(path: string, said: Content): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial-${process.pid}`;
  try {
    writeFileSync(partial, textOf(said), { mode: 0o600, flush: true });
    linkSync(partial, path);
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    rmSync(partial, { force: true });
  }
  syncFolder(dirname(path));
}

/** How long another one may take to change the file: it writes a few hundred bytes. */
const PATIENCE_MS = 5000;
const AGAIN_MS = 100;

/** The file beside it that whoever changes it holds. */
async function hold(path: string): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return openSync(path, 'wx', 0o600);
    } catch (error) {
      if (!isThere(error)) throw error;
      if (performance.now() > until)
        throw new StartFailure(
          `${path} was left by a change that did not come to its end: remove it, and start again.`
        );
      await wait(AGAIN_MS);
    }
  }
}

/**
 * Changes the key file whole or not at all, one at a time for all servers that share it. `change` gives what it is to
 * hold, or null where nothing is to change.
 */
export async function changeKeyFile(path: string, change: (before: Content) => Content | null): Promise<void> {
  const partial = `${path}.changing`;
  const handle = await hold(partial);
  try {
    const after = change(content.parse(JSON.parse(readFileSync(path, 'utf8'))));
    if (after) {
      writeFileSync(handle, textOf(after), { flush: true });
      renameSync(partial, path);
      syncFolder(dirname(path));
    }
  } finally {
    closeSync(handle);
    rmSync(partial, { force: true });
  }
}
