import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentOf, unpackDebian } from './debian.ts';
import { dataFolder, freePort } from './instance.ts';
import { start, until } from './processes/process.ts';

/** A CUPS of its own with one queue: own folder, own port, nothing of the machine's. */
export interface PrintServer {
  /** The queue, `ipp:`. */
  readonly url: string;
  stop(): Promise<void>;
}

const files = (folder: string, debian: string) => `
ServerRoot ${folder}/root
ServerBin ${debian}/usr/lib/cups
DataDir ${debian}/usr/share/cups
DocumentRoot ${folder}/root
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
CacheDir ${folder}/cache
StateDir ${folder}/state
ServerKeychain ${folder}/root
AccessLog ${folder}/access.log
ErrorLog ${folder}/error.log
PageLog ${folder}/page.log
CreateSelfSignedCerts no
User lp
Group lp
`;

const daemon = (port: number) => `
Listen 127.0.0.1:${port}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;

/** A driverless queue passes a PDF on as it is: the filters that would count its pages are another, large package. */
const TYPES = 'application/pdf pdf string(0,%PDF)\napplication/vnd.cups-pdf\n';
const CONVERSIONS = 'application/pdf application/vnd.cups-pdf 0 -\n';

/** Starts a CUPS with a queue to this printer, which it asks what it can (`-m everywhere`). */
export async function startPrintServer(printerUrl: string): Promise<PrintServer> {
  const debian = unpackDebian('cupsd', ['cups-daemon', 'cups-client']);
  const { LD_LIBRARY_PATH = '' } = environmentOf(debian);
  await using begun = new AsyncDisposableStack();
  const folder = await dataFolder();
  begun.defer(() => rm(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  // It leaves root behind, where it has it, and refuses folders in which others may write.
  for (const name of ['root', 'root/ppd', 'spool', 'spool/tmp', 'cache', 'state']) {
    await mkdir(at(name));
    await chmod(at(name), 0o755);
  }
  const port = await freePort();
  await writeFile(at('cups-files.conf'), files(folder, debian));
  await writeFile(at('cupsd.conf'), daemon(port));
  await writeFile(at('root/mime.types'), TYPES);
  await writeFile(at('root/mime.convs'), CONVERSIONS);
  const environment = { LD_LIBRARY_PATH, HOME: folder };
  const cupsd = start(
    [`${debian}/usr/sbin/cupsd`, '-f', '-c', at('cupsd.conf'), '-s', at('cups-files.conf')],
    environment
  );
  begun.defer(async () => {
    cupsd.child.kill('SIGTERM');
    await cupsd.ended;
  });
  const queue = ['-h', `127.0.0.1:${port}`, '-p', 'a4', '-E', '-v', printerUrl, '-m', 'everywhere'];
  await until('a queue of CUPS', () => {
    const lpadmin = [...queue, '-o', 'printer-error-policy=retry-job'];
    execFileSync(`${debian}/usr/sbin/lpadmin`, lpadmin, { env: environment, stdio: 'pipe' });
    return true;
  });
  const started = begun.move();
  return { url: `ipp://127.0.0.1:${port}/printers/a4`, stop: () => started.disposeAsync() };
}
