import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../.cache/debian', import.meta.url));
/** Written last: a folder without it was left half done. */
const COMPLETE = '.complete';

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command} ${args.at(-1)}: ${error?.message ?? stderr.slice(-2000)}`);
  return stdout;
}

/** False on a machine without apt: what needs a Debian program is skipped there. */
export const hasDebianPackages = existsSync('/usr/bin/apt-get');

/** apt with lists and archives of our own: it needs neither root nor the machine's lock, and changes nothing on it. */
function apt(command: 'apt-get' | 'apt-cache', args: readonly string[], cwd: string): string {
  const own = join(cache, 'apt');
  for (const folder of ['lists/partial', 'archives/partial']) mkdirSync(join(own, folder), { recursive: true });
  const settings = [
    `Dir::State=${own}`,
    `Dir::State::lists=${own}/lists`,
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${own}`,
    `Dir::Cache::archives=${own}/archives`,
    'Debug::NoLocking=1',
    'APT::Sandbox::User=root'
  ];
  return run(command, ['-q', ...settings.flatMap((setting) => ['-o', setting]), ...args], cwd);
}

/** Fetches Debian's current lists of packages, once for each process. */
let updated = false;
function update(): void {
  if (updated) return;
  apt('apt-get', ['update'], '/');
  updated = true;
}

const TURN_MS = 100;

/** True where the process whose turn it is has ended without giving it back. */
function isForsaken(lock: string): boolean {
  try {
    process.kill(Number(readlinkSync(lock)), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Test files run side by side and share the cache: one of them fills it at a time. */
function inTurn<T>(work: () => T): T {
  mkdirSync(cache, { recursive: true });
  const lock = join(cache, 'lock');
  for (;;)
    try {
      symlinkSync(String(process.pid), lock);
      break;
    } catch {
      if (isForsaken(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TURN_MS);
    }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A folder below `.cache/debian` that `fill` made whole; made once, and anew when `key` changes. */
function made(name: string, key: string, fill: (folder: string) => void): string {
  const folder = join(cache, name);
  const stamp = join(folder, COMPLETE);
  const isMade = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
  if (isMade()) return folder;
  return inTurn(() => {
    if (isMade()) return folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    fill(folder);
    writeFileSync(stamp, key);
    return folder;
  });
}

/**
 * Unpacks Debian packages, and those they need that this machine lacks, into a folder that looks like a root: nothing is
 * installed. `name` names the folder. Throws where there is no apt, or no package of that name.
 */
export function unpackDebian(name: string, packages: readonly string[]): string {
  return made(name, packages.join(' '), (folder) => {
    update();
    const archives = join(cache, 'apt/archives');
    apt('apt-get', ['install', '-y', '--no-install-recommends', '--download-only', '--reinstall', ...packages], '/');
    for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb'))) {
      run('dpkg-deb', ['-x', join(archives, file), folder], '/');
      rmSync(join(archives, file));
    }
  });
}

/**
 * Unpacks Debian's current kernel into a folder: its image as `vmlinuz`, and of its modules those that match, such as
 * `drivers/usb/*` (a star stands for folders too). The full flavour: that of clouds has no USB. Throws where there is none.
 */
export function unpackKernel(name: string, modules: readonly string[]): string {
  return made(name, modules.join(' '), (folder) => {
    update();
    const known = apt('apt-cache', ['depends', 'linux-image-amd64'], '/');
    const [, image] = /Depends: (linux-image-\S+)/.exec(known) ?? [];
    if (!image) throw new Error('Debian has no kernel for this machine');
    apt('apt-get', ['download', image], folder);
    const wanted = ['./boot/vmlinuz-*', ...modules.map((one) => `./lib/modules/*/kernel/${one}`)];
    const unpack = 'dpkg-deb --fsys-tarfile "$0"_* | tar -x --wildcards "$@" && rm "$0"_* && mv boot/vmlinuz-* vmlinuz';
    run('sh', ['-c', unpack, image, ...wanted], folder);
  });
}

/** The environment in which a program of an unpacked folder finds its own libraries. */
export const environmentOf = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_LIBRARY_PATH: ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib']
    .map((part) => join(folder, part))
    .join(':')
});
