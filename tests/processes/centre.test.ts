import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings, type Settings } from '../../server/config.ts';
import { claimCommunity, type OpenDatabase, openDatabase } from '../../server/database/open.ts';
import { loadKeys } from '../../server/keys.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import { dataFolder, freePort } from '../instance.ts';
import { type OtherPostgres, startOtherPostgres } from './postgres.ts';
import { alive, CENTRE, FILES, family, refusal, type Started, start, startFile, until } from './process.ts';

/** What a centre installs, on a PostgreSQL of its own. */
let postgres: OtherPostgres;
let folder: string;
let settings: Record<string, string>;
let server: Started;
let serverUrl: string;

let cookie = '';

const STAFF = ['--username', 'admin', '--name', '王五', '--role', 'administrator', '--phone', '0571-00000000'];
const STAFF_PASSWORD = 'a-long-password';

beforeAll(async () => {
  [postgres, folder] = await Promise.all([startOtherPostgres(), dataFolder()]);
  await postgres.query('create database centre');
  const port = await freePort();
  serverUrl = `http://127.0.0.1:${port}`;
  settings = { ...CENTRE, PORT: String(port), DATA_DIR: join(folder, 'a'), DATABASE_URL: postgres.url('centre') };
  server = startFile(FILES.server, settings);
  await server.ready;
});

afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.ended;
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = async (path: string) => (await fetch(new URL(path, serverUrl))).json();

/** What stands between a second server of this centre and its database; null where it would start. */
async function obstacle(changes: Record<string, string>): Promise<string | null> {
  const own = readSettings({ ...settings, KEYS_FILE: join(folder, 'a/keys.json'), ...changes });
  try {
    await using database = await opened(own);
    await claimCommunity(database, own, false);
    await loadKeys(own.keysFile, database.database, own.community.code);
    return null;
  } catch (error) {
    if (error instanceof StartFailure) return error.message;
    throw error;
  }
}

async function opened(own: Settings): Promise<OpenDatabase & AsyncDisposable> {
  const database = await openDatabase(own);
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}

test('knows no invented people, no simulated terminal and no accounts', async () => {
  expect((await fetch(new URL('/bench/gallery', serverUrl))).status).toBe(404);
  expect(await ask('/api/centre')).toMatchObject({ name: '试验社区', demonstration: false });
  expect(await ask('/api/demonstration')).toBeNull();
  expect(await ask('/api/demonstration/cards')).toEqual({ cards: [] });
  expect(await ask('/api/window/accounts')).toEqual({ accounts: [] });
  expect(await postgres.query('select count(*)::int as n from staff', 'centre')).toEqual([{ n: 0 }]);
  expect(await postgres.query('select count(*)::int as n from residents', 'centre')).toEqual([{ n: 0 }]);
});

test('an address that the machine has not, and a wrong password, end a start in one sentence', async () => {
  const another = { ...settings, DATA_DIR: join(folder, 'b'), KEYS_FILE: join(folder, 'a/keys.json') };
  expect(await refusal(FILES.server, { ...another, HOST: '203.0.113.1' })).toEqual([
    '203.0.113.1 is not an address of this machine: correct HOST.'
  ]);
  const DATABASE_URL = `postgres://yimen:wrong@127.0.0.1:${postgres.port}/centre`;
  expect(await refusal(FILES.server, { ...another, DATABASE_URL })).toEqual([
    'PostgreSQL refuses the user or the password in DATABASE_URL: correct them.'
  ]);
});

