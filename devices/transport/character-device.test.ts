import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { createCharacterDeviceSource } from './character-device.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A pipe behaves as a line printer does: it takes no more than it has room for, and answers "later". */
function pipe(): string {
  const folder = mkdtempSync(join(tmpdir(), 'line-printer-'));
  folders.push(folder);
  const path = join(folder, 'lp0');
  execFileSync('mkfifo', [path]);
  return path;
}

it('gets more bytes through than fit at once, whole and in order', async () => {
  const port = await createCharacterDeviceSource(pipe()).open();
  const receipt = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) & 0xff);
  const arrived: Uint8Array[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  let count = 0;
  port?.onData((bytes) => {
    arrived.push(bytes);
    count += bytes.length;
    if (count === receipt.length + 3) resolve();
  });
  await Promise.all([port?.write(receipt), port?.write(Uint8Array.of(0x10, 0x04, 0x01)), promise]);
  expect(Buffer.compare(Buffer.concat(arrived), Buffer.concat([receipt, Buffer.from('100401', 'hex')]))).toBe(0);
  await port?.close();
});

it('takes nothing after it was closed, and says why it closed', async () => {
  const port = await createCharacterDeviceSource(pipe()).open();
  const reason = new Promise<string>((resolve) => port?.onClose(resolve));
  await port?.close();
  expect(await reason).toBe('closed');
  await expect(port?.write(Uint8Array.of(1))).rejects.toThrow();
});

it('is not there where there is no such file', async () => {
  expect(await createCharacterDeviceSource(join(tmpdir(), 'no-such-printer')).open()).toBeNull();
});

/** A line of the system, and what hangs at its other end. */
async function line() {
  const device = spawn('/usr/bin/script', ['--quiet', '--command', 'tty && exec sleep 60', '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore']
  });
  onTestFinished(() => void device.kill('SIGKILL'));
  const [path] = await once(device.stdout, 'data');
  let heard = '';
  device.stdout.on('data', (bytes: Buffer) => {
    heard += bytes.toString('hex');
  });
  return { device, path: String(path).trim(), heard: () => heard };
}

it('hands on what comes over a line as it is, sends nothing back and nothing more than was given, and tells its end', async () => {
  const { device, path, heard } = await line();
  const port = await createCharacterDeviceSource(path).open();
  let arrived = '';
  port?.onData((bytes) => {
    arrived += Buffer.from(bytes).toString('hex');
  });
  const end = new Promise<string>((resolve) => port?.onClose(resolve));
  device.stdin.write(Buffer.from('5d51310d', 'hex'));
  await vi.waitFor(() => expect(arrived).toBe('5d51310d'));
  await port?.write(Uint8Array.of(0x1b, 0x0a, 0x0a));
  await vi.waitFor(() => expect(heard()).toBe('1b0a0a'));
  device.kill('SIGKILL');
  expect(await end).toBe('unplugged');
});
