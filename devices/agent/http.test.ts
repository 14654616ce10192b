import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StartFailure } from '../../server/process/start-failure.ts';
import { openLoopback } from './http.ts';
import { openAgent as open } from './testing.centre.ts';
import { exchange } from './testing.ts';

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
