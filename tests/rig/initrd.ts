import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackKernel } from '../debian.ts';

/** Where the modules below are, and those they need. */
const PARTS = [
  ...['virtio', 'hid', 'usb'].map((one) => `drivers/${one}/*`),
  ...['9p', 'netfs', 'fscache', 'overlayfs', 'configfs'].map((one) => `fs/${one}/*`),
  ...['net/9p/*', 'net/core/*', 'drivers/net/virtio_net.*', 'drivers/net/net_failover.*']
];

/** In the order they are loaded: this machine's files, the network, the devices that terminals have and their far sides. */
const MODULES = [
  ...['virtio_pci', '9pnet_virtio', '9p', 'overlay', 'virtio_net'],
  ...['uhid', 'hid_generic', 'usbhid', 'usblp', 'cdc_acm'],
  ...['dummy_hcd', 'libcomposite', 'usb_f_hid', 'usb_f_printer', 'usb_f_acm', 'usb_f_fs']
];

/** USB ports for the far sides. */
const OPTIONS: Readonly<Record<string, string>> = { dummy_hcd: 'num=4' };

const init = fileURLToPath(new URL('guest/init', import.meta.url));
const nameOf = (file: string): string =>
  basename(file)
    .replace(/\.ko.*$/, '')
    .replaceAll('-', '_');

/**
 * Builds what the kernel starts with: busybox, `guest/init`, the modules that it loads, and the key of those who may wish.
 * `debian` holds busybox.
 */
export function buildInitrd(
  debian: string,
  folder: string,
  key: string
): { readonly kernel: string; readonly initrd: string } {
  const unpacked = unpackKernel('kernel', PARTS);
  const busybox = ['bin', 'usr/bin'].map((one) => join(debian, one, 'busybox')).find((one) => existsSync(one)) ?? '';
  const files = new Map(globSync(join(unpacked, '**/*.ko*')).map((file) => [nameOf(file), file]));
  const root = join(folder, 'initrd');
  for (const one of ['bin', 'modules']) mkdirSync(join(root, one), { recursive: true });
  copyFileSync(busybox, join(root, 'bin/busybox'));
  copyFileSync(init, join(root, 'init'));
  writeFileSync(join(root, 'rig.key'), key, { mode: 0o600 });

  const loaded: string[] = [];
  /** The package has no list of what a module needs; each says it itself. */
  function load(name: string): void {
    if (loaded.includes(name)) return;
    const file = files.get(name);
    if (!file) throw new Error(`the kernel has no module ${name}`);
    const module = file.endsWith('.xz')
      ? execFileSync(busybox, ['xz', '-dc', file], { maxBuffer: 2 ** 26 })
      : readFileSync(file);
    const [, needed = ''] = /\0depends=([^\0]*)\0/.exec(module.toString('latin1')) ?? [];
    for (const other of needed.split(',').filter(Boolean)) load(other.replaceAll('-', '_'));
    writeFileSync(join(root, 'modules', name), module);
    loaded.push(name);
  }
  for (const name of MODULES) load(name);
  const list = loaded.map((name) => `${name} ${OPTIONS[name] ?? ''}\n`).join('');
  writeFileSync(join(root, 'modules/load.list'), list);

  const initrd = join(folder, 'initrd.cpio');
  execFileSync('sh', ['-c', 'find . | "$0" cpio -o -H newc >"$1" 2>/dev/null', busybox, initrd], { cwd: root });
  return { kernel: join(unpacked, 'vmlinuz'), initrd };
}
