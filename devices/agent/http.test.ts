import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { StartFailure } from '../../server/process/start-failure.ts';
import { createSimulatedScanner } from '../code-scanner/sim/scanner.ts';
import { createBench } from '../sim/bench.ts';
import { openLoopback } from './http.ts';
import { CASE, ONE, openAgent as open } from './testing.centre.ts';
import { application, exchange } from './testing.ts';

type Terminal = Awaited<ReturnType<typeof open>>['terminal'];
type Headers = Readonly<Record<string, string | undefined>>;

/** A request in its bytes; headers that are undefined are left out of what a page of our own sends. */
function bytesOf({ url, headers }: Terminal, line: string, change: Headers = {}, body = '{}'): string {
  const all: Headers = {
    host: new URL(url).host,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headers,
    ...change
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
/** Its status, and the code of its failure. */
const outcomeOf = (answer: string) => [
  Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]),
  /"code":"([^"]+)"/.exec(answer)?.[1] ?? null
];
const send = async (terminal: Terminal, ...request: [string, Headers?, string?]) =>
  outcomeOf(await exchange(terminal.url, bytesOf(terminal, ...request)));
const FOREIGN = [403, 'request.origin'];
const SIGN_IN = 'POST /agent/session/anonymous';

/** A page that listens, and the kinds of what it heard so far. */
async function listen({ url, headers }: Terminal, page: string) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const { body } = await fetch(`${url}/agent/events`, {
    method: 'POST',
    headers: { ...headers, 'x-yimen-page': page },
    signal: controller.signal
  });
  const heard: string[] = [];
  async function hear() {
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? [])
      heard.push(...[...text.matchAll(/^event: (\w+)/gm)].map(([, kind = '']) => kind));
  }
  const ended = hear().catch(() => undefined);
  await vi.waitFor(() => expect(heard).toContain('status'));
  return { heard, ended, stop: () => controller.abort() };
}

