import { describe, expect, it, vi } from 'vitest';
import type { TerminalCall } from '../../server/contract/call-wire.ts';
import { begunIn, callAfter } from './call-status.ts';
import { ONE, OTHER, openAgent } from './testing.centre.ts';
import { failure, type Heard } from './testing.ts';
import type { CallStatus } from './wire.ts';

const ID = '019a0000-0000-7000-8000-0000000000ca';
const HOME = { itemCode: null, page: 'home', step: null };
const DRAFT = {
  itemCode: 'SQ-05-006',
  prefill: { known: { name: { text: '福寿长' } } },
  draft: {
    prefillId: '019a0000-0000-7000-8000-000000000001',
    itemCode: 'SQ-05-006',
    itemVersion: 1,
    answers: { mobile: '13800000000', photo: 'data:image/jpeg;base64,AAAAAAAA' },
    corrections: [],
    kept: ['reason'],
    ways: { m01: 'promise' },
    consents: ['account'],
    signature: [[[1, 2]]],
    passed: ['known']
  }
};
const BEGUN = {
  prefillIds: [DRAFT.draft.prefillId],
  answers: { mobile: '13800000000', photo: 'data:image/jpeg;base64,' },
  corrections: [],
  kept: ['reason'],
  ways: { m01: 'promise' },
  consents: ['account'],
  passed: ['known'],
  signed: true
};

describe('how a call stands', () => {
  const since = '2026-11-24T02:00:00.000Z';
  const ringing = { state: 'ringing', since } as const;
  const taken = { state: 'taken', since, by: '王五' } as const;
  const at = (minutes: number) => Date.parse(since) + minutes * 60_000;
  it.each<[string, CallStatus | null, CallStatus | null]>([
    ['it rings on', callAfter(ringing, { state: 'ringing', id: ID }, at(1)), ringing],
    ['somebody comes', callAfter(ringing, { state: 'taken', id: ID, by: '王五' }, at(1)), taken],
    ['nobody came', callAfter(ringing, { state: 'over', id: ID, end: 'unanswered' }, at(5)), { state: 'unanswered' }],
    ['whoever came is done', callAfter(taken, { state: 'over', id: ID, end: 'staff' }, at(5)), null],
    ['the server knows of none', callAfter(taken, null, at(1)), null],
    ['the server is away for a while', callAfter(ringing, 'away', at(9)), ringing],
    ['the server is away for good', callAfter(ringing, 'away', at(10)), { state: 'unanswered' }],
    ['the server is away once somebody comes', callAfter(taken, 'away', at(99)), taken]
  ])('%s', (_, told, expected) => {
    expect(told).toEqual(expected);
  });
});

describe('what goes along with a call', () => {
  it('is what was answered, without photo, signature, or what the state knows', () => {
    expect(begunIn(DRAFT)).toEqual(BEGUN);
  });
  it('is without the photos inside what was answered several times', () => {
    const entry = { kind: '单位', photo: 'data:image/jpeg;base64,AAAAAAAA' };
    const said = (others: object) => ({ ...DRAFT, draft: { ...DRAFT.draft, answers: { others: [others] } } });
    expect(begunIn(said(entry))?.answers).toEqual({ others: [{ kind: '单位', photo: 'data:image/jpeg;base64,' }] });
  });
  it('is there where somebody confirmed with their card instead of signing', () => {
    expect(begunIn({ ...DRAFT, draft: { ...DRAFT.draft, signature: 'card' } })).toEqual(BEGUN);
  });
  it('of a 一件事 is all of it, with what is known of each item', () => {
    const ids = [1, 2].map((at) => `019a0000-0000-7000-8000-00000000001${at}`);
    const kept = {
      itemCode: 'JS-01',
      draft: { ...DRAFT.draft, prefillId: 'JS-01', itemCode: 'JS-01' },
      prefills: ids.map((id) => ({ id, known: { name: { text: '福寿长' } } })),
      leftOut: ['SQ-01-001']
    };
    expect(begunIn(kept)).toEqual({ ...BEGUN, prefillIds: ids, bundleCode: 'JS-01' });
  });
  it.each([[null], ['text'], [{}], [{ itemCode: 'SQ', prefill: null, draft: null }], [{ draft: { answers: 1 } }]])(
    'is nothing where %o was begun',
    (draft) => {
      expect(begunIn(draft)).toBeNull();
    }
  );
});

