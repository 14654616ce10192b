import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { environmentOf, unpackDebian } from '../debian.ts';
import { freePort } from '../instance.ts';
import { buildInitrd } from './initrd.ts';
import { WISHES } from './wish.ts';

const clone = fileURLToPath(new URL('../..', import.meta.url));
const CLONE_INSIDE = '/opt/yimen/';

const BOOT_MS = 120_000;
/** A panic ends it. Its timer is not held against the clock: on a busy machine it fails that test, and panics. */
const KERNEL = ['console=ttyS0', 'quiet', 'panic=-1', 'mitigations=off', 'no_timer_check'];

/** Everybody on this machine can reach the port. */
export interface Door {
  readonly port: number;
  readonly key: string;
}

/** A virtual machine that is up. */
export interface Machine {
  /** Where on this machine it takes wishes, and from whom. */
  readonly door: Door;
  /** What its console said so far. */
  readonly console: () => string;
  stop(): Promise<void>;
}

/** Where the Node that runs this is, seen from inside: the clone's, or the machine's own. */
export const NODE_INSIDE = process.execPath.startsWith(clone)
  ? process.execPath.replace(clone, CLONE_INSIDE)
  : process.execPath;

/**
 * Boots Debian's kernel in QEMU, without KVM, root or anything installed: it sees this machine's files, may write none of
 * them, and is gone with whoever booted it. Fails with what its console said.
 */
export async function bootMachine(): Promise<Machine> {
  if (process.arch !== 'x64') throw new Error(`the rig needs a machine of x64, this one is ${process.arch}`);
  const debian = unpackDebian('rig', [
    'qemu-system-x86',
    'seabios',
    'busybox-static',
    'udev',
    'libusb-1.0-0',
    'libudev1'
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'yimen-rig-'));
  const door: Door = { port: await freePort(), key: randomBytes(16).toString('hex') };
  const { kernel, initrd } = buildInitrd(debian, folder, door.key);
  const share = (id: string, path: string) => [
    '-fsdev',
    `local,id=${id},path=${path.replaceAll(',', ',,')},security_model=none,readonly=on,multidevs=remap`,
    '-device',
    `virtio-9p-pci,fsdev=${id},mount_tag=${id}`
  ];
  const child = spawn(
    // Where the tests are killed, nobody is left to end it but the kernel.
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', join(debian, 'usr/bin/qemu-system-x86_64')],
      ...['-L', join(debian, 'usr/share/qemu'), '-L', join(debian, 'usr/share/seabios')],
      ...['-accel', 'tcg,thread=multi', '-cpu', 'Nehalem', '-smp', '1', '-m', '1536'],
      ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-serial', 'stdio'],
      ...['-kernel', kernel, '-initrd', initrd, '-append', [...KERNEL, `rig.node=${NODE_INSIDE}`].join(' ')],
      ...['-netdev', `user,id=net,hostfwd=tcp:127.0.0.1:${door.port}-${WISHES.host}:${WISHES.port}`],
      ...['-device', 'virtio-net-pci,netdev=net,romfile='],
      ...share('root', '/'),
      ...share('yimen', clone)
    ],
    { env: environmentOf(debian), stdio: ['ignore', 'pipe', 'pipe'] }
  );
  let console = '';
  let ready = false;
  const ended = once(child, 'exit');
  for (const output of [child.stdout, child.stderr])
    output.on('data', (bytes: Buffer) => {
      console += bytes;
      ready ||= console.includes('rig: ready for wishes');
    });
  const machine: Machine = {
    door,
    console: () => console,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    }
  };
  const late = performance.now() + BOOT_MS;
  while (!ready && child.exitCode === null && performance.now() < late) await wait(50);
  rmSync(folder, { recursive: true, force: true });
  if (ready) return machine;
  await machine.stop();
  throw new Error(`the virtual machine did not start:\n${console}`);
}
