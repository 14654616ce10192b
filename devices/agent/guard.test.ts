import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { forwardingOf } from './forwarding.ts';
import { guard } from './guard.ts';

const HOST = '127.0.0.1:5181';
const app = new Hono().use(guard(() => [HOST, 'localhost:5181'])).all('*', (c) => c.text('let through'));
const ask = async (method: string, headers: Record<string, string>) => {
  const answer = await app.request('/agent/status', { method, headers });
  return answer.status === 200 ? 'let through' : (await answer.json()).error.code;
};

describe('the guard', () => {
  it.each<[string, string, Record<string, string>]>([
    ['a page of our own that reads', 'GET', { host: HOST, 'sec-fetch-site': 'same-origin' }],
    ['a page of our own that changes', 'POST', { host: HOST, origin: `http://${HOST}`, 'x-yimen': '1' }],
    [
      'our page by its other name',
      'DELETE',
      { host: 'localhost:5181', origin: 'http://localhost:5181', 'x-yimen': '1' }
    ],
    [
      'an address typed into the browser',
      'GET',
      { host: HOST, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }
    ],
    [
      'a link from the window to the desk',
      'GET',
      { host: HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    ]
  ])('lets %s through', async (_, method, headers) => {
    expect(await ask(method, headers)).toBe('let through');
  });

  it.each<[string, string, Record<string, string>]>([
    ['another host at our address', 'GET', { host: 'evil.example:5181' }],
    ['our host with another port', 'GET', { host: '127.0.0.1:80' }],
    ['our host in another spelling', 'GET', { host: '127.0.0.1.:5181' }],
    ['no host', 'GET', {}],
    ['a foreign page that reads', 'GET', { host: HOST, origin: 'http://evil.example' }],
    ['a page whose origin is hidden', 'GET', { host: HOST, origin: 'null' }],
    ['a page of another port', 'POST', { host: HOST, origin: 'http://127.0.0.1:5180', 'x-yimen': '1' }],
    ['a picture in a foreign page', 'GET', { host: HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a sister page', 'GET', { host: HOST, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    [
      'a form of a foreign page',
      'POST',
      { host: HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'x-yimen': '1' }
    ],
    ['a change without our header', 'POST', { host: HOST }],
    ['a removal without our header', 'DELETE', { host: HOST, origin: `http://${HOST}` }]
  ])('keeps %s out', async (_, method, headers) => {
    expect(await ask(method, headers)).toBe('request.origin');
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
    ['GET', `/api/my/cases/${ID}x`]
  ])('%s %s does not', (method, path) => {
    expect(forwardingOf(method, path)).toBeNull();
  });
});
