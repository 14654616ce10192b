import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submitted } from '../contract/case-wire.ts';
import type { QueueRow } from '../contract/window-wire.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { writtenLight } from './deadlines.ts';
import { cases } from './schema.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, file, asStaff, asTerminal, signIn, act } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const officer = await centre.employ('officer', 'officer');
const manager = await centre.employ('manager', 'manager');
const ITEM = 'SQ-05-006';
const LOST = { status: 409, body: { error: { code: 'case.item-lost' } } };

describe('a case whose version of its item is nowhere to be found', () => {
  let lost: Submitted['case'];
  let sound: Submitted['case'];
  beforeAll(async () => {
    [lost, sound] = [(await file('fu-shou', ITEM)).case, (await file('fu-shou', ITEM)).case];
    for (const { id } of [lost, sound]) for (const name of ['claim', 'accept']) await act(clerk, id, { act: name });
    await context.database.update(cases).set({ itemVersion: 99 }).where(eq(cases.id, lost.id));
  });

  /** Both stand on the page: the one by its name, the other by what is left of it. */
  function expectBoth(rows: readonly QueueRow[]) {
    const of = (id: string) => rows.find((row) => row.id === id);
    expect(of(sound.id)).toMatchObject({ itemName: sound.itemName, itemKnown: true });
    expect(of(lost.id)).toMatchObject({ number: lost.number, itemName: ITEM, itemKnown: false, state: 'accepted' });
    expect(of(lost.id)).toMatchObject({ dueOn: of(sound.id)?.dueOn, light: of(sound.id)?.light, stage: null });
  }

  it('is a row of the queue like the others, with its code for a name', async () => {
    const { status, body } = await asStaff(clerk, '/api/window/cases?view=mine');
    expect(status).toBe(200);
    expectBoth(body.rows);
  });

  it('is found by its number, and among those of its person', async () => {
    const byNumber = await asStaff(clerk, '/api/window/lookup', { caseNumber: lost.number });
    expect(byNumber.body.rows).toMatchObject([{ id: lost.id, itemKnown: false }]);
    const byCard = await asStaff(clerk, '/api/window/lookup', { idNumber: cardOf('fu-shou').idNumber });
    expectBoth(byCard.body.rows);
  });

  it('says what is wrong where it is opened, acted upon or printed', async () => {
    expect(await asStaff(clerk, `/api/window/cases/${lost.id}`)).toEqual(LOST);
    expect(
      await asStaff(clerk, `/api/window/cases/${lost.id}/acts`, { act: 'explain', version: 3, reason: '等' })
    ).toEqual(LOST);
    expect(await asStaff(clerk, `/api/window/cases/${lost.id}/form.pdf`)).toEqual(LOST);
  });

  it('is counted like the others', async () => {
    const { body } = await asStaff(manager, `/api/window/figures?span=day&day=2026-11-24`);
    expect(body.total.now.received).toBe(2);
    const alone = await file('wan-shi-tong', 'SQ-03-003');
    await context.database
      .update(cases)
      .set({ itemCode: 'XX-99-999', itemVersion: 99 })
      .where(eq(cases.id, alone.case.id));
    const { groups } = (await asStaff(manager, `/api/window/figures?span=day&day=2026-11-24`)).body;
    expect(groups.item.map(({ name }: { name: string }) => name)).toContain('XX-99-999');
  });

  it('hides none of a resident’s other cases, and can be asked for without the card', async () => {
    const ask = await signIn('fu-shou');
    const own = (await (await ask('/api/my/cases')).json()).cases as { id: string; itemName: string; acts: string[] }[];
    expect(own.find(({ id }) => id === lost.id)).toMatchObject({ itemName: ITEM, acts: [] });
    expect(own.find(({ id }) => id === sound.id)?.itemName).toBe(sound.itemName);
    const one = await ask(`/api/my/cases/${lost.id}`);
    expect([one.status, await one.json()]).toEqual([409, LOST.body]);
    const progress = await asTerminal('/api/progress', { caseNumber: lost.number });
    expect(await progress.json()).toMatchObject({ itemName: ITEM, state: 'accepted' });
  });

  it('hides nothing of what is public', async () => {
    centre.setNow('2027-03-01T02:00:00Z');
    const { status, body } = await asStaff(clerk, '/api/overdue');
    expect(status).toBe(200);
    expect(body.rows.map(({ itemName }: { itemName: string }) => itemName)).toEqual(
      expect.arrayContaining([ITEM, sound.itemName])
    );
    centre.setNow('2026-11-24T02:00:00Z');
  });

  it('keeps the 差评单 of others on their page', async () => {
    const { case: made } = await file('wan-shi-tong', 'SQ-03-003');
    for (const name of ['claim', 'accept', 'send']) await act(clerk, made.id, { act: name });
    await act(officer, made.id, { act: 'deny', reason: '已经签约别处' });
    const ask = await signIn('wan-shi-tong');
    const rated = await ask(`/api/my/cases/${made.id}/rate`, { grade: 1 });
    expect(rated.status, JSON.stringify(await rated.json())).toBe(200);
    await context.database.update(cases).set({ itemVersion: 99 }).where(eq(cases.id, made.id));
    const { status, body } = await asStaff(manager, '/api/window/grades');
    expect([status, body.tickets]).toMatchObject([200, [{ itemName: 'SQ-03-003' }]]);
  });
});

describe('how near a day is by what was written down', () => {
  const day = { dueOn: '2026-11-30', redOn: '2026-11-27', amberOn: '2026-11-25' };
  it.each([
    ['2026-11-24', 'green'],
    ['2026-11-25', 'amber'],
    ['2026-11-27', 'red'],
    ['2026-11-30', 'red'],
    ['2026-12-01', 'over']
  ])('on %s is %s', (today, light) => {
    expect(writtenLight({ state: 'accepted', ...day }, { today })).toBe(light);
  });

  it('is nothing where nothing is counted, or it is over', () => {
    expect(writtenLight({ state: 'withdrawn', ...day }, { today: '2026-12-01' })).toBe('none');
    expect(writtenLight({ state: 'supplementing', ...day, dueOn: null }, { today: '2026-12-01' })).toBe('none');
  });
});
