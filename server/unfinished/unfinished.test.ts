import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ANNOUNCED } from '../calendar/rules.ts';
import type { Unfinished } from '../contract/unfinished-wire.ts';
import { forget } from '../retention.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { lastDayFrom, stillFitting } from './rules.ts';

const centre = await openWorkingCentre();
const { context, signIn, asTerminal, asStaff, itemOf, begin, send } = centre;
afterAll(() => centre.close());
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');

const NOW = '2026-11-24T02:00:00Z';
const ITEM = 'SQ-01-001';
beforeEach(async () => {
  centre.setNow(NOW);
  await context.database.execute(sql`delete from unfinished`);
});
const SAID: Unfinished = {
  itemCode: ITEM,
  itemVersion: 1,
  answers: { mobile: '13800000000', skills: '会修自行车' },
  corrections: [],
  kept: [],
  ways: {}
};
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
type Ask = Awaited<ReturnType<typeof signIn>>;
async function said(asked: Response | Promise<Response>) {
  const answer = await asked;
  return { status: answer.status, body: await answer.json() };
}
const keep = async (person: string | null = 'guli', what: Unfinished = SAID) =>
  said((await signIn(person))('/api/my/unfinished', what));
const waitingFor = async (ask: Ask) => (await said(ask('/api/sessions/current'))).body.unfinished;
const take = (ask: Ask, id: string) => said(ask(`/api/my/unfinished/${id}/take`, {}));
const rows = async () => (await context.database.execute(sql`select * from unfinished`)).rows;

describe('what was broken off at a terminal', () => {
  it('waits to the end of the next working day, and tells nobody who finds it what or whose it is', async () => {
    expect(await keep()).toEqual({ status: 200, body: { lastDay: '2026-11-25' } });
    const lies = JSON.stringify(await rows());
    for (const part of ['13800000000', '会修自行车', cardOf('guli').idNumber, cardOf('guli').name])
      expect(lies).not.toContain(part);
  });

  it('is offered to its holder’s card, and comes once', async () => {
    await keep();
    const ask = await signIn('guli');
    const [waiting] = await waitingFor(ask);
    expect(waiting).toEqual({ id: expect.any(String), itemCode: ITEM, itemName: '失业登记', lastDay: '2026-11-25' });
    expect(await take(ask, waiting.id)).toEqual({ status: 200, body: SAID });
    expect(await take(ask, waiting.id)).toEqual(failed(404, 'unfinished.none'));
    expect(await waitingFor(ask)).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('comes to nobody else', async () => {
    await keep();
    const [{ id }] = await waitingFor(await signIn('guli'));
    const other = await signIn('fu-shou');
    expect(await waitingFor(other)).toEqual([]);
    expect(await take(other, id)).toEqual(failed(404, 'unfinished.none'));
    expect(await take(await signIn(null), id)).toEqual(failed(401, 'session.none'));
    expect(await rows()).toHaveLength(1);
  });

  it('of one item is the newest; without a card, or for somebody else, nothing is kept', async () => {
    await keep();
    await keep('guli', { ...SAID, answers: { mobile: '13800000001' } });
    expect(await rows()).toHaveLength(1);
    expect(await keep(null)).toEqual(failed(401, 'session.none'));
    const ask = await signIn('fu-shou');
    await ask('/api/sessions/current/principal', { card: cardOf('wan-shi-tong') });
    expect(await said(ask('/api/my/unfinished', SAID))).toEqual(failed(422, 'proxy.not-allowed'));
    expect(await keep('guli', { ...SAID, itemCode: 'SQ-99-999' })).toEqual(failed(404, 'item.unknown'));
    expect((await keep('guli', { ...SAID, consents: ['health'] } as Unfinished)).status).toBe(400);
  });

  it('is gone once it was handed in, and after its last day', async () => {
    await keep();
    const { submission } = await begin('guli', ITEM);
    expect((await send(submission)).status).toBe(200);
    expect(await rows()).toEqual([]);
    await keep();
    centre.setNow('2026-11-25T15:59:00Z');
    expect(await waitingFor(await signIn('guli'))).toHaveLength(1);
    centre.setNow('2026-11-25T16:00:00Z');
    expect(await waitingFor(await signIn('guli'))).toEqual([]);
    await forget(context);
    expect(await rows()).toEqual([]);
  });
});

describe('at the counter', () => {
  it('it opens with the card, for that clerk, on record, and is gone from where it lay', async () => {
    await keep();
    const { readId } = await (await asTerminal('/api/terminals/reads', { card: cardOf('guli') })).json();
    const { body } = await asStaff(clerk, '/api/window/sitting', { readId, reason: 'goes-on' });
    const [waiting] = body.unfinished;
    expect(waiting.itemName).toBe('失业登记');
    const path = `/api/window/sitting/${body.id}/unfinished/${waiting.id}`;
    expect(await asStaff(colleague, path, {})).toEqual(failed(401, 'session.ended'));
    expect(await asStaff(clerk, path, {})).toEqual({ status: 200, body: SAID });
    expect(await asStaff(clerk, path, {})).toEqual(failed(404, 'unfinished.none'));
    const { looks } = await (await (await signIn('guli'))('/api/my/looks')).json();
    expect(looks[0].what).toBe('打开了您在终端填到一半的申请，接着办');
  });
});

describe('what the item asks by then', () => {
  it.each([
    ['2026-11-24', '2026-11-25'],
    ['2026-11-27', '2026-11-30'],
    ['2026-09-30', '2026-10-08']
  ])('kept on %s it waits to the end of %s', (today, lastDay) => {
    expect(lastDayFrom(today, ANNOUNCED)).toBe(lastDay);
  });

  it('stays as far as it would be taken; a way to meet a paper only under the same version', async () => {
    const { form, version } = await itemOf(ITEM);
    const messy = {
      ...SAID,
      answers: { ...SAID.answers, mobile: '138', gone: 'x' },
      kept: ['gone', 'mobile'],
      ways: { m03: 'promise' }
    } as const;
    const fitting = stillFitting({ form, version }, { ...messy, kept: [...messy.kept] }, '2026-11-24');
    expect(fitting).toMatchObject({ answers: { skills: '会修自行车' }, kept: ['mobile'], ways: { m03: 'promise' } });
    expect(fitting.answers).not.toHaveProperty('mobile');
    expect(stillFitting({ form, version: version + 1 }, { ...messy, kept: [] }, '2026-11-24')).toMatchObject({
      itemVersion: version + 1,
      ways: {}
    });
  });
});
