import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../contract/card.ts';
import { forget } from '../retention.ts';
import { findTerminal, registerTerminal } from '../terminals/service.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { setPrincipal } from './principal.ts';
import { checkCard, endSession, findSession, openSession } from './service.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, asTerminal, signIn } = centre;
const { id: here } = (await findTerminal(context, centre.terminal)) ?? { id: '' };
beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));

async function opened(card: Card | null) {
  const made = await openSession(context, here, card);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}
async function cardsAtRest(id: string) {
  const { rows } = await context.database.execute(sql`select card, principal_card from sessions where id = ${id}`);
  return rows[0];
}
const GONE = { card: null, principal_card: null };

describe('a card', () => {
  it.each<[string, Partial<Card>, string | null]>([
    ['in order', {}, null],
    ['for ever', { validUntil: null }, null],
    ['on its last day', { validUntil: '2026-11-24' }, null],
    ['a day too late', { validUntil: '2026-11-23' }, 'card.expired'],
    ['with a wrong check digit', { idNumber: '330102194403122020' }, 'card.number'],
    ['with a birthday that never was', { idNumber: '330102194402302021' }, 'card.number'],
    ['of fifteen digits', { idNumber: '330102440312202' }, 'card.number'],
    ['without a name', { name: '' }, 'card.name'],
    ['with a control character in the name', { name: '福\u0000寿' }, 'card.name'],
    ['with a name longer than any', { name: '福'.repeat(101) }, 'card.name'],
    ['of a nation nobody knows', { nation: { code: '98', name: null }, warnings: ['card.unknown-nation'] }, null],
    ['of an area that is no more', { idNumber: '330105194403122021' }, null],
    ['of foreign permanent residence, 2017', { type: 'permanent-residence-2017', idNumber: 'FRA110019790404' }, null],
    [
      'of foreign permanent residence, 2017, ill-formed',
      { type: 'permanent-residence-2017', idNumber: 'FR' },
      'card.number'
    ]
  ])('%s: %o is %s', (_, change, code) => {
    const card = { ...cardOf('fu-shou'), ...change };
    expect(checkCard(card, '2026-11-24')).toBe(code);
  });

  it.each(['hong-kong', 'permanent', 'guli', 'rare-name'])('of %s opens a session under its own name', async (id) => {
    const answer = await asTerminal('/api/sessions', { card: cardOf(id) });
    expect(answer.status).toBe(200);
    expect((await answer.json()).session.resident.name).toBe(cardOf(id).name);
  });

  it('that is no card is malformed', async () => {
    for (const card of [{}, 'card', { ...cardOf('guli'), type: 'passport' }, { ...cardOf('guli'), idNumber: 7 }]) {
      const answer = await asTerminal('/api/sessions', { card });
      expect([answer.status, (await answer.json()).error.code]).toEqual([400, 'request.malformed']);
    }
  });
});

describe('a session', () => {
  it('is over after two hours', async () => {
    const ask = await signIn('fu-shou');
    centre.setNow('2026-11-24T03:59:59Z');
    expect((await ask('/api/sessions/current')).status).toBe(200);
    centre.setNow('2026-11-24T04:00:00Z');
    const late = await ask('/api/sessions/current');
    expect([late.status, await late.json()]).toEqual([401, { error: { code: 'session.ended' } }]);
  });

  it('lives at the terminal that opened it and at no other', async () => {
    const { token, session } = await opened(cardOf('fu-shou'));
    const other = await findTerminal(context, await registerTerminal(context, '另一台'));
    expect((await findSession(context, here, token))?.id).toBe(session.id);
    expect(await findSession(context, other?.id ?? '', token)).toBeNull();
    expect(await findSession(context, here, `${token}x`)).toBeNull();
  });

  it('leaves no card behind when it ends, nor when nobody ended it', async () => {
    const ended = await opened(cardOf('fu-shou'));
    const left = await opened(cardOf('guli'));
    const live = await opened(cardOf('rare-name'));
    const set = await setPrincipal(context, ended.session, cardOf('guli'));
    expect(set.ok).toBe(true);
    await endSession(context, ended.session);
    expect(await cardsAtRest(ended.session.id)).toEqual(GONE);
    centre.setNow('2026-11-24T04:00:00Z');
    const { token: fresh } = await opened(cardOf('wan-shi-tong'));
    await forget(context);
    expect(await cardsAtRest(left.session.id)).toEqual(GONE);
    expect(await cardsAtRest(live.session.id)).toEqual(GONE);
    expect((await findSession(context, here, fresh))?.resident?.name).toBe('万事通');
  });

  it('that ended meanwhile takes no second card', async () => {
    const { session } = await opened(cardOf('fu-shou'));
    await endSession(context, session);
    expect(await setPrincipal(context, session, cardOf('guli'))).toEqual({ ok: false, error: 'session.ended' });
    expect(await cardsAtRest(session.id)).toEqual(GONE);
  });

  it('keeps what was prefilled as long as an outbox may need it, and no longer', async () => {
    await centre.begin('guli', 'SQ-01-001');
    const kept = async () => (await context.database.execute(sql`select 1 from prefills`)).rows.length;
    centre.setNow('2026-12-23T02:00:00Z');
    await forget(context);
    expect(await kept()).toBe(1);
    centre.setNow('2026-12-25T02:00:00Z');
    await forget(context);
    expect(await kept()).toBe(0);
  });

  it('without a card has nobody to apply for, and no cases', async () => {
    const ask = await signIn(null);
    const principal = await ask('/api/sessions/current/principal', { card: cardOf('guli') });
    expect([principal.status, await principal.json()]).toEqual([401, { error: { code: 'session.none' } }]);
    expect((await ask('/api/my/cases')).status).toBe(401);
  });

  it('goes back to its holder when the other person is done', async () => {
    const ask = await signIn('yuan-dao-lai');
    await ask('/api/sessions/current/principal', { card: cardOf('fu-shou') });
    const back = await ask('/api/sessions/current/principal', undefined, 'DELETE');
    expect(await back.json()).toMatchObject({ principal: null, resident: { name: '远道来' } });
  });

  it('refuses a second card as it would the first', async () => {
    const ask = await signIn('yuan-dao-lai');
    const expired = await ask('/api/sessions/current/principal', { card: cardOf('expired') });
    expect([expired.status, await expired.json()]).toEqual([422, { error: { code: 'card.expired' } }]);
  });
});
