import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentOf, unpackDebian } from './debian.ts';
import { dataFolder, freePort } from './instance.ts';
import { type Started, start, until } from './processes/process.ts';

/** One document that came out: its bytes, and what its job was to look like, as `IPP_…`. */
export interface PrintedDocument {
  readonly bytes: Uint8Array;
  readonly job: Readonly<Record<string, string>>;
}

/** `ippeveprinter` of CUPS: an IPP Everywhere printer that is not ours, with trays and toner that can be set. */
export interface EverywherePrinter {
  /** `ipp:`; the same place takes `ipps:`, with a certificate that nobody signed. */
  readonly url: string;
  /** Sheets of A4 in its tray. */
  setSheets(sheets: 250 | 5 | 0): Promise<void>;
  setToner(percent: number): Promise<void>;
  /** From now on each document stays in the printer, which says nothing of it, until it is let go. */
  hold(): Promise<void>;
  letGo(): Promise<void>;
  /** Pulls the plug. */
  switchOff(): Promise<void>;
  switchOn(): Promise<void>;
  /** In the order in which they came out. */
  printed(): Promise<readonly PrintedDocument[]>;
  /** The certificate that it made for itself. */
  certificate(): Promise<string>;
  stop(): Promise<void>;
}

/** Its DNS-SD needs a D-Bus, and nobody on it: neither Avahi nor the bus of the system. */
const busConfiguration = (socket: string) => `<busconfig>
  <listen>unix:path=${socket}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>`;

/** What it runs for each document: keeps it under a name that appears when it is whole. */
const keep = (folder: string) => `#!/bin/sh
while [ -e ${folder}/hold ]; do sleep 0.05; done
name=${folder}/out/$(date +%s%N)
env | grep ^IPP_ > $name.job
cp "$1" $name.part
mv $name.part $name.pdf
`;

async function end({ child, ended }: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  child.kill(signal);
  await ended;
}

async function documentsIn(folder: string): Promise<readonly PrintedDocument[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).sort();
  return Promise.all(
    names.map(async (name) => {
      const lines = (await readFile(join(folder, name.replace(/pdf$/, 'job')), 'utf8')).trim().split('\n');
      const job = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s) as [string, string]));
      return { bytes: await readFile(join(folder, name)), job };
    })
  );
}

/** Starts one, with A4 in its tray. `formats`: what it takes. At `stop` all that was started and written is gone. */
export async function startEverywherePrinter(
  options: { readonly formats?: readonly string[] } = {}
): Promise<EverywherePrinter> {
  const { formats = ['application/pdf', 'image/pwg-raster', 'image/urf'] } = options;
  const debian = unpackDebian('ippeveprinter', ['cups-ipp-utils', 'dbus-daemon']);
  const { LD_LIBRARY_PATH = '' } = environmentOf(debian);
  await using begun = new AsyncDisposableStack();
  const folder = await dataFolder();
  begun.defer(() => rm(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  for (const name of ['out', 'spool', 'keys']) await mkdir(at(name));
  await writeFile(at('bus.conf'), busConfiguration(at('bus')));
  await writeFile(at('keep.sh'), keep(folder), { mode: 0o755 });
  const environment = { LD_LIBRARY_PATH, HOME: folder, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${at('bus')}` };
  const bus = start(
    [`${debian}/usr/bin/dbus-daemon`, `--config-file=${at('bus.conf')}`, '--nofork', '--nopidfile'],
    environment
  );
  begun.defer(() => end(bus));
  await until('a D-Bus', () => existsSync(at('bus')));

  const port = await freePort();
  /** Its web pages set trays and supplies; while it starts they are asked for again. */
  async function set(page: string, values: Readonly<Record<string, string | number>>): Promise<void> {
    const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
    await until('the printer’s own page', async () => (await fetch(`http://localhost:${port}/${page}?${query}`)).ok);
  }
  /** Any tray at nought holds up every job: the second one, which nobody uses, is empty only with the first. */
  async function setSheets(sheets: number): Promise<void> {
    const [main, other] = [
      { size1: 'iso_a4_210x297mm', type1: 'stationery', level1: sheets },
      { size3: '', type3: '', level3: sheets === 0 ? 0 : 25 }
    ];
    await set('media', { ...main, ...other });
  }

  const command = [
    `${debian}/usr/sbin/ippeveprinter`,
    ...['-p', String(port), '-n', 'localhost', '-r', 'off', '-k', '-d', at('spool'), '-K', at('keys')],
    ...['-f', formats.join(','), '-c', at('keep.sh'), 'yimen-a4']
  ];
  let running: Started | null = null;
  async function switchOn(): Promise<void> {
    running = start(command, environment);
    await setSheets(250);
  }
  async function switchOff(): Promise<void> {
    if (running) await end(running, 'SIGKILL');
    running = null;
  }
  const letGo = () => rm(at('hold'), { force: true });
  begun.defer(switchOff);
  begun.defer(letGo);
  await switchOn();

  const started = begun.move();
  return {
    url: `ipp://localhost:${port}/ipp/print`,
    setSheets,
    setToner: (percent) => set('supplies', { supply0: 25, supply1: percent }),
    hold: () => writeFile(at('hold'), ''),
    letGo,
    switchOff,
    switchOn,
    printed: () => documentsIn(at('out')),
    certificate: () => readFile(at('keys/localhost.crt'), 'utf8'),
    stop: () => started.disposeAsync()
  };
}
