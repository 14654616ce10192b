import { once } from 'node:events';
import { connect } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from './app.ts';
import { openTestCentre, type TestCentre } from './database/testing.ts';
import { listen, openWorkingCentre, PASSWORD } from './testing.ts';

const centre = await openWorkingCentre();
const served = await listen(centre.app.fetch);
const clerk = await centre.employ('clerk', 'clerk');
afterAll(async () => {
  served.server.close();
  await centre.close();
});

const said: string[] = [];
beforeEach(() => {
  for (const way of ['error', 'warn', 'log'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void said.push(words.map(String).join(' ')));
});
afterEach(() => {
  vi.restoreAllMocks();
  said.length = 0;
});

const failureOf = async (answer: Response) => [answer.status, (await answer.json()).error.code];
const post = (path: string, body: string, type = 'application/json') =>
  centre.app.request(path, {
    method: 'POST',
    headers: {
      'content-type': type,
      authorization: `Terminal ${centre.terminal}`,
      cookie: centre.cookieOf(clerk)
    },
    body
  });

describe('whatever is asked', () => {
  it.each([
    ['GET', '/api/nothing'],
    ['PUT', '/api/ping'],
    ['DELETE', '/api/window/cases'],
    ['GET', '/api/window/cases/not-an-id/other'],
    ['GET', '/api/auth/nothing']
  ])('%s %s leads nowhere, and says so', async (method, path) => {
    const answer = await centre.app.request(path, { method });
    expect(await failureOf(answer)).toEqual([404, 'request.not-found']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['{"card":', '', 'null', '[]', '"x"', '{"card":{}}', `{"card":${'['.repeat(5000)}${']'.repeat(5000)}}`])(
    'a body of %.20s is malformed',
    async (body) => {
      expect(await failureOf(await post('/api/sessions', body))).toEqual([400, 'request.malformed']);
    }
  );

  it('a form from some other page is no act of ours', async () => {
    const body = JSON.stringify({ act: 'claim', version: 1 });
    const path = '/api/window/cases/00000000-0000-7000-8000-000000000000/acts';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', ''])
      expect(await failureOf(await post(path, body, type))).toEqual([400, 'request.malformed']);
    expect(await failureOf(await post(path, body))).toEqual([404, 'case.not-found']);
  });

  it.each([
    '/api/window/cases/%00',
    '/api/window/cases?department=%00',
    '/api/window/cases?item=%00&field=0',
    '/api/window/cases?limit=0',
    '/api/window/cases?limit=many',
    '/api/window/cases?after=x',
    '/api/window/cases?view=lost',
    '/api/slots/%00',
    '/api/catalogue/items/%00',
    '/api/my/cases/1'
  ])('%s is refused without a defect', async (path) => {
    const answer = await centre.app.request(path, {
      headers: { cookie: centre.cookieOf(clerk), authorization: `Terminal ${centre.terminal}`, 'x-session': 'x' }
    });
    expect([400, 401, 404], path).toContain(answer.status);
    expect(said).toEqual([]);
  });

  it('names the fields of a malformed body, never what stood in them', async () => {
    const answer = await post('/api/sessions', JSON.stringify({ card: { name: '福寿长', idNumber: 330102 } }));
    const text = await answer.text();
    expect(text).toContain('card.idNumber');
    expect(text).not.toMatch(/福寿长|330102/);
  });
});

describe('a body larger than any application', () => {
  const TOO_LARGE = [413, 'request.too-large'];

  it('is refused by its length', async () => {
    expect(await failureOf(await post('/api/sessions', 'x'.repeat(6_000_001)))).toEqual(TOO_LARGE);
  });

  it('is refused on the way, where it names no length', async () => {
    const piece = new Uint8Array(1_000_000);
    let left = 20;
    const body = new ReadableStream({
      pull: (stream) => (left-- > 0 ? stream.enqueue(piece) : stream.close())
    });
    const answer = await fetch(`${served.url}/api/submissions`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { authorization: `Terminal ${centre.terminal}`, 'idempotency-key': crypto.randomUUID() }
    } as RequestInit);
    expect(await failureOf(answer)).toEqual(TOO_LARGE);
    expect(left).toBeGreaterThan(5);
  });

  it('of garbage is answered, and the next one too', async () => {
    for (const garbage of ['\0\0\0\0\r\n\r\n', 'GET /api/ping HTTP/9.9\r\n\r\n', 'GET // HTTP/1.1\r\nhost: \r\n\r\n']) {
      const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
      socket.write(garbage);
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 (4\d\d|505)/);
      socket.destroy();
    }
    expect((await fetch(`${served.url}/api/ping`)).status).toBe(200);
  });
});

describe('what must not happen', () => {
  const secret = '/server/福寿长330102194403122021';
  const TABLES = sql`drop table items, terminals, staff_sessions, attempts cascade`;

  it.each<[string, (broken: TestCentre) => Promise<unknown>, number, RegExp]>([
    ['a defect', ({ context }) => context.database.execute(TABLES), 500, /^defect in [A-Z]+ \/api\/\S+ \w+ 42P01 at /],
    ['a database that is away', (broken) => broken.close(), 503, /^no database for [A-Z]+ \/api\/[^ ]+ /]
  ])(
    '%s is one line with its kind and place, and a stable code: no value, no stack',
    async (_, spoil, status, line) => {
      const broken = await openTestCentre();
      await spoil(broken);
      const app = createApp(broken.context);
      const asked = await Promise.all([
        app.request(`/api/slots/${encodeURIComponent(secret)}`),
        app.request('/api/terminals/me', { headers: { authorization: `Terminal ${encodeURIComponent(secret)}` } }),
        app.request('/api/auth/sign-in/username', {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1' },
          body: JSON.stringify({ username: 'fushouchang', password: PASSWORD })
        })
      ]);
      expect(asked.map((answer) => answer.status)).toEqual([status, status, status]);
      for (const answer of asked) expect(Object.keys(await answer.json())).toEqual(['error']);
      expect(said).toHaveLength(3);
      for (const words of said) {
        expect(words).toMatch(line);
        expect(words).not.toMatch(/\n|福寿长|330102|fushouchang|Failed query/);
      }
      if (status === 500) await broken.close();
    }
  );
});

describe('the contract', () => {
  interface Operation {
    readonly responses: Record<string, { description?: string }>;
    readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
  }
  const read = async () => {
    const answer = await centre.app.request('/api/openapi.json');
    expect(answer.status).toBe(200);
    return (await answer.json()) as {
      openapi: string;
      info: { title: string; version: string };
      paths: Record<string, Record<string, Operation>>;
      components: Record<string, Record<string, unknown>>;
    };
  };

  it('names the routes that pages and terminals use, and each of its references leads somewhere', async () => {
    const document = await read();
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: '一门 Yimen' } });
    expect(Object.keys(document.paths).sort()).toMatchInlineSnapshot(`
      [
        "/api/calendar/due",
        "/api/calls",
        "/api/calls/current",
        "/api/catalogue",
        "/api/catalogue/items/{code}",
        "/api/catalogue/items/{code}/form.pdf",
        "/api/catalogue/schema.json",
        "/api/centre",
        "/api/centre/keys",
        "/api/demonstration",
        "/api/demonstration/cards",
        "/api/departments/{id}/events",
        "/api/grades",
        "/api/hall",
        "/api/my/appointments",
        "/api/my/cases",
        "/api/my/cases/{id}",
        "/api/my/cases/{id}/entrust",
        "/api/my/cases/{id}/form.pdf",
        "/api/my/cases/{id}/looks",
        "/api/my/cases/{id}/rate",
        "/api/my/cases/{id}/regrade",
        "/api/my/cases/{id}/result.pdf",
        "/api/my/cases/{id}/revoke",
        "/api/my/cases/{id}/signers/{position}/link",
        "/api/my/cases/{id}/slips/{number}",
        "/api/my/cases/{id}/slips/{number}/letter.pdf",
        "/api/my/cases/{id}/undo",
        "/api/my/cases/{id}/withdraw",
        "/api/my/looks",
        "/api/my/objections",
        "/api/my/prepared",
        "/api/my/relations",
        "/api/my/relations/{id}/revoke",
        "/api/my/signings",
        "/api/my/signings/{id}",
        "/api/my/tickets",
        "/api/my/unfinished",
        "/api/my/unfinished/{id}/take",
        "/api/notices",
        "/api/notices/verify",
        "/api/overdue",
        "/api/ping",
        "/api/prefill",
        "/api/prepared",
        "/api/progress",
        "/api/proofs",
        "/api/sessions",
        "/api/sessions/current",
        "/api/sessions/current/principal",
        "/api/sign",
        "/api/sign/open",
        "/api/slots/{code}",
        "/api/submissions",
        "/api/terminals/enrol",
        "/api/terminals/me",
        "/api/terminals/reads",
        "/api/terminals/troubles",
        "/api/tickets",
        "/api/tickets/check-in",
        "/api/tickets/{id}",
        "/api/tickets/{id}/slip",
        "/api/window/accounts",
        "/api/window/admissions",
        "/api/window/admissions/{id}/admit",
        "/api/window/admissions/{id}/letter.pdf",
        "/api/window/admissions/{id}/listed",
        "/api/window/admissions/{id}/refuse",
        "/api/window/calendar/{year}",
        "/api/window/calls",
        "/api/window/calls/{id}/application",
        "/api/window/calls/{id}/over",
        "/api/window/calls/{id}/take",
        "/api/window/cases",
        "/api/window/cases/{id}",
        "/api/window/cases/{id}/acts",
        "/api/window/cases/{id}/credit-repair",
        "/api/window/cases/{id}/form.pdf",
        "/api/window/cases/{id}/inspections",
        "/api/window/cases/{id}/inspections/{key}",
        "/api/window/cases/{id}/inspections/{key}/images",
        "/api/window/cases/{id}/inspections/{key}/images/{image}",
        "/api/window/cases/{id}/result.pdf",
        "/api/window/cases/{id}/signers/{position}/link",
        "/api/window/cases/{id}/slips/{number}",
        "/api/window/cases/{id}/slips/{number}/letter.pdf",
        "/api/window/catalogue",
        "/api/window/catalogue/import",
        "/api/window/catalogue/options",
        "/api/window/catalogue/sheet",
        "/api/window/catalogue/sheet/drafts",
        "/api/window/catalogue/{code}",
        "/api/window/catalogue/{code}/cancel",
        "/api/window/catalogue/{code}/discard",
        "/api/window/catalogue/{code}/draft",
        "/api/window/catalogue/{code}/end",
        "/api/window/catalogue/{code}/form.pdf",
        "/api/window/catalogue/{code}/preview",
        "/api/window/catalogue/{code}/publish",
        "/api/window/catalogue/{code}/save",
        "/api/window/catalogue/{code}/versions/{version}",
        "/api/window/colleagues",
        "/api/window/counter",
        "/api/window/counters",
        "/api/window/counters/{name}",
        "/api/window/counts",
        "/api/window/deliveries/{id}/again",
        "/api/window/departments",
        "/api/window/departments/names",
        "/api/window/departments/{id}",
        "/api/window/departments/{id}/secrets",
        "/api/window/duty-list",
        "/api/window/duty-list/{id}",
        "/api/window/figures",
        "/api/window/figures.csv",
        "/api/window/grade-settings",
        "/api/window/grades",
        "/api/window/grades/{id}",
        "/api/window/grades/{id}/acts",
        "/api/window/lookup",
        "/api/window/me",
        "/api/window/people",
        "/api/window/people/{id}",
        "/api/window/relations",
        "/api/window/relations/{id}/revoke",
        "/api/window/sending",
        "/api/window/sitting",
        "/api/window/sitting/{id}/draft",
        "/api/window/sitting/{id}/form.pdf",
        "/api/window/sitting/{id}/prefill",
        "/api/window/sitting/{id}/principal",
        "/api/window/sitting/{id}/relations",
        "/api/window/sitting/{id}/submissions",
        "/api/window/sitting/{id}/submissions/bundle",
        "/api/window/sitting/{id}/undo",
        "/api/window/sitting/{id}/unfinished/{unfinishedId}",
        "/api/window/staff",
        "/api/window/staff/{id}",
        "/api/window/staff/{id}/reset",
        "/api/window/stuck",
        "/api/window/stuck/{kind}/{id}/again",
        "/api/window/terminals",
        "/api/window/terminals/{id}/withdraw",
        "/api/window/tickets",
        "/api/window/tickets/next",
        "/api/window/tickets/{id}/acts",
        "/api/window/tickets/{id}/application",
        "/api/window/work-list",
        "/api/window/work-list/{id}",
        "/api/work-list",
      ]
    `);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [reference, kind = '', name = ''] of references)
      expect(document.components[kind], reference).toHaveProperty(name);
  });

  it('describes each answer, and every part of a path', async () => {
    for (const [path, operations] of Object.entries((await read()).paths))
      for (const [method, { responses, parameters = [] }] of Object.entries(operations)) {
        expect(['get', 'post', 'put', 'delete'], path).toContain(method);
        expect(Object.keys(responses).length, path).toBeGreaterThan(0);
        for (const [status, { description }] of Object.entries(responses)) {
          expect(status, path).toMatch(/^[2345]\d\d$/);
          expect(description, path).toBeTruthy();
        }
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const described = parameters.filter((one) => one.in === 'path' && one.required).map(({ name }) => name);
        expect(described, path).toEqual(named);
      }
  });
});

it('a centre shows no invented people and no accounts', async () => {
  const read = async (path: string) => (await centre.app.request(path)).json();
  expect(await read('/api/demonstration')).toBeNull();
  expect(await read('/api/demonstration/cards')).toEqual({ cards: [] });
  expect(await read('/api/window/accounts')).toEqual({ accounts: [] });
});
