import { spawn } from 'node:child_process';
import type { Program, ProgramEnd } from '../device.ts';

/** Where a program is looked for that is named without its folder. */
const PATH = '/usr/local/bin:/usr/bin:/bin';

/** It is not there, or may not be run; anything else is a machine in trouble. */
const ABSENT: readonly (string | undefined)[] = ['ENOENT', 'EACCES', 'ENOTDIR'];

/**
 * A program of this machine, by its whole path or by its name. It learns nothing of our settings, and whatever it started
 * ends with it.
 */
export function createProgram(path: string): Program {
  return {
    run({ arguments: given, settings, input, largestBytes, signal }) {
      const { promise, resolve } = Promise.withResolvers<ProgramEnd>();
      if (signal.aborted) return Promise.resolve({ end: 'stopped' });
      const child = spawn(path, given, {
        cwd: '/',
        env: { PATH, LANG: 'C.UTF-8', ...settings },
        detached: true,
        stdio: ['pipe', 'pipe', 'ignore']
      });
      const end = (ended: ProgramEnd) => {
        signal.removeEventListener('abort', stop);
        try {
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        } catch {
          // The whole group has ended by itself.
        }
        resolve(ended);
      };
      const stop = () => end({ end: 'stopped' });
      signal.addEventListener('abort', stop, { once: true });
      const pieces: Buffer[] = [];
      let length = 0;
      child.on('error', (error: NodeJS.ErrnoException) =>
        end({ end: ABSENT.includes(error.code) ? 'absent' : 'failed' })
      );
      // One that ends before it has read everything says by its code how that was meant.
      child.stdin.on('error', () => undefined);
      child.stdout.on('data', (piece: Buffer) => {
        pieces.push(piece);
        length += piece.length;
        if (length > largestBytes) end({ end: 'failed' });
      });
      child.on('close', (code) => end(code === 0 ? { end: 'done', output: Buffer.concat(pieces) } : { end: 'failed' }));
      child.stdin.end(input);
      return promise;
    }
  };
}
