import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const FILES = {
  server: 'server/main.ts',
  agent: 'devices/main.ts',
  staff: 'server/staff/create.ts',
  seed: 'server/demonstration/seed/main.ts',
  demonstration: 'server/demonstration/main.ts'
} as const;

/** What a centre has to say about itself. */
export const CENTRE = {
  COMMUNITY_CODE: '330102016002',
  COMMUNITY_NAME: '试验社区',
  COMMUNITY_ADDRESS: '试验路1号',
  COMMUNITY_PHONE: '0571-00000000'
};

type Environment = Readonly<Record<string, string>>;

/** A process as a person starts it: in a group of its own, with no settings but those given. */
export interface Started {
  readonly child: ChildProcess;
  /** Everything it and its children said. */
  readonly words: () => string;
  /** Resolves when it says that it is ready; rejects with its words when it ends before. */
  readonly ready: Promise<void>;
  /** Its exit code, once it and its output have ended. */
  readonly ended: Promise<number | null>;
}

export function start(
  command: readonly string[],
  environment: Environment,
  options: { readonly cwd?: string; readonly uid?: number } = {}
): Started {
  const [program = '', ...args] = command;
  const { cwd = root, uid } = options;
  const child = spawn(program, args, {
    cwd,
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let words = '';
  const ready = Promise.withResolvers<void>();
  const hear = (bytes: Buffer) => {
    words += bytes;
    if (/ is ready/.test(words)) ready.resolve();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  ready.promise.catch(() => undefined);
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    ready.reject(new Error(`ended with ${code}: ${words}`));
    return code ?? null;
  });
  return { child, words: () => words, ready: ready.promise, ended };
}

export const startFile = (file: string, environment: Environment, ...args: readonly string[]): Started =>
  start([process.execPath, file, ...args], environment);

/** Runs one of our files to its end and gives its lines; fails where it does not end by itself with a failure. */
export async function refusal(
  file: string,
  environment: Environment,
  ...args: readonly string[]
): Promise<readonly string[]> {
  const run = startFile(file, environment, ...args);
  const started = await run.ready.then(
    () => true,
    () => false
  );
  if (started) {
    run.child.kill('SIGTERM');
    await run.ended;
    throw new Error(`it started: ${run.words()}`);
  }
  if ((await run.ended) !== 1) throw new Error(`ended with ${await run.ended}: ${run.words()}`);
  return run.words().trim().split('\n');
}

/** One process among those of this machine; `born` tells it from a later one of the same number. */
export interface Relative {
  readonly pid: number;
  readonly parent: number;
  readonly born: string;
  readonly command: string;
}

function read(pid: number): Relative | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return fields[0] === 'Z' ? null : { pid, parent: Number(fields[1]), born: fields[19] ?? '', command };
  } catch {
    return null;
  }
}

/** A process and all that descend from it. */
export function family(pid: number): readonly Relative[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
  const own = all.filter((one) => one.pid === pid);
  for (const one of own) own.push(...all.filter(({ parent }) => parent === one.pid));
  return own;
}

/** Those that are still there. */
export const alive = (relatives: readonly Relative[]): readonly Relative[] =>
  relatives.filter(({ pid, born }) => read(pid)?.born === born);

const LONGEST_WAIT_MS = 30_000;

/** Asks until there is an answer: not null, not false, no error. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  let last: unknown;
  for (const end = performance.now() + LONGEST_WAIT_MS; performance.now() < end; await wait(25))
    try {
      last = await ask();
      if (last) return last as NonNullable<T>;
    } catch (error) {
      last = error;
    }
  throw new Error(`waited in vain for ${what}: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
}
