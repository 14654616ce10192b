import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataFolder, freePort } from '../instance.ts';
import { openTerminal } from '../terminal.ts';
import { CENTRE, FILES, refusal, type Started, startFile, until } from './process.ts';

/** Room for a demonstration, and little more. */
const DISK_MB = 90;
const BLOCK = Buffer.alloc(4096);

let disk: string;
let why: string | null = null;
let demonstration: Started | null = null;

beforeAll(async () => {
  disk = await dataFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=755`, 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    why = 'a small disk can be mounted by root only, in a place where that is allowed';
    console.log(`The tests of a full disk are skipped: ${why}.`);
  }
});

afterAll(async () => {
  demonstration?.child.kill('SIGTERM');
  await demonstration?.ended;
  if (why === null) execFileSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

const ballast = () => join(disk, 'ballast');
const free = () => rmSync(ballast(), { force: true });

function fill(): void {
  const file = openSync(ballast(), 'a');
  try {
    for (;;) writeSync(file, BLOCK);
  } catch {
    // Full: as it should be.
  }
  closeSync(file);
}

test('a start on a full disk ends in one sentence, and leaves nothing that hinders the next', async (c) => {
  c.skip(why !== null, why ?? '');
  const DATA_DIR = join(disk, 'first');
  fill();
  expect(await refusal(FILES.server, { ...CENTRE, DATA_DIR })).toEqual([
    'The disk is full: free some space and start again.'
  ]);
  const terminal = { SERVER_URL: 'http://127.0.0.1:9', RECEIPT_PRINTER: '/dev/null', ENROLMENT_CODE: 'ABCD2345' };
  expect(await refusal(FILES.agent, { ...terminal, DATA_DIR })).toEqual([
    'The disk is full: free some space and start again.'
  ]);
  free();
  const server = startFile(FILES.server, { ...CENTRE, PORT: '0', DATA_DIR });
  await server.ready;
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await rm(DATA_DIR, { recursive: true });
});

/** Makes PostgreSQL write its log until there is no space for it. */
async function exhaust(DATA_DIR: string): Promise<void> {
  const client = new pg.Client({ host: join(DATA_DIR, 'database/s'), port: 5432, user: 'yimen', database: 'yimen' });
  client.on('error', () => undefined);
  await client.connect();
  for (;;) {
    await client.query('select pg_switch_wal()');
    await client.query("select pg_logical_emit_message(true, 'test', repeat('x', 1000000))");
  }
}

test('a disk that fills up refuses what it cannot keep, loses nothing, and all goes on when there is space', async (c) => {
  c.skip(why !== null, why ?? '');
  const DATA_DIR = join(disk, 'second');
  const [port, agentPort] = [await freePort(), await freePort()];
  const settings = { DATA_DIR, PORT: String(port), AGENT_PORT: String(agentPort) };
  const terminal = openTerminal(`http://127.0.0.1:${agentPort}`);
  const prepared = async () => {
    const item = await terminal.item('SQ-01-001');
    await terminal.signIn('wan-shi-tong');
    return terminal.fill(item, await terminal.prefill(item));
  };
  const numbers = async () => {
    const { cases } = await terminal.ask<{ cases: { number: string }[] }>('/api/my/cases');
    return cases.map(({ number }) => number).sort();
  };
  demonstration = startFile(FILES.demonstration, settings);
  await demonstration.ready;
  const first = await terminal.submit(await prepared());
  const second = await prepared();

  fill();
  await expect(terminal.submit(second)).rejects.toMatchObject({ status: 503, code: 'server.unavailable' });
  await until('PostgreSQL to give up for now', async () => {
    fill();
    await exhaust(DATA_DIR).catch(() => undefined);
    return demonstration?.words().includes('is full: free some space');
  });
  await expect(numbers()).rejects.toMatchObject({ status: 503, code: 'server.unavailable' });
  await expect(terminal.submit(second)).rejects.toMatchObject({ status: 503, code: 'server.unavailable' });

  free();
  const taken = await until('the second application to be taken', async () => {
    const answer = await terminal.submit(second);
    return answer.state === 'submitted' ? answer.submitted : null;
  });
  if (first.state !== 'submitted') throw new Error('the first application waits');
  const filed = [first.submitted.case.number, taken.case.number].sort();
  expect(await numbers()).toEqual(filed);

  demonstration.child.kill('SIGTERM');
  expect(await demonstration.ended).toBe(0);
  fill();
  expect(await refusal(FILES.demonstration, settings)).toEqual([
    expect.stringMatching(/^The disk .*is full: free some/)
  ]);
  free();
  demonstration = startFile(FILES.demonstration, settings);
  await demonstration.ready;
  await terminal.signIn('wan-shi-tong');
  expect(await numbers()).toEqual(filed);
  demonstration.child.kill('SIGTERM');
  expect(await demonstration.ended).toBe(0);
});
