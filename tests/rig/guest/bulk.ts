import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, read, rmdirSync, write, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { FarSide } from './far-side.ts';

/** A USB function in user space (linux/usb/functionfs.h): one interface of its vendor's class, bulk in and bulk out. */
const FOLDER = '/run/rig-bulk';
const DESCRIPTORS_MAGIC = 3;
const STRINGS_MAGIC = 2;
const FULL_AND_HIGH_SPEED = 3;
const ENGLISH = 0x0409;
const NAME = 'SAM_V';
/** As the standard's modules send; at high speed too, since a longer packet would run over a reader's request. */
const PACKET_BYTES = 64;
const FULL_SPEED_PACKET = 64;
const HIGH_SPEED_PACKET = 512;

const words = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);

/** Interface and endpoints (USB 2.0, 9.6.5 and 9.6.6); the kernel takes what it has for the numbers. */
const descriptors = (packet: number): Buffer =>
  Buffer.from([
    ...[9, 4, 0, 0, 2, 0xff, 0, 0, 1],
    ...[7, 5, 0x81, 2, packet & 0xff, packet >> 8, 0],
    ...[7, 5, 0x02, 2, packet & 0xff, packet >> 8, 0]
  ]);

/** A block that begins with its kind and its whole length. */
function blockOf(magic: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([words(magic, body.length + 8), body]);
}

/** Describes the function `rig` to the kernel, before the device is plugged in; gives its two pipes. */
export function openBulk(): { readonly far: FarSide; remove(): void } {
  mkdirSync(FOLDER);
  execFileSync('mount', ['-t', 'functionfs', 'rig', FOLDER]);
  const control = openSync(`${FOLDER}/ep0`, 'r+');
  const [full, high] = [descriptors(FULL_SPEED_PACKET), descriptors(HIGH_SPEED_PACKET)];
  writeFileSync(control, blockOf(DESCRIPTORS_MAGIC, words(FULL_AND_HIGH_SPEED, 3, 3), full, high));
  const name = Buffer.concat([Buffer.from(Uint16Array.of(ENGLISH).buffer), Buffer.from(`${NAME}\0`)]);
  writeFileSync(control, blockOf(STRINGS_MAGIC, words(1, 1), name));
  const [toHost, fromHost] = [openSync(`${FOLDER}/ep1`, 'r+'), openSync(`${FOLDER}/ep2`, 'r+')];

  const heard: Buffer[] = [];
  let open = true;
  /** These pipes know no "later": each read and each write waits in a thread until the host asks, or the plug is out. */
  async function listen(): Promise<void> {
    const packet = Buffer.alloc(HIGH_SPEED_PACKET);
    while (open) {
      const { bytesRead } = await promisify(read)(fromHost, packet, 0, packet.length, null);
      heard.push(Buffer.from(packet.subarray(0, bytesRead)));
    }
  }
  listen().catch(() => undefined);
  let sending: Promise<unknown> = Promise.resolve();

  return {
    far: {
      read: () => heard.shift() ?? null,
      write(bytes) {
        const packet = bytes.subarray(0, PACKET_BYTES);
        sending = sending.then(async () => open && promisify(write)(toHost, packet)).catch(() => undefined);
        return packet.length;
      },
      close() {
        open = false;
        for (const file of [toHost, fromHost, control]) closeSync(file);
      }
    },
    remove() {
      execFileSync('umount', ['-l', FOLDER]);
      rmdirSync(FOLDER);
    }
  };
}
