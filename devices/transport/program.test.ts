import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createProgram } from './program.ts';

/** A program with these lines of shell. */
function shell(lines: string, mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'speak');
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, mode);
  return path;
}
const text = new TextEncoder();
const run = (path: string, call: { readonly signal?: AbortSignal; readonly input?: string } = {}) =>
  createProgram(path).run({
    arguments: ['one', '-two'],
    settings: { SPEECH_RATE: 'slow' },
    input: text.encode(call.input ?? '您好'),
    largestBytes: 1_000_000,
    signal: call.signal ?? new AbortController().signal
  });

it('gives a program its input, its arguments, and of settings no others', async () => {
  process.env.SECRET_OF_A_TEST = 'secret';
  onTestFinished(() => void delete process.env.SECRET_OF_A_TEST);
  const ended = await run(shell('echo "$1 $2 $SPEECH_RATE $SECRET_OF_A_TEST $(cat)"'));
  expect(ended.end === 'done' && Buffer.from(ended.output).toString()).toBe('one -two slow  您好\n');
});

it('is found by its name', async () => {
  expect(await run('true')).toMatchObject({ end: 'done' });
});

it.each([
  ['that is not there', () => '/nowhere/speak', 'absent'],
  ['that is a folder', () => tmpdir(), 'absent'],
  ['that ends with an error', () => shell('exit 3'), 'failed'],
  ['that is killed', () => shell('kill -9 $$'), 'failed'],
  ['that never stops talking', () => shell('cat /dev/zero'), 'failed'],
  ['that does not listen', () => shell('exec <&-; exit 0'), 'done']
])('a program %s', async (_, path, end) => {
  expect((await run(path(), { input: 'x'.repeat(200_000) })).end).toBe(end);
});

it('ends at once where it is stopped, with everything that it started', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'alive-')), 'socket');
  onTestFinished(() => rmSync(dirname(path), { recursive: true }));
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  const stopping = new AbortController();
  // Connected for as long as it lives; its parent waits for it.
  const child = `require('node:net').connect('${path}'); setInterval(() => 0, 1000)`;
  const ended = run(shell(`${process.execPath} -e "${child}" & wait`), { signal: stopping.signal });
  const [socket] = await once(server, 'connection');
  const gone = once(socket.resume(), 'close');
  stopping.abort();
  expect(await ended).toEqual({ end: 'stopped' });
  await gone;
  expect(await run('true', { signal: stopping.signal })).toEqual({ end: 'stopped' });
});
