import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import { CompactEncrypt, importJWK } from 'jose';
import { expect } from 'vitest';
import { fillSubmission, type SlotFinder } from '../tests/filling.ts';
import { createApp } from './app.ts';
import { loadStarterCatalogue } from './catalogue/publish.ts';
import { currentItems } from './catalogue/service.ts';
import type { Context } from './context.ts';
import type { Card } from './contract/card.ts';
import type { Submitted } from './contract/case-wire.ts';
import type { Item } from './contract/item.ts';
import type { Staff, WindowCase } from './contract/window-wire.ts';
import type { Prefill, Submission } from './contract/wire.ts';
import { openTestCentre } from './database/testing.ts';
import { DEMONSTRATION_PEOPLE } from './demonstration/people.ts';
import { createLicenceLibrary } from './licences/adapter.ts';
import { createSimulatedLibrary } from './licences/sim/library.ts';
import { freeSlots } from './slots/service.ts';
import { createStaff } from './staff/service.ts';
import { registerTerminal } from './terminals/service.ts';

export const PASSWORD = 'a-long-enough-one';

/** The card of an invented person. */
export function cardOf(id: string): Card {
  const person = DEMONSTRATION_PEOPLE.find((known) => known.id === id);
  if (!person) throw new Error(id);
  return person.card;
}

/** Serves a fetch handler on a free port of this machine, over real HTTP. */
export async function listen(
  fetch: Parameters<typeof serve>[0]['fetch']
): Promise<{ url: string; server: ServerType }> {
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, server };
}

/** The cookies of an answer, as a browser sends them back. */
export const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** Seals a submission as a terminal does. */
export async function seal(context: Context, submission: unknown): Promise<string> {
  const key = await importJWK(context.submissionKey.publicJwk, 'ECDH-ES');
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(submission)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(key);
}

/**
 * A centre at work for one test file: the starter catalogue, the simulated licence library over HTTP, a terminal, and
 * everything residents and staff do there through the server's own routes.
 */
export async function openWorkingCentre(changes: Partial<Context> = {}) {
  const library = await listen(createSimulatedLibrary(DEMONSTRATION_PEOPLE.map((person) => person.holder)).fetch);
  const licences = createLicenceLibrary({ url: library.url, token: '' }, () => '2026-11-24');
  const centre = await openTestCentre({ licences, ...changes });
  const { context } = centre;
  await loadStarterCatalogue(context);
  const terminal = await registerTerminal(context, '试验终端');
  const app = createApp(context);
  const cookies = new Map<string, string>();

  /** What a terminal asks with its own credential. */
  const asTerminal = (path: string, body?: unknown, credential = terminal) =>
    app.request(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Terminal ${credential}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });

  /** Taps a card (or none); gives what that person then asks at the terminal. */
  async function signIn(id: string | null, credential = terminal) {
    const answer = await asTerminal('/api/sessions', { card: id && cardOf(id) }, credential);
    const { token } = await answer.json();
    return (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') =>
      app.request(path, {
        method,
        headers: {
          authorization: `Terminal ${credential}`,
          'content-type': 'application/json',
          'x-session': token
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      });
  }

  const itemOf = async (code: string): Promise<Item> => {
    const item = (await currentItems(context)).find((known) => known.code === code);
    if (!item) throw new Error(code);
    return item;
  };

  /** The first time that is still free, for the room that was chosen. */
  const slotFor: SlotFinder = async (item, answers) => {
    const resource = item.slotPlan?.resourceField ? answers[item.slotPlan.resourceField] : '';
    const [first] = await freeSlots(context, item, typeof resource === 'string' ? resource : '');
    return first?.slot ?? '';
  };

  /** What a terminal sends once; `key` is made anew where none is given. */
  async function send(submission: unknown, key: string = randomUUID(), credential = terminal) {
    const answer = await app.request('/api/submissions', {
      method: 'POST',
      headers: {
        authorization: `Terminal ${credential}`,
        'content-type': 'application/jose',
        'idempotency-key': key
      },
      body: await seal(context, submission)
    });
    return { status: answer.status, body: await answer.json() };
  }

  async function begin(person: string | null, code: string) {
    const ask = await signIn(person);
    const item = await itemOf(code);
    const prefill: Prefill = await (await ask('/api/prefill', { itemCode: code, itemVersion: item.version })).json();
    const submission: Submission = await fillSubmission(item, prefill, slotFor);
    return { ask, item, prefill, submission };
  }

  async function file(person: string, code: string): Promise<Submitted> {
    const { submission } = await begin(person, code);
    const sent = await send(submission);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    return sent.body;
  }

  const enter = (username: string, password = PASSWORD) =>
    app.request('/api/auth/sign-in/username', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1' },
      body: JSON.stringify({ username, password })
    });

  /** A member of staff, signed in. */
  async function employ(username: string, role: Staff['role']): Promise<Staff> {
    const account = { username, password: PASSWORD, name: `员${username}`, role, phone: '0571-1', department: null };
    const made = await createStaff(context, account);
    if (!made) throw new Error(username);
    const answer = await enter(username);
    if (answer.status !== 200) throw new Error(`sign-in ${answer.status}`);
    cookies.set(made.id, cookiesOf(answer));
    return made;
  }

  const cookieOf = (who: Staff): string => cookies.get(who.id) ?? '';

  async function asStaff(who: Staff, path: string, body?: unknown) {
    const answer = await app.request(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie: cookieOf(who), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, body: type.includes('json') ? await answer.json() : await answer.bytes() };
  }

  const open = async (who: Staff, id: string): Promise<WindowCase> =>
    (await asStaff(who, `/api/window/cases/${id}`)).body;

  /** Acts upon a case as the screen in front of that person does: with the version it shows. */
  async function act(who: Staff, id: string, action: object) {
    const { version } = await open(who, id);
    return asStaff(who, `/api/window/cases/${id}/acts`, { version, ...action });
  }

  return {
    ...centre,
    app,
    terminal,
    libraryUrl: library.url,
    asTerminal,
    signIn,
    itemOf,
    slotFor,
    send,
    begin,
    file,
    enter,
    employ,
    cookieOf,
    asStaff,
    open,
    act,
    async close() {
      library.server.close();
      await centre.close();
    }
  };
}
