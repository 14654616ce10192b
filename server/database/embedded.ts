import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { syncFolder } from '../process/durable-file.ts';
import { isDiskFull, StartFailure } from '../process/start-failure.ts';
import { type Binaries, type ChildUser, childUser, findBinaries, reaches, sentenceFor } from './binaries.ts';
import { PORT, type Postmaster, startPostmaster } from './postmaster.ts';

/** A PostgreSQL server of our own: a child process on a Unix socket that only its user may open. */
export interface EmbeddedPostgres extends Postmaster {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
}

const USER = 'yimen';
const DATABASE = 'yimen';
/** Longest path of a Unix socket, less `/.s.PGSQL.5432`. */
const LONGEST_SOCKET_FOLDER = 107 - 15;

function own(folder: string, user: ChildUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  chmodSync(folder, 0o700);
}

/**
 * Where the child's user cannot reach `wanted` (a clone below /root), a folder below the system's own, and a link to it:
 * the data is found again however rights change, and a new data folder never meets the data of one before it.
 */
function reachableFolder(wanted: string, user: ChildUser): string {
  mkdirSync(dirname(wanted), { recursive: true });
  if (lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink()) {
    if (existsSync(wanted)) return realpathSync(wanted);
    throw new StartFailure(`${wanted} is a link to a folder that is gone: put it back, or choose another DATA_DIR.`);
  }
  mkdirSync(wanted, { recursive: true });
  if (reaches(user, wanted)) return wanted;
  if (readdirSync(wanted).length > 0)
    throw new StartFailure(
      `The user that runs PostgreSQL cannot reach ${wanted} any more: let others enter the folders above it.`
    );
  const away = mkdtempSync('/var/lib/yimen-');
  rmdirSync(wanted);
  symlinkSync(away, wanted);
  console.log(`The user that runs PostgreSQL cannot reach ${wanted}: the database is in ${away}.`);
  return away;
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
  syncFolder(root);
}

async function makeDatabase(sockets: string): Promise<void> {
  const client = new pg.Client({ host: sockets, port: PORT, user: USER, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts PostgreSQL on a folder that only this process uses; whoever calls holds the data folder's lock. */
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
  const postmaster = await startPostmaster({ binaries, user, data, sockets });
  try {
    await makeDatabase(sockets);
  } catch (error) {
    await postmaster.stop();
    throw isDiskFull(error) ? error : new StartFailure(postmaster.explain());
  }
  return { ...postmaster, connection: { host: sockets, port: PORT, user: USER, database: DATABASE } };
}