/** A centre whose windows ring; `says` is what it tells of the call from then on. */
async function open(also: (heard: Heard) => ReturnType<typeof failure> | 'cut' | null = () => null) {
  let says: TerminalCall = { state: 'ringing', id: ID };
  const agent = await openAgent((heard) => {
    const first = also(heard);
    if (first) return first;
    if (heard.method === 'POST' && heard.path === '/api/calls') return { status: 200, body: says };
    if (heard.method === 'GET' && heard.path === '/api/calls/current') return { status: 200, body: { call: says } };
    return null;
  });
  const call = async (): Promise<CallStatus | null> => (await agent.page('GET', '/agent/status')).body.call;
  const ring = (place: object = HOME) => agent.page('POST', '/agent/call', place);
  return {
    ...agent,
    call,
    ring,
    becomes: (expected: unknown) => vi.waitFor(async () => expect(await call()).toEqual(expected), { interval: 10 }),
    server: (said: TerminalCall) => {
      says = said;
    },
    rung: () => agent.asked('POST', '/api/calls'),
    ended: () => agent.asked('DELETE', '/api/calls/current'),
    polls: () => agent.asked('GET', '/api/calls/current').length
  };
}
const RINGING = { state: 'ringing', since: expect.any(String) };

describe('马上找人', () => {
  it('rings without anybody here, and says so in the status', async () => {
    const { ring, call, rung } = await open();
    expect(await call()).toBeNull();
    expect(await ring()).toEqual({ status: 200, body: RINGING });
    expect(await call()).toEqual(RINGING);
    expect(JSON.parse(rung()[0]?.body ?? '')).toEqual({ ...HOME, begun: null });
    expect(rung()[0]?.headers['x-session']).toBeUndefined();
  });

  it('takes the draft of whoever is here along, by itself', async () => {
    const { ring, tap, page, rung } = await open();
    await tap(ONE);
    await page('PUT', '/agent/draft', { draft: DRAFT });
    await ring({ itemCode: 'SQ-05-006', page: 'question.mobile', step: 3 });
    const [sent] = rung();
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      itemCode: 'SQ-05-006',
      page: 'question.mobile',
      step: 3,
      begun: BEGUN
    });
    expect(sent?.headers['x-session']).toBe(encodeURIComponent('福寿长'));
  });

  it('tells who comes, and that nobody came, and asks no more after that', async () => {
    const { ring, becomes, server, polls } = await open();
    await ring();
    server({ state: 'taken', id: ID, by: '王五' });
    await becomes({ state: 'taken', since: expect.any(String), by: '王五' });
    server({ state: 'over', id: ID, end: 'unanswered' });
    await becomes({ state: 'unanswered' });
    const asked = polls();
    await ring();
    await becomes({ state: 'unanswered' });
    expect(polls()).toBe(asked);
  });

  it('rung again keeps since when somebody waits', async () => {
    const { ring } = await open();
    const first = await ring();
    expect((await ring()).body).toEqual(first.body);
  });

  it('says that no bell rang where the server is away, and takes back one that rings late', async () => {
    const { ring, centre, call, ended } = await open();
    await centre.setThere(false);
    const notRung = { state: 'not-rung', code: 'server.unavailable' };
    expect((await ring()).body).toEqual(notRung);
    expect(ended()).toEqual([]);
    await centre.setThere(true);
    await vi.waitFor(() => expect(ended()).toHaveLength(1), { interval: 10 });
    expect(await call()).toEqual(notRung);
  });

  it('does not wait long for a server that hangs', async () => {
    const { centre, ring } = await open();
    const usual = centre.answer;
    const { promise, resolve } = Promise.withResolvers<'cut'>();
    centre.answer = (heard) => (heard.path === '/api/calls' ? promise : usual(heard));
    expect((await ring()).body).toMatchObject({ state: 'not-rung' });
    resolve('cut');
  });

  it('says as the server does that it has rung often enough', async () => {
    const { ring, polls } = await open(({ path }) => (path === '/api/calls' ? failure(429, 'call.too-many') : null));
    expect((await ring()).body).toEqual({ state: 'not-rung', code: 'call.too-many' });
    expect(polls()).toBe(0);
  });

  it('goes on ringing while the server is away for a moment', async () => {
    const { ring, centre, call, becomes, server } = await open();
    await ring();
    await centre.setThere(false);
    expect(await call()).toEqual(RINGING);
    await centre.setThere(true);
    server({ state: 'taken', id: ID, by: '王五' });
    await becomes({ state: 'taken', since: expect.any(String), by: '王五' });
  });

  it.each<[string, (agent: Awaited<ReturnType<typeof open>>) => Promise<unknown>]>([
    ['不用了', ({ page }) => page('DELETE', '/agent/call')],
    ['结束', ({ page }) => page('DELETE', '/agent/session')],
    ['the next card', ({ tap }) => tap(OTHER)],
    ['a session that the server ends', ({ page }) => page('GET', '/api/my/cases')]
  ])('is over with %s', async (_, over) => {
    const agent = await open(({ path }) => (path === '/api/my/cases' ? failure(401, 'session.ended') : null));
    await agent.tap(ONE);
    await agent.ring();
    await over(agent);
    expect(await agent.call()).toBeNull();
    await vi.waitFor(() => expect(agent.ended().length).toBeGreaterThan(0), { interval: 10 });
  });

  it('of somebody who then taps a card goes on, and ends with them', async () => {
    const { ring, tap, call, ended } = await open();
    await ring();
    await tap(ONE);
    expect(await call()).toEqual(RINGING);
    await tap(OTHER);
    expect(await call()).toBeNull();
    await vi.waitFor(() => expect(ended()).toHaveLength(1), { interval: 10 });
  });

  it('that is over is told once, however slow the server is to hear it', async () => {
    const { ring, page, centre, ended } = await open();
    await ring();
    const usual = centre.answer;
    centre.answer = async (heard) => {
      if (heard.method === 'DELETE') await new Promise((resolve) => setTimeout(resolve, 200));
      return usual(heard);
    };
    await page('DELETE', '/agent/call');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(ended()).toHaveLength(1);
  });

  it('that got no answer is ended once more after the server has spoken: it may have been heard last', async () => {
    const { ring, ended } = await open(({ path }) => (path === '/api/calls' ? 'cut' : null));
    await ring();
    await vi.waitFor(() => expect(ended()).toHaveLength(2), { interval: 5 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ended()).toHaveLength(2);
  });

  it('taken back while the bell is still on its way is taken back behind it', async () => {
    const { ring, page, call, centre, rung } = await open();
    const usual = centre.answer;
    const { promise, resolve } = Promise.withResolvers<void>();
    centre.answer = async (heard) => {
      if (heard.path === '/api/calls') await promise;
      return usual(heard);
    };
    const pressed = ring();
    await vi.waitFor(() => expect(rung()).toHaveLength(1), { interval: 5 });
    await page('DELETE', '/agent/call');
    resolve();
    await pressed;
    await vi.waitFor(() => expect(centre.heard.at(-1)?.method).toBe('DELETE'), { interval: 5 });
    expect(await call()).toBeNull();
  });

  it.each([
    {},
    { ...HOME, page: '' },
    { ...HOME, page: '福寿长' },
    { ...HOME, draft: DRAFT },
    { ...HOME, step: 'third' }
  ])('with %o is malformed, and rings nowhere', async (body) => {
    const { ring, rung } = await open();
    expect(await ring(body)).toEqual({ status: 400, body: { error: { code: 'request.malformed' } } });
    expect(rung()).toEqual([]);
  });
});
