import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { forwardingOf } from './forwarding.ts';
import { guard } from './guard.ts';

const HOST = '127.0.0.1:5181';
const OWN = `http://${HOST}`;
const TOKEN = randomBytes(32).toString('base64url');
const token = { 'x-yimen': TOKEN };
const app = new Hono()
  .use(guard({ hosts: () => [HOST, 'localhost:5181'], token: TOKEN, isReplaced: (page) => page === 'an-older-page' }))
  .all('*', (c) => c.text('let through'));
const ask = async (method: string, headers: Record<string, string>, path = '/agent/status') => {
  const answer = await app.request(path, { method, headers });
  return answer.status === 200 ? 'let through' : (await answer.json()).error.code;
};

describe('the guard', () => {
  it.each<[string, string, Record<string, string>]>([
    ['a page of our own that reads', 'GET', { host: HOST, ...token, 'sec-fetch-site': 'same-origin' }],
    ['a page of our own that changes', 'POST', { host: HOST, ...token, origin: OWN, 'sec-fetch-site': 'same-origin' }],
    ['our page by its other name', 'DELETE', { host: 'localhost:5181', ...token, origin: 'http://localhost:5181' }],
    ['a page that tells which it is', 'PUT', { host: HOST, ...token, origin: OWN, 'x-yimen-page': 'a-page' }]
  ])('lets %s through', async (_, method, headers) => {
    expect(await ask(method, headers)).toBe('let through');
  });

  it.each<[string, string, Record<string, string>]>([
    ['another host at our address', 'GET', { host: 'evil.example:5181', origin: 'http://evil.example:5181' }],
    ['our host with another port', 'GET', { host: '127.0.0.1:80' }],
    ['our host in another spelling', 'GET', { host: '127.0.0.1.:5181' }],
    ['no host', 'GET', {}],
    ['a foreign page that reads', 'GET', { host: HOST, origin: 'http://evil.example' }],
    ['a page whose origin is hidden', 'GET', { host: HOST, origin: 'null' }],
    ['a page whose hidden origin changes', 'POST', { host: HOST, origin: 'null' }],
    ['our page by a name that it was not asked under', 'POST', { host: HOST, origin: 'http://localhost:5181' }],
    ['a page of another port', 'POST', { host: HOST, origin: 'http://127.0.0.1:5180' }],
    ['our own address by another scheme', 'POST', { host: HOST, origin: `https://${HOST}` }],
    ['a change that does not say where it comes from', 'POST', { host: HOST }],
    ['a removal that does not say where it comes from', 'DELETE', { host: HOST }],
    ['a picture in a foreign page', 'GET', { host: HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a link of a foreign page', 'GET', { host: HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['a sister page', 'GET', { host: HOST, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    ['a form of a foreign page', 'POST', { host: HOST, origin: OWN, 'sec-fetch-site': 'cross-site' }],
    ['whoever asks before they ask', 'OPTIONS', { host: HOST, origin: 'http://evil.example' }]
  ])('keeps %s out, with the token or without', async (_, method, headers) => {
    expect(await ask(method, headers)).toBe('request.origin');
    expect(await ask(method, { ...headers, ...token })).toBe('request.origin');
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['without the token', 'GET', {}, '/agent/status'],
    ['with the token of another start', 'GET', { 'x-yimen': randomBytes(32).toString('base64url') }, '/agent/status'],
    ['with a part of the token', 'GET', { 'x-yimen': TOKEN.slice(0, -1) }, '/agent/status'],
    ['with more than the token', 'GET', { 'x-yimen': `${TOKEN}A` }, '/agent/status'],
    ['with the token in the address', 'GET', {}, `/agent/status?x-yimen=${TOKEN}`],
    ['with the token in a cookie', 'GET', { cookie: `x-yimen=${TOKEN}` }, '/agent/status'],
    ['for a change without it', 'POST', { origin: OWN }, '/agent/session/read'],
    ['typed into the browser', 'GET', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, '/agent/status'],
    ['for what goes on to the server', 'GET', {}, '/api/centre'],
    ['for the words on a slip of the bench', 'GET', {}, '/agent/bench/slips/1.json'],
    ['for a way out of the pictures', 'GET', {}, '/agent/bench/slips/../../status#.png'],
    ['to remove a picture', 'DELETE', { origin: OWN }, '/agent/bench/slips/1.png']
  ])('knows nobody %s', async (_, method, headers, path) => {
    expect(await ask(method, { host: HOST, ...headers }, path)).toBe('request.token');
  });

  it('shows paper of the bench in a picture or by a link, which cannot carry the token, on our own pages only', async () => {
    for (const path of ['/agent/bench/slips/1.png', '/agent/bench/slips/1.bin', '/agent/bench/documents/1.pdf']) {
      expect(await ask('GET', { host: HOST, 'sec-fetch-site': 'same-origin' }, path)).toBe('let through');
      expect(await ask('GET', { host: HOST, 'sec-fetch-site': 'cross-site' }, path)).toBe('request.origin');
    }
  });

  it('tells a page whose place was taken, whatever it asks', async () => {
    for (const method of ['GET', 'POST'])
      expect(await ask(method, { host: HOST, origin: OWN, ...token, 'x-yimen-page': 'an-older-page' })).toBe(
        'page.replaced'
      );
  });

  it.each(['HEAD', 'OPTIONS', 'PATCH', 'PROPFIND'])('knows no %s', async (method) => {
    const answer = await app.request('/agent/status', { method, headers: { host: HOST, origin: OWN, ...token } });
    expect(answer.status).toBe(404);
  });
});

describe('what goes on to the server', () => {
  const ID = '019a0000-0000-7000-8000-000000000001';
  it.each<[string, string, boolean]>([
    ['GET', '/api/centre', false],
    ['GET', '/api/catalogue', false],
    ['GET', '/api/catalogue/items/SQ-01-001', false],
    ['GET', '/api/slots/SQ-01-001', false],
    ['POST', '/api/progress', false],
    ['POST', '/api/prefill', true],
    ['DELETE', '/api/sessions/current/principal', true],
    ['GET', '/api/my/cases', true],
    ['GET', `/api/my/cases/${ID}`, true],
    ['GET', `/api/my/cases/${ID}/slips/33010201600120261124000017-1`, true],
    ['POST', `/api/my/cases/${ID}/withdraw`, true]
  ])('%s %s does, as somebody who is here: %s', (method, path, session) => {
    expect(forwardingOf(method, path)).toMatchObject({ method, session });
  });

  it.each([
    ['POST', '/api/sessions'],
    ['GET', '/api/sessions/current'],
    ['POST', '/api/submissions'],
    ['GET', '/api/terminals/me'],
    ['POST', '/api/terminals/reads'],
    ['POST', '/api/terminals/enrol'],
    ['GET', '/api/window/cases'],
    ['POST', '/api/auth/sign-in/username'],
    ['DELETE', '/api/catalogue'],
    ['GET', '/api/catalogue/items/../../window/me'],
    ['GET', '/api/centre/../window/me'],
    ['GET', '/api/catalogue/items/%2e%2e'],
    ['GET', `/api/my/cases/${ID}/form.pdf`],
    ['POST', `/api/my/cases/${ID}/undo`],
    ['GET', `/api/my/cases/${ID}x`]
  ])('%s %s does not', (method, path) => {
    expect(forwardingOf(method, path)).toBeNull();
  });
});
