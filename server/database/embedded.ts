import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StartFailure } from '../process/start-failure.ts';
import { type Binaries, type ChildUser, childUser, findBinaries } from './binaries.ts';

/** A PostgreSQL server of our own: a child process on a Unix socket that only its user may open. */
export interface EmbeddedPostgres {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** True where a server was found running after this process's predecessor had been killed. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

const PORT = 5432;
const USER = 'yimen';
const DATABASE = 'yimen';
/** Longest path of a Unix socket, less `/.s.PGSQL.5432`. */
const LONGEST_SOCKET_FOLDER = 107 - 15;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function own(folder: string, user: ChildUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  chmodSync(folder, 0o700);
}

const passable = (folder: string, user: ChildUser): boolean =>
  user.uid === undefined ||
  spawnSync('test', ['-x', folder], { uid: user.uid, gid: user.gid ?? user.uid, cwd: '/' }).status === 0;

/** Where the child's user cannot reach `wanted`, a folder of the same identity below the system's own. */
function reachableFolder(wanted: string, user: ChildUser): string {
  mkdirSync(wanted, { recursive: true });
  if (passable(wanted, user)) return wanted;
  const name = `yimen-${createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12)}`;
  return join('/var/lib', name);
}

function sentenceFor(output: string, dataFolder: string): string {
  if (/No space left on device/.test(output))
    return `The disk that holds ${dataFolder} is full: free some space and start again.`;
  if (/Permission denied/.test(output)) return `PostgreSQL may not use ${dataFolder}: permission denied.`;
  const fatal = /(?:FATAL|PANIC|initdb: error):\s*(.+)/.exec(output)?.[1];
  return `PostgreSQL did not start with ${dataFolder}: ${fatal ?? 'it gave no reason'}.`;
}

/** Made elsewhere, synced, then renamed: a first start that is interrupted leaves nothing half made. */
function initialise(binaries: Binaries, user: ChildUser, root: string, data: string): void {
  for (const name of readdirSync(root)) if (name.startsWith('making-')) rmSync(join(root, name), { recursive: true });
  const making = join(root, `making-${process.pid}`);
  own(making, user);
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const checksums = binaries.major < 18 ? ['-k'] : [];
  const run = spawnSync(
    join(binaries.folder, 'initdb'),
    ['-D', making, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', ...locale, ...checksums],
    { ...user, cwd: '/', encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  );
  if (run.status !== 0)
    throw new StartFailure(sentenceFor(`${run.stdout}${run.stderr}${run.error?.message ?? ''}`, root));
  renameSync(making, data);
  const folder = openSync(root, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

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

async function launch(binaries: Binaries, user: ChildUser, data: string, sockets: string): Promise<ChildProcess> {
  const flags = Object.entries(settingsFor(sockets, binaries.major)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`
  ]);
  // A killed postmaster can stay visible for a moment, and so can its backends: wait, never delete its lock file.
  for (let attempt = 0; ; attempt++) {
    const child = spawn(join(binaries.folder, 'postgres'), ['-D', data, ...flags], {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
    });
    const output = await firstWords(child);
    if (output === null) return child;
    const held = /lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(output);
    if (!held || attempt > 50) throw new StartFailure(sentenceFor(output, data));
    await wait(200);
  }
}

/** null when ready, else what it said before it ended. */
function firstWords(child: ChildProcess): Promise<string | null> {
  return new Promise((settle) => {
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      if (said.length < 20_000) said += bytes;
      if (/ready to accept connections/.test(said)) settle(null);
    });
    child.once('error', (error) => settle(error.message));
    child.once('exit', () => settle(said));
  });
}

async function connect(sockets: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: sockets, port: PORT, user: USER, database, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  await client.connect();
  return client;
}

const lockedBy = (data: string): number | null => {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
};

async function runsAlready(data: string, sockets: string): Promise<boolean> {
  const pid = lockedBy(data);
  if (pid === null || !isAlive(pid)) return false;
  try {
    const client = await connect(sockets, 'postgres');
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    await client.end();
    return rows[0]?.data_directory === data;
  } catch {
    return false;
  }
}

async function makeDatabase(sockets: string): Promise<void> {
  const client = await connect(sockets, 'postgres');
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (!rowCount) await client.query(`create database ${DATABASE}`);
  await client.end();
}

/**
 * Starts PostgreSQL on a data folder, or adopts the one that still runs there after a `kill -9` of its parent. If it dies
 * while we live, it is started again and the pool finds it.
 */
export async function startEmbeddedPostgres(options: {
  folder: string;
  binaries?: string | undefined;
}): Promise<EmbeddedPostgres> {
  const user = childUser();
  const root = reachableFolder(resolve(options.folder), user);
  own(root, user);
  const binaries = findBinaries(options.binaries, user, root);
  const data = join(root, `pg${binaries.major}`);
  const near = join(root, 's');
  const sockets =
    near.length <= LONGEST_SOCKET_FOLDER
      ? near
      : join(tmpdir(), `yimen-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  own(sockets, user);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries, user, root, data);
  const adopted = await runsAlready(data, sockets);
  let stopping = false;
  const watch = (child: ChildProcess) => {
    child.once('exit', async () => {
      if (stopping) return;
      console.error('PostgreSQL ended unexpectedly and is started again.');
      watch(await launch(binaries, user, data, sockets));
    });
    child.unref();
  };
  if (!adopted) watch(await launch(binaries, user, data, sockets));
  await makeDatabase(sockets);
  return {
    connection: { host: sockets, port: PORT, user: USER, database: DATABASE },
    adopted,
    async stop() {
      stopping = true;
      const pid = lockedBy(data);
      if (pid === null || !isAlive(pid)) return;
      process.kill(pid, 'SIGINT');
      while (isAlive(pid) && lockedBy(data) !== null) await wait(20);
    }
  };
}
