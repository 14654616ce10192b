import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataFolder, freePort } from '../instance.ts';
import { openTerminal } from '../terminal.ts';
import { alive, FILES, family, type Relative, refusal, type Started, startFile, until } from './process.ts';

const ITEM = 'SQ-01-001';
const PERSON = 'wan-shi-tong';

let dataDir: string;
let settings: Record<string, string>;
let demonstration: Started;
let terminal: ReturnType<typeof openTerminal>;
const filed: string[] = [];

const begin = () => startFile(FILES.demonstration, settings);
const relatives = () => family(demonstration.child.pid ?? 0);

beforeAll(async () => {
  dataDir = await dataFolder();
  const [port, agentPort] = [await freePort(), await freePort()];
  settings = { DATA_DIR: dataDir, PORT: String(port), AGENT_PORT: String(agentPort) };
  terminal = openTerminal(`http://127.0.0.1:${agentPort}`);
  demonstration = begin();
  await demonstration.ready;
});

afterAll(async () => {
  for (const { pid } of alive(relatives())) process.kill(pid, 'SIGKILL');
  await demonstration.ended;
  await rm(dataDir, { recursive: true, force: true });
});

const KINDS = {
  'licence library': /licences\/sim\/main/,
  department: /departments\/sim\/main/,
  server: /demonstration\/server/,
  agent: /devices\/sim\/main/,
  PostgreSQL: /postgres -D/,
  'backend of PostgreSQL': /^postgres: yimen yimen/,
  'guard of PostgreSQL': /^sh -c read/
} as const;
type Kind = keyof typeof KINDS;

const find = (kind: Kind): Relative | undefined => relatives().find(({ command }) => KINDS[kind].test(command));

async function killed(kind: Kind): Promise<Relative> {
  const victim = await until(`a ${kind}`, () => find(kind));
  process.kill(victim.pid, 'SIGKILL');
  return victim;
}

/** Everything that an application needs works: reader, agent, server, database, licence library. */
async function prepared() {
  const item = await terminal.item(ITEM);
  await terminal.signIn(PERSON);
  const prefill = await terminal.prefill(item);
  if (prefill.materials.some(({ outcome }) => outcome === 'timeout')) throw new Error('the licence library is away');
  return terminal.fill(item, prefill);
}

async function ownCases(): Promise<readonly string[]> {
  await terminal.signIn(PERSON);
  const { cases } = await terminal.ask<{ cases: { number: string }[] }>('/api/my/cases');
  return cases.map(({ number }) => number).sort();
}

async function file(): Promise<string> {
  const answer = await terminal.submit(await prepared());
  if (answer.state !== 'submitted') throw new Error('it waits');
  filed.push(answer.submitted.case.number);
  filed.sort();
  return answer.submitted.case.number;
}

test('everything is there: server, library, department, agent and PostgreSQL, and an application is filed', async () => {
  for (const kind of Object.keys(KINDS) as Kind[]) expect(find(kind), kind).toBeDefined();
  await file();
  expect(await ownCases()).toEqual(filed);
});

test.each(Object.keys(KINDS) as Kind[])(
  'a %s that is killed is started again, and what was filed is there once',
  async (kind) => {
    const victim = await killed(kind);
    await until(`another ${kind}`, () => find(kind) && find(kind)?.pid !== victim.pid);
    await until('everything to work', prepared);
    expect(await ownCases()).toEqual(filed);
  }
);

test('an application is filed once where the server is killed while it takes it', async () => {
  const submission = await prepared();
  const [first] = await Promise.all([terminal.submit(submission), killed('server')]);
  expect(['submitted', 'waiting']).toContain(first.state);
  const answer = await until('the second tap to be answered', async () => {
    const second = await terminal.submit(submission);
    return second.state === 'submitted' ? second.submitted : null;
  });
  filed.push(answer.case.number);
  expect(await ownCases()).toEqual(filed.sort());
});

test('an application that waits is filed once, whoever is killed meanwhile', async () => {
  const submission = await prepared();
  await killed('server');
  expect(await terminal.submit(submission)).toMatchObject({ state: 'waiting' });
  await Promise.all([killed('agent'), killed('PostgreSQL'), killed('licence library')]);
  const found = await until('the application to arrive', async () => {
    const cases = await ownCases();
    return cases.length > filed.length ? cases : null;
  });
  expect(found).toHaveLength(filed.length + 1);
  filed.splice(0, filed.length, ...found);
  await until('the outbox to be empty', async () => {
    const { outbox } = await terminal.ask<{ outbox: number }>('/agent/status');
    return outbox === 0;
  });
  expect(await ownCases()).toEqual(filed);
});

test('another copy is told in one sentence what is taken: the port, or the data folder', async () => {
  const other = { ...settings, PORT: String(await freePort()), AGENT_PORT: String(await freePort()) };
  expect(await refusal(FILES.demonstration, settings)).toEqual([
    `Port ${settings.PORT} is taken by another program: stop it, or set PORT.`
  ]);
  expect(await refusal(FILES.demonstration, { ...other, AGENT_PORT: settings.AGENT_PORT ?? '' })).toEqual([
    `Port ${settings.AGENT_PORT} is taken by another program: stop it, or set AGENT_PORT.`
  ]);
  expect(await refusal(FILES.demonstration, other)).toEqual([
    `The data folder ${dataDir} is in use by another copy: stop that one, or set DATA_DIR.`
  ]);
  expect(await ownCases()).toEqual(filed);
});

/** Ends the demonstration in one way, and waits until nothing is left of it. */
async function end(kill: (pid: number) => void): Promise<number | null> {
  const before = relatives();
  kill(demonstration.child.pid ?? 0);
  const code = await demonstration.ended;
  await until('every process to end', () => alive(before).length === 0);
  return code;
}

test('Ctrl-C, which reaches the whole group, ends everything without a word, and the next start has what was filed', async () => {
  const said = demonstration.words().length;
  expect(await end((pid) => process.kill(-pid, 'SIGINT'))).toBe(0);
  expect(demonstration.words().slice(said)).toBe('');
  demonstration = begin();
  await demonstration.ready;
  expect(await ownCases()).toEqual(filed);
});

test('SIGINT to the first process alone ends everything', async () => {
  expect(await end((pid) => process.kill(pid, 'SIGINT'))).toBe(0);
});

test('a terminal window that is closed in the middle of the start leaves no process', async () => {
  demonstration = begin();
  await until('PostgreSQL to start', () => find('PostgreSQL'));
  expect(await end((pid) => process.kill(-pid, 'SIGHUP'))).toBe(0);
  expect(demonstration.words()).toBe('');
});

test('kill -9 of the first process ends everything, and the next start has what was filed', async () => {
  demonstration = begin();
  await demonstration.ready;
  expect(await ownCases()).toEqual(filed);
  await end((pid) => process.kill(pid, 'SIGKILL'));
});
