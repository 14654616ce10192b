import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './start-failure.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What a process started as, so that a reused process id is not taken for the one that made the lock. */
function startOf(pid: number): string {
  try {
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    return '';
  }
}

function holder(file: string): number | null {
  const [pid = '', start = ''] = readFileSync(file, 'utf8').split(' ');
  return isAlive(Number(pid)) && startOf(Number(pid)) === start ? Number(pid) : null;
}

/**
 * Takes a data folder for one process. Whoever was killed left its lock behind: that one is replaced. Gives the function
 * that lets go.
 */
export function lockDataFolder(folder: string, name: string): () => void {
  const file = join(folder, `${name}.lock`);
  for (let attempt = 0; ; attempt++) {
    try {
      mkdirSync(folder, { recursive: true });
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${startOf(process.pid)}`);
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC')
        throw new StartFailure(`The disk that holds ${folder} is full: free some space and start again.`);
      if (code === 'EACCES' || code === 'EROFS')
        throw new StartFailure(`The data folder ${folder} cannot be written to.`);
      if (code !== 'EEXIST' || attempt > 3) throw error;
      const pid = holder(file);
      if (pid !== null)
        throw new StartFailure(
          `The data folder ${folder} is in use by another copy (process ${pid}): stop that one, or set DATA_DIR.`
        );
      rmSync(file, { force: true });
    }
  }
}
