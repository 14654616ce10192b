import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { StartFailure } from '../process/start-failure.ts';

/** What a process tells when it is ready. */
export type Told = Readonly<Record<string, string>>;

/** A process of ours that is started again whenever it ends without being asked to. */
export interface Kept {
  readonly told: Told;
  stop(): Promise<void>;
}

const FIRST_RESTART_MS = 250;
const LONGEST_RESTART_MS = 15_000;
/** A process that ran this long was well: its next fall starts again with a short wait. */
const WELL_AFTER_MS = 60_000;

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/**
 * Starts a process and keeps it until `ending`. `settings` are asked for again for each life. Rejects where the first does
 * not start.
 */
export async function keep(
  name: string,
  file: string,
  ending: AbortSignal,
  settings: () => { readonly args?: readonly string[]; readonly env: NodeJS.ProcessEnv }
): Promise<Kept> {
  // A signal reaches the children of a terminal as it reaches us: they end before they are asked to.
  if (ending.aborted) throw new StartFailure('');
  let stopping = false;
  let timer: NodeJS.Timeout | null = null;
  let pause = FIRST_RESTART_MS;
  let child: ChildProcess;

  function start(): Promise<Told> {
    const { promise, resolve, reject } = Promise.withResolvers<Told>();
    const { args = [], env } = settings();
    const born = performance.now();
    child = fork(file, args, {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc']
    });
    child.once('message', (message) => resolve(message as Told));
    child.once('error', reject);
    child.once('exit', () => {
      // It has said why, in a sentence of its own.
      reject(new StartFailure(''));
      if (performance.now() - born > WELL_AFTER_MS) pause = FIRST_RESTART_MS;
    });
    return promise;
  }

  function startAgainAfterItsEnd(): void {
    child.once('exit', () => {
      if (stopping || ending.aborted) return;
      console.error(`The ${name} ended and is started again.`);
      timer = setTimeout(() => {
        if (ending.aborted) return;
        start().catch(() => undefined);
        startAgainAfterItsEnd();
      }, pause);
      pause = Math.min(pause * 2, LONGEST_RESTART_MS);
    });
  }

  const told = await start();
  startAgainAfterItsEnd();
  return {
    told,
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      if (isOver(child)) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
  };
}
