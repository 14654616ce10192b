import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { decodePhoto } from './photo.ts';

const photo = new Uint8Array(1024).fill(7);
photo.set([0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00]);

/** A decoder as an operator may have one: a program with these lines of JavaScript, which has `input` at hand. */
function decoder(lines: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'decoder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'decode');
  const picture = `
    const bmp = Buffer.alloc(38862);
    bmp.write('BM');
    bmp.writeInt32LE(102, 18);
    bmp.writeInt32LE(126, 22);
    bmp.writeUInt16LE(24, 28);`;
  writeFileSync(path, `#!${process.execPath}\nconst input = require('node:fs').readFileSync(0);${picture}\n${lines}`);
  // The decoder runs as a user of its own name space, and the folder was made for nobody else.
  chmodSync(folder, 0o755);
  chmodSync(path, 0o755);
  return path;
}

it('gives the picture that the decoder made of the photo', async () => {
  const command = decoder('bmp[38861] = input[1023]; process.stdout.write(bmp);');
  const decoded = await decodePhoto(photo, { command });
  expect(decoded).toMatchObject({ ok: true, value: { length: 38_862 } });
  expect(decoded.ok && decoded.value[38_861]).toBe(7);
});

it.each([
  ['that gives too little', 'process.stdout.write(bmp.subarray(0, 1000));', 'photo.failed'],
  ['that gives too much', 'process.stdout.write(bmp); process.stdout.write(bmp);', 'photo.failed'],
  ['that gives something else', 'bmp.write("PN"); process.stdout.write(bmp);', 'photo.failed'],
  ['that ends with an error', 'process.stdout.write(bmp); process.exitCode = 3;', 'photo.failed'],
  ['that never ends', 'setInterval(() => undefined, 1000);', 'photo.late']
])('lives without a decoder %s', async (_, lines, code) => {
  expect(await decodePhoto(photo, { command: decoder(lines), deadlineMs: 1000 })).toEqual({ ok: false, error: code });
});

it('leaves nothing running that a decoder started', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'decoder-')), 'alive');
  onTestFinished(() => rmSync(dirname(path), { recursive: true }));
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  const ended = once(server, 'connection').then(([socket]) => once(socket.resume(), 'close'));
  const command = decoder(`
    const lives = "setInterval(() => 0, 1000); require('node:net').connect('${path}')";
    require('node:child_process').spawn(process.execPath, ['-e', lives], { detached: true, stdio: 'ignore' }).unref();
    setInterval(() => undefined, 1000);`);
  expect(await decodePhoto(photo, { command })).toEqual({ ok: false, error: 'photo.late' });
  await ended;
});

it('lives without a decoder that is missing', async () => {
  expect(await decodePhoto(photo, { command: '/no/such/decoder' })).toEqual({ ok: false, error: 'photo.failed' });
});

it('starts none for what is no photo', async () => {
  expect(await decodePhoto(new Uint8Array(1024), { command: '/no/such' })).toEqual({ ok: false, error: 'photo.none' });
});

it('gives the decoder no network, not even to this machine', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  let reached = false;
  server.on('connection', () => {
    reached = true;
  });
  const command = decoder(`
    const socket = require('node:net').connect(${port}, '127.0.0.1');
    socket.on('connect', () => process.exit(4));
    socket.on('error', () => process.stdout.write(bmp));`);
  expect((await decodePhoto(photo, { command })).ok).toBe(true);
  expect(reached).toBe(false);
});
