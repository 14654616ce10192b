import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { chmod, mkdir, realpath, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBinaries, reaches } from '../../server/database/binaries.ts';
import { dataFolder, freePort } from '../instance.ts';
import { alive, CENTRE, FILES, family, refusal, root, start, startFile, until } from './process.ts';

/** What a strange machine may lack. */
let folder: string;
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

beforeAll(async () => {
  folder = await dataFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a missing system library is named, and what to do about it', async () => {
  const copy = join(folder, 'postgresql');
  cpSync(dirname(findBinaries(undefined, {}, folder).folder), copy, { recursive: true, verbatimSymlinks: true });
  rmSync(join(copy, 'lib/libicuuc.so.60'));
  expect(await refusal(FILES.server, { ...CENTRE, PG_BIN: join(copy, 'bin'), DATA_DIR: join(folder, 'a') })).toEqual([
    'PostgreSQL needs the system library libicuuc.so.60, which this machine lacks: install the package that holds it, or name another PostgreSQL in PG_BIN or DATABASE_URL.'
  ]);
});

test('pages that are not built are asked for, by the server and by the agent', async () => {
  const clone = join(folder, 'clone');
  for (const name of ['server', 'devices', 'package.json'])
    cpSync(join(root, name), join(clone, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  const sentence = ['The pages are not built yet: run "npm run build" first.'];
  expect(await refusal(join(clone, FILES.server), { ...CENTRE, DATA_DIR: join(folder, 'b') })).toEqual(sentence);
  const terminal = { SERVER_URL: 'http://127.0.0.1:9', RECEIPT_PRINTER: '/dev/null', DATA_DIR: join(folder, 'c') };
  expect(await refusal(join(clone, FILES.agent), terminal)).toEqual(sentence);
});

test('somebody who is not root starts the demonstration too', async (c) => {
  const why = !isRoot
    ? 'whoever runs these tests is not root: every other test shows it'
    : reaches({ uid: NOBODY, gid: NOBODY }, root)
      ? null
      : 'this clone is in a folder that only root may enter';
  if (why) console.log(`The test of another user is skipped: ${why}.`);
  c.skip(why !== null, why ?? '');
  const DATA_DIR = join(folder, 'nobody');
  cpSync(join(root, 'LICENSE'), join(DATA_DIR, 'LICENSE'));
  chownSync(DATA_DIR, NOBODY, NOBODY);
  const settings = { DATA_DIR, HOME: DATA_DIR, PORT: String(await freePort()), AGENT_PORT: String(await freePort()) };
  const demonstration = start([process.execPath, FILES.demonstration], settings, { uid: NOBODY });
  await demonstration.ready;
  const before = family(demonstration.child.pid ?? 0);
  demonstration.child.kill('SIGINT');
  expect(await demonstration.ended).toBe(0);
  await until('every process to end', () => alive(before).length === 0);
});

test('where only root may enter, the database is put where its user can reach it, and that is said', async (c) => {
  if (!isRoot) console.log('The test of root’s own folder is skipped: whoever runs these tests is not root.');
  c.skip(!isRoot, 'not root');
  const own = await dataFolder();
  await chmod(own, 0o700);
  const settings = { ...CENTRE, PORT: '0', DATA_DIR: join(own, 'data') };
  const database = join(own, 'data/database');
  const live = async () => {
    const server = startFile(FILES.server, settings);
    await server.ready;
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    return server.words();
  };
  const first = await live();
  const away = await realpath(database);
  expect(away).toMatch(/^\/var\/lib\/yimen-/);
  expect(first).toContain(`The user that runs PostgreSQL cannot reach ${database}: the database is in ${away}.`);
  // Rights that change later do not hide it; a folder that is reached no more is not left for another.
  await chmod(own, 0o755);
  await live();
  expect(await realpath(database)).toBe(away);
  await rm(away, { recursive: true });
  expect(await refusal(FILES.server, settings)).toEqual([
    `${database} is a link to a folder that is gone: put it back, or choose another DATA_DIR.`
  ]);
  await rm(database);
  await mkdir(join(database, 'pg18'), { recursive: true });
  await chmod(own, 0o700);
  expect(await refusal(FILES.server, settings)).toEqual([
    `The user that runs PostgreSQL cannot reach ${database} any more: let others enter the folders above it.`
  ]);
  await rm(own, { recursive: true });
});

test('Node 20 is enough to install, and what runs is the Node that npm installed', () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe('>=20');
  const PATH = (process.env.PATH ?? '').split(':').filter((one) => !one.includes('node_modules'));
  const version = execFileSync('npm', ['exec', '--offline', '-c', 'node --version'], {
    cwd: root,
    env: { ...process.env, PATH: PATH.join(':') },
    encoding: 'utf8'
  });
  expect(Number(/^v(\d+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(24);
});