describe('DATABASE_URL', () => {
  test('each mistake is named', async () => {
    await postgres.query("create role guest login password 'secret'");
    const closed = await freePort();
    const wrong = (url: string) => obstacle({ DATABASE_URL: url });
    expect(await wrong(postgres.url('centre'))).toBeNull();
    expect(await wrong(postgres.url('centre', 'nobody'))).toBe(
      'PostgreSQL refuses the user or the password in DATABASE_URL: correct them.'
    );
    expect(await wrong(postgres.url('nowhere'))).toBe(
      'DATABASE_URL names the database nowhere, which does not exist: make it.'
    );
    expect(await wrong(`postgres://yimen:secret@127.0.0.1:${closed}/centre`)).toBe(
      `No PostgreSQL answers at 127.0.0.1:${closed}: start it, or correct DATABASE_URL.`
    );
    expect(await wrong('postgres://yimen:secret@nowhere.invalid/centre')).toBe(
      'There is no machine nowhere.invalid: correct the host in DATABASE_URL.'
    );
    expect(await wrong(postgres.url('postgres', 'guest'))).toBe(
      'The user in DATABASE_URL may not make tables: make it the owner of the database.'
    );
    expect(await wrong('postgres://yimen:%E0%A4@127.0.0.1/centre')).toBe(
      'PostgreSQL at DATABASE_URL cannot be used: URI malformed.'
    );
  });

  test.each(['fsync', 'full_page_writes', 'synchronous_commit'])('%s must be on', async (name) => {
    await postgres.set(name, 'off');
    expect(await obstacle({})).toBe(
      `PostgreSQL has ${name} switched off: switch it on, or a power cut loses applications.`
    );
    await postgres.set(name, 'on');
    expect(await obstacle({})).toBeNull();
  });

  test('a database is one community’s for ever', async () => {
    expect(await obstacle({ COMMUNITY_CODE: '330102016003' })).toBe(
      'This database belongs to 试验社区 (330102016002), not to 330102016003: correct COMMUNITY_CODE, or choose another DATA_DIR or DATABASE_URL.'
    );
  });

  test('invented people and real ones never meet', async () => {
    const demonstration = {
      DATABASE_URL: postgres.url('centre'),
      DATA_DIR: join(folder, 'c'),
      PORT: String(await freePort()),
      AGENT_PORT: String(await freePort())
    };
    expect(await refusal(FILES.demonstration, demonstration)).toEqual([
      'This database belongs to a centre, and the demonstration does not touch it: choose another DATA_DIR or DATABASE_URL.'
    ]);
    await postgres.query('update communities set demonstration = true', 'centre');
    expect(await obstacle({})).toBe(
      'This database holds demonstration data with invented people, and a centre needs one of its own: choose another DATA_DIR or DATABASE_URL.'
    );
    await postgres.query('update communities set demonstration = false', 'centre');
  });
});

test('KEYS_FILE is the one the database is sealed with', async () => {
  const path = join(folder, 'other.json');
  const refused = () => obstacle({ KEYS_FILE: path });
  expect(await refused()).toBe(
    `KEYS_FILE ${path} is missing, and this database is sealed with it: put your copy there.`
  );
  await writeFile(path, '{"masterKey"');
  expect(await refused()).toBe(`KEYS_FILE ${path} is not a key file of Yimen: put the right file there.`);
  const { submissionKey, ...rest } = JSON.parse(await readFile(join(folder, 'a/keys.json'), 'utf8'));
  await writeFile(path, JSON.stringify({ ...rest, submissionKey: { ...submissionKey, x: 'x' } }));
  expect(await refused()).toBe(`KEYS_FILE ${path} is not a key file of Yimen: put the right file there.`);
  const other = { ...rest, masterKey: randomBytes(32).toString('base64'), submissionKey };
  await writeFile(path, JSON.stringify(other));
  expect(await refused()).toBe(
    `KEYS_FILE ${path} does not fit this database, which is sealed with another: put the right file there.`
  );
});

test('two servers may start at once, the first time as well', async () => {
  await postgres.query('create database twice');
  const both = ['e', 'f'].map((name) =>
    startFile(FILES.server, {
      ...settings,
      PORT: '0',
      DATA_DIR: join(folder, name),
      KEYS_FILE: join(folder, 'twice.json'),
      DATABASE_URL: postgres.url('twice')
    })
  );
  await Promise.all(both.map(({ ready }) => ready));
  for (const { child } of both) child.kill('SIGTERM');
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
});

