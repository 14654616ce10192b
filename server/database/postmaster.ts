import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartFailure } from '../process/start-failure.ts';
import { type Binaries, type ChildUser, sentenceFor } from './binaries.ts';

/** One running PostgreSQL, started again whenever it ends without being asked to. */
export interface Postmaster {
  /** Why it does not answer, as far as it said. */
  explain(): string;
  stop(): Promise<void>;
}

export const PORT = 5432;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;
/** A predecessor writes everything to disk before it ends. */
const LONGEST_GOODBYE_MS = 60_000;
/** Of what it says, enough to tell why it ended. */
const KEPT_WORDS = 8000;

/** Nothing here may be weakened: an application is acknowledged after its commit, and the commit must be on disk. */
const settingsFor = (sockets: string, major: number): Record<string, string> => ({
  listen_addresses: '',
  unix_socket_directories: sockets,
  unix_socket_permissions: '0700',
  port: String(PORT),
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '64MB',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...(major >= 18 ? { io_method: 'sync' } : {})
});

/** Whatever happens to us, PostgreSQL ends with us: its guard's input closes, and the guard asks it to. */
const GUARD = 'read -r _; [ "$(head -n 1 "$2/postmaster.pid")" = "$1" ] && kill -INT "$1"';

function guard(child: ChildProcess, user: ChildUser, data: string): void {
  const own = spawn('sh', ['-c', GUARD, 'sh', String(child.pid), data], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore']
  });
  const end = () => own.kill('SIGKILL');
  child.once('exit', end);
  child.once('error', end);
  own.once('exit', () => {
    if (child.exitCode === null && child.signalCode === null && child.pid) guard(child, user, data);
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The process that the lock file names, and whether it is a PostgreSQL of this folder or bears its number by chance. */
function holderOf(data: string): { readonly pid: number; readonly isOurs: boolean } | null {
  const pid = Number(read(join(data, 'postmaster.pid')).split('\n')[0]);
  if (!pid || !existsSync(`/proc/${pid}`)) return null;
  return { pid, isOurs: read(`/proc/${pid}/cmdline`).split('\0').includes(data) };
}

/** Whoever holds the data folder's lock finds only what a killed predecessor left: it is asked to end. */
async function endLeftover(data: string): Promise<void> {
  const patience = performance.now() + LONGEST_GOODBYE_MS;
  for (let asked = false; holderOf(data)?.isOurs; asked = true) {
    const pid = holderOf(data)?.pid;
    if (performance.now() > patience) throw new StartFailure(`An earlier PostgreSQL (process ${pid}) does not end.`);
    if (pid && !asked) process.kill(pid, 'SIGINT');
    await wait(20);
  }
}

/** Starts PostgreSQL on an initialised folder and keeps it running. */
export async function startPostmaster(options: {
  readonly binaries: Binaries;
  readonly user: ChildUser;
  readonly data: string;
  readonly sockets: string;
}): Promise<Postmaster> {
  const { binaries, user, data, sockets } = options;
  const flags = Object.entries(settingsFor(sockets, binaries.major)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`
  ]);
  const stop = new AbortController();
  let words = '';

  /** Ends when it takes connections; rejects when it ended instead. */
  async function launch(): Promise<ChildProcess> {
    await endLeftover(data);
    const stranger = holderOf(data);
    words = '';
    const child = spawn(join(binaries.folder, 'postgres'), ['-D', data, ...flags], {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env.PATH,
        LC_ALL: 'C',
        TZ: 'UTC',
        // Numbers are used again, in containers at once. PostgreSQL takes a lock of this one for stale, and still looks
        // for backends that are alive: deleting the file would take that from it.
        ...(stranger ? { PG_GRANDPARENT_PID: String(stranger.pid) } : {})
      }
    });
    guard(child, user, data);
    const ended = Promise.withResolvers<void>();
    const ready = new Promise<void>((settle) =>
      child.stderr?.on('data', (bytes: Buffer) => {
        words = (words + bytes).slice(-KEPT_WORDS);
        if (words.includes('ready to accept connections')) settle();
      })
    );
    child.once('error', ended.reject);
    child.once('close', () => ended.resolve());
    const isReady = await Promise.race([ready.then(() => true), ended.promise.then(() => false)]);
    if (isReady) return child;
    throw new StartFailure(sentenceFor(words, data));
  }

  /** The dead one's backends may be alive for a moment, with its shared memory. */
  async function launchAfterBackends(): Promise<ChildProcess> {
    for (const patience = performance.now() + LONGEST_GOODBYE_MS; ; await wait(FIRST_PAUSE_MS))
      try {
        return await launch();
      } catch (error) {
        if (!/pre-existing shared memory block/.test(words) || performance.now() > patience) throw error;
      }
  }

  /** A full disk keeps it down until there is space again, however long that takes. */
  async function again(): Promise<ChildProcess | null> {
    for (let pause = FIRST_PAUSE_MS; !stop.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS))
      try {
        return await launchAfterBackends();
      } catch (error) {
        console.error(error instanceof StartFailure ? error.message : error);
        await wait(pause, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    return null;
  }

  let present: Promise<ChildProcess | null>;
  function watch(child: ChildProcess | null): void {
    child?.once('close', () => {
      if (stop.signal.aborted) return;
      console.error('PostgreSQL ended unexpectedly and is started again.');
      present = again();
      void present.then(watch);
    });
  }
  present = launchAfterBackends();
  watch(await present);
  return {
    explain: () => sentenceFor(words, data),
    async stop() {
      stop.abort();
      const child = await present;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGINT');
      await closed;
    }
  };
}