describe('a page of elsewhere', () => {
  it.each<[string, string, Headers]>([
    ['whose name was bound to our address (DNS rebinding)', 'GET /agent/status', { host: 'evil.example' }],
    ['the same with our port', SIGN_IN, { host: 'evil.example:5181', origin: 'http://evil.example:5181' }],
    ['that does not say where it comes from', SIGN_IN, { origin: undefined }],
    ['that hides where it comes from', SIGN_IN, { origin: 'null' }],
    ['of another site', SIGN_IN, { origin: 'http://evil.example' }],
    ['of another port of this machine', SIGN_IN, { origin: 'http://127.0.0.1:5180' }],
    ['that only begins like ours', SIGN_IN, { origin: 'http://127.0.0.1.evil.example' }],
    ['that reads', 'GET /agent/status', { origin: 'http://evil.example' }],
    ['that ends the session', 'DELETE /agent/session', { origin: 'http://evil.example' }],
    [
      'that asks first',
      'OPTIONS /agent/session',
      { origin: 'http://evil.example', 'access-control-request-method': 'PUT' }
    ]
  ])('%s is kept out, even with the token', async (_, line, change) => {
    const { terminal, tap, here, centre } = await open();
    await tap(ONE);
    const heard = centre.heard.length;
    const answer = await exchange(terminal.url, bytesOf(terminal, line, change));
    expect(outcomeOf(answer)).toEqual(FOREIGN);
    expect(answer).not.toMatch(/access-control/i);
    expect([await here(), centre.heard.length]).toEqual(['福寿长', heard]);
  });

  it('does not get the HTML with the token in it, as a host of its own, in a frame, or as a script', async () => {
    const { terminal } = await open();
    const page = (change: Headers) => send(terminal, 'GET /terminal', change);
    expect(await page({})).toEqual([200, null]);
    expect(await page({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' })).toEqual([200, null]);
    expect(await page({ host: 'evil.example' })).toEqual([403, null]);
    for (const part of ['iframe', 'script', 'empty', 'image', 'object'])
      expect(await page({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': part })).toEqual([403, null]);
  });

  it('finds no second way to say who is asked', async () => {
    const { terminal } = await open();
    const { host } = new URL(terminal.url);
    expect(await send(terminal, 'GET /agent/status', { host: undefined })).toEqual([400, null]);
    expect(await send(terminal, 'GET /agent/status', { host: `evil.example\r\nhost: ${host}` })).toEqual(FOREIGN);
    const absolute = await exchange(terminal.url, bytesOf(terminal, `GET http://evil.example/agent/status`));
    expect(absolute).not.toContain('revision');
    for (const line of ['TRACE /agent/status', 'HEAD /agent/status', 'OPTIONS /agent/status', 'PATCH /agent/draft'])
      expect((await send(terminal, line))[0]).toBeGreaterThanOrEqual(400);
  });
});

describe('the token', () => {
  it('is asked for by everything, and is taken from its header alone', async () => {
    const { terminal, here } = await open();
    const token = terminal.headers['x-yimen'];
    const without = { 'x-yimen': undefined };
    for (const [line, change] of [
      ['GET /agent/status', without],
      ['GET /api/centre', without],
      [SIGN_IN, without],
      [SIGN_IN, { 'x-yimen': '1' }],
      [`POST /agent/session/anonymous?x-yimen=${token}`, without],
      [SIGN_IN, { ...without, cookie: `x-yimen=${token}` }],
      [SIGN_IN, { ...without, authorization: `Bearer ${token}` }]
    ] as const)
      expect(await send(terminal, line, change)).toEqual([403, 'request.token']);
    expect(await here()).toBeNull();
  });

  it('of an earlier start of the agent is worth nothing: a submission that was captured then is not taken again', async () => {
    const { terminal, page, centre, asked } = await open();
    await page('POST', '/agent/session/anonymous');
    const captured = bytesOf(terminal, 'POST /agent/submit', {}, JSON.stringify(application()));
    expect(outcomeOf(await exchange(terminal.url, captured))[0]).toBe(200);
    const next = await open();
    await next.page('POST', '/agent/session/anonymous');
    const host = new URL(terminal.url).host;
    const replayed = captured.replaceAll(host, new URL(next.terminal.url).host);
    expect(outcomeOf(await exchange(next.terminal.url, replayed))).toEqual([403, 'request.token']);
    expect(next.asked('POST', '/api/submissions')).toEqual([]);
    expect([asked('POST', '/api/submissions').length, centre.heard.length]).toEqual([1, 2]);
  });

  it('of this start on a submission that was captured makes no second case: it is the same key', async () => {
    const { terminal, page, asked } = await open();
    await page('POST', '/agent/session/anonymous');
    const captured = bytesOf(terminal, 'POST /agent/submit', {}, JSON.stringify(application()));
    for (let times = 0; times < 3; times++) await exchange(terminal.url, captured);
    const keys = asked('POST', '/api/submissions').map(({ headers }) => headers['idempotency-key']);
    expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
    await page('DELETE', '/agent/session');
    expect(outcomeOf(await exchange(terminal.url, captured))).toEqual([401, 'session.none']);
  });
});

describe('a second page', () => {
  it('takes the place of the first, which is told, hears no more and may do nothing any more', async () => {
    const { terminal, page } = await open();
    const first = await listen(terminal, 'the-first-page');
    expect((await send(terminal, SIGN_IN, { 'x-yimen-page': 'the-first-page' }))[0]).toBe(200);
    await listen(terminal, 'the-second-page');
    await first.ended;
    expect(first.heard.at(-1)).toBe('replaced');
    for (const line of [SIGN_IN, 'DELETE /agent/session', 'POST /agent/events', 'GET /agent/status'])
      expect(await send(terminal, line, { 'x-yimen-page': 'the-first-page' })).toEqual([409, 'page.replaced']);
    expect((await page('GET', '/agent/status')).body.session).not.toBeNull();
    expect((await send(terminal, 'DELETE /agent/session', { 'x-yimen-page': 'the-second-page' }))[0]).toBe(204);
    expect(terminal.session.current).toBeNull();
  });

  it('that is the first one loaded anew works at once; one that lost its line comes back as itself', async () => {
    const { terminal } = await open();
    (await listen(terminal, 'the-first-page')).stop();
    const anew = await listen(terminal, 'the-page-anew');
    await listen(terminal, 'the-page-anew');
    await anew.ended;
    expect(anew.heard).not.toContain('replaced');
    expect((await send(terminal, SIGN_IN, { 'x-yimen-page': 'the-page-anew' }))[0]).toBe(200);
  });

  it.each([undefined, '', 'short', 'with blanks in it', 'x'.repeat(65)])(
    'that says it is %j is no page',
    async (page) => {
      const { terminal } = await open();
      expect(await send(terminal, 'POST /agent/events', { 'x-yimen-page': page })).toEqual([400, 'request.malformed']);
    }
  );
});

describe('reading', () => {
  it('changes nothing, on whatever route, whoever asks', async () => {
    const { terminal, page, tap, centre } = await open();
    createBench({
      cards: [],
      reader: terminal.reader,
      slipPrinter: terminal.slips,
      documentPrinter: terminal.pages,
      scanner: createSimulatedScanner()
    })(terminal.app);
    await tap(ONE);
    await page('PUT', '/agent/draft', { draft: { filled: true } });
    const screen = await listen(terminal, 'the-screen');
    const paths = new Set(terminal.app.routes.map(({ path }) => path));
    for (const known of ['/agent/submit', '/agent/events', '/agent/bench/events', '/api/*'])
      expect(paths).toContain(known);
    const state = async () => {
      const { revision: _, ...status } = (await page('GET', '/agent/status')).body;
      const bench = (await page('GET', '/agent/bench')).body;
      const changed = centre.heard.filter(({ method }) => method !== 'GET');
      return {
        status,
        bench,
        changed,
        draft: (await page('GET', '/agent/draft')).body,
        keys: terminal.session.current?.keys
      };
    };
    const before = await state();
    for (const path of [
      ...paths,
      `/api/my/cases/${CASE}/withdraw`,
      '/api/sessions/current',
      '/api/sessions/current/principal'
    ])
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        for (const change of [{}, { 'x-yimen': undefined }, { 'x-yimen-page': 'another-page' }])
          await send(terminal, `${method} ${path.replace('*', 'centre')}?card=null&draft=null`, change, '');
    expect(await state()).toEqual(before);
    expect((await send(terminal, 'DELETE /agent/session', { 'x-yimen-page': 'the-screen' }))[0]).toBe(204);
    screen.stop();
  });
});

describe('every answer', () => {
  it.each(['/terminal', '/agent/status', '/agent/nothing', '/api/centre'])(
    'at %s stays among ourselves',
    async (path) => {
      const { terminal } = await open();
      const { headers } = await fetch(terminal.url + path, { headers: terminal.headers });
      const said = Object.fromEntries(headers);
      expect(said).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin'
      });
      expect(Object.keys(said).filter((name) => /^(access-control|set-cookie)/.test(name))).toEqual([]);
      if (path !== '/terminal') expect(said['cache-control']).toBe('no-store');
    }
  );
});

describe('too much', () => {
  it('in an address or in headers is refused before anybody reads it', async () => {
    const { terminal } = await open();
    expect(await send(terminal, `GET /agent/status?${'x'.repeat(17_000)}`)).toEqual([431, null]);
    expect(await send(terminal, 'GET /agent/status', { cookie: 'x'.repeat(17_000) })).toEqual([431, null]);
  });

  it('in a body is refused, whether it says so or not', async () => {
    const { terminal, page } = await open();
    await page('POST', '/agent/session/anonymous');
    const large = await page('PUT', '/agent/draft', { draft: 'x'.repeat(6_000_001) });
    expect(large).toEqual({ status: 413, body: { error: { code: 'request.too-large' } } });
    const unmeasured = { 'content-length': undefined, 'transfer-encoding': 'chunked' };
    const chunks = `${`1000\r\n${'x'.repeat(0x1000)}\r\n`.repeat(5)}0\r\n\r\n`;
    expect(await send(terminal, 'POST /agent/session/read', unmeasured, chunks)).toEqual([413, 'request.too-large']);
    expect((await page('GET', '/agent/draft')).body.draft).toBeNull();
  });

  it('time is not given: neither for headers nor for a body', async () => {
    const limits = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 };
    const cut = Promise.withResolvers<unknown>();
    const opened = await openLoopback((request) => void request.resume().once('error', cut.resolve), {
      port: 0,
      setting: 'PORT',
      limits
    });
    onTestFinished(() => opened.close());
    const url = `http://127.0.0.1:${opened.port}`;
    const headers = 'POST /agent/submit HTTP/1.1\r\nhost: 127';
    expect(outcomeOf(await exchange(url, headers))).toEqual([408, null]);
    expect(outcomeOf(await exchange(url, `${headers}\r\ncontent-length: 10\r\n\r\n{"`))).toEqual([408, null]);
    expect(await cut.promise).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('the port', () => {
  const openPort = async () => {
    const opened = await openLoopback((_, response) => void response.end('here'), { port: 0, setting: 'AGENT_PORT' });
    onTestFinished(() => opened.close());
    return opened.port;
  };
  const reaches = async (host: string, port: number): Promise<boolean> => {
    const socket = connect({ host, port });
    return new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    }).finally(() => socket.destroy()) as Promise<boolean>;
  };
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);

  it('is open to this machine by each of its names, and to no other address it has', async () => {
    const port = await openPort();
    const own = ['127.0.0.1', 'localhost', ...addresses.filter(({ address }) => address === '::1').map(() => '::1')];
    for (const host of own) expect([host, await reaches(host, port)]).toEqual([host, true]);
    const others = addresses.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
    for (const host of ['127.0.0.2', ...others]) expect([host, await reaches(host, port)]).toEqual([host, false]);
  });

  it('that somebody else has at either address is not shared with them', async (c) => {
    const has6 = addresses.some(({ address }) => address === '::1');
    c.skip(!has6, 'this machine has no ::1');
    const other = createServer().listen(0, '::1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(openLoopback(() => {}, { port, setting: 'AGENT_PORT' })).rejects.toThrow(
      new StartFailure(`Port ${port} is taken by another program: stop it, or set AGENT_PORT.`)
    );
    expect(await reaches('127.0.0.1', port)).toBe(false);
  });
});