test('a terminal is enrolled with a code that works once, and starts again with its credential', async () => {
  const made = start([process.execPath, FILES.staff, ...STAFF], { ...settings, STAFF_PASSWORD });
  expect(await made.ended, made.words()).toBe(0);
  const post = (path: string, body: unknown) =>
    fetch(new URL(path, serverUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${settings.PORT}`, cookie },
      body: JSON.stringify(body)
    });
  const signedIn = await post('/api/auth/sign-in/username', { username: 'admin', password: STAFF_PASSWORD });
  cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const answer = await post('/api/window/terminals', { name: '大厅一号' });
  const { code } = (await answer.json()) as { code: string };

  const agentPort = await freePort();
  const terminal = {
    SERVER_URL: serverUrl,
    RECEIPT_PRINTER: '/dev/null',
    AGENT_PORT: String(agentPort),
    DATA_DIR: join(folder, 'g')
  };
  for (const environment of [{ ...terminal, ENROLMENT_CODE: code }, terminal]) {
    const agent = startFile(FILES.agent, environment);
    await agent.ready;
    expect(agent.words()).not.toContain('bench');
    const shows = async (path: string) => (await fetch(`http://127.0.0.1:${agentPort}${path}`)).status;
    expect(await shows('/terminal')).toBe(200);
    // An address is what it leads to, and not how it is written.
    for (const path of ['/bench/gallery', '/bench/gallery/idle', '/bench/%67allery/idle', '/bench//gallery'])
      expect(await shows(path), path).toBe(404);
    agent.child.kill('SIGKILL');
    await agent.ended;
  }
  expect(await refusal(FILES.agent, { ...terminal, DATA_DIR: join(folder, 'h'), ENROLMENT_CODE: code })).toEqual([
    'ENROLMENT_CODE is wrong, was used before, or is older than fifteen minutes: take a new one at /window/terminals.'
  ]);
  expect(await refusal('devices/sim/main.ts', terminal)).toEqual([
    'SERVER_URL is a centre, and simulated devices do not work for it: correct SERVER_URL.'
  ]);
  await mkdir(join(folder, 'i/agent'), { recursive: true });
  await writeFile(join(folder, 'i/agent/terminal.json'), JSON.stringify({ credential: 'x'.repeat(43) }));
  expect(await refusal(FILES.agent, { ...terminal, DATA_DIR: join(folder, 'i') })).toEqual([
    `The server does not know this terminal any more: delete ${folder}/i/agent/terminal.json and enrol it again.`
  ]);
});

test('its own PostgreSQL ends with it, however it ends, and npm passes a signal on', async () => {
  const embedded = { ...CENTRE, PORT: '0', DATA_DIR: join(folder, 'j') };
  const first = startFile(FILES.server, embedded);
  await first.ready;
  const before = family(first.child.pid ?? 0);
  expect(before.some(({ command }) => command.includes('postgres -D'))).toBe(true);
  first.child.kill('SIGKILL');
  await until('every process to end', () => alive(before).length === 0);

  const second = start(['npm', 'run', '--silent', 'server'], embedded);
  await second.ready;
  const again = family(second.child.pid ?? 0);
  second.child.kill('SIGINT');
  await second.ended;
  await until('every process to end', () => alive(again).length === 0);
});

test('while its PostgreSQL is away, everything that needs it is answered with a stable code', async () => {
  await postgres.stop();
  const away = { status: 503, code: 'server.unavailable' };
  const asked = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(new URL(path, serverUrl), { ...init, headers: { cookie, ...init.headers } });
    const body = (await answer.json()) as { error?: { code: string } };
    return { status: answer.status, code: body.error?.code };
  };
  expect(await asked('/api/catalogue')).toEqual(away);
  expect(await asked('/api/window/cases')).toEqual(away);
  const signIn = {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${settings.PORT}` },
    body: JSON.stringify({ username: 'admin', password: STAFF_PASSWORD })
  };
  expect(await asked('/api/auth/sign-in/username', signIn)).toEqual(away);
  expect((await asked('/api/ping')).status).toBe(200);
});
