import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const cache = fileURLToPath(new URL('../.cache/chromium', import.meta.url));
/** The newest Chromium that npm carries as a package; used only where the machine has none. */
const PACKAGE = '@sparticuz/chromium@153.0.0';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** Chromium as root needs the first; the rest keep it from calling home in a closed network. */
export const CHROMIUM_ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN'
];

async function fromPackage(): Promise<string> {
  // It unpacks itself into the folder for temporary files: here that is the cache, and only for it.
  const { TMPDIR } = process.env;
  process.env.TMPDIR = cache;
  const require = createRequire(join(cache, 'package.json'));
  const { default: chromium } = (await import(pathToFileURL(require.resolve('@sparticuz/chromium')).href)) as {
    default: { executablePath(): Promise<string> };
  };
  try {
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/** Path of a Chromium: `CHROMIUM`, else one that is installed, else one installed now from npm into `.cache`. */
export async function chromiumPath(say: (sentence: string) => void): Promise<string> {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const present = INSTALLED.find((path) => existsSync(path));
  if (present) return present;
  if (!existsSync(join(cache, 'node_modules/@sparticuz/chromium'))) {
    say(`No Chromium on this machine: installing ${PACKAGE} from npm into .cache/chromium (about 75 MB).`);
    mkdirSync(cache, { recursive: true });
    const installed = spawnSync(
      'npm',
      ['install', '--prefix', cache, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE],
      { stdio: 'inherit' }
    );
    if (installed.status !== 0) throw new Error('Chromium could not be installed; name one in CHROMIUM.');
  }
  return fromPackage();
}
