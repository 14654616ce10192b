import { randomUUID } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { NEXT_OFFICE } from '../../tests/fixtures/case-facts.ts';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import { actByItself } from '../cases/act-by-itself.ts';
import type { Card } from '../contract/card.ts';
import { cardReads } from '../terminals/schema.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, file, act, open, asStaff, asTerminal, signIn } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const helper = await centre.employ('helper', 'helper');
const other = await centre.employ('other', 'helper');
const administrator = await centre.employ('admin', 'administrator');
beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));

const ITEM = 'SQ-01-001';
const GONE = { status: 404, body: { error: { code: 'case.not-found' } } };
const statuses = (found: { agency: { steps: { status: string }[] } | null }) =>
  found.agency?.steps.map(({ status }) => status);

async function read(card: Card): Promise<string> {
  return (await (await asTerminal('/api/terminals/reads', { card })).json()).readId;
}
async function entrusted() {
  const { case: made } = await file('wan-shi-tong', ITEM);
  await act(clerk, made.id, { act: 'claim' });
  const done = await act(clerk, made.id, { act: 'entrust', to: helper.id, agreed: 'cards' });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  return done.body;
}

describe('全程代办', () => {
  it('is seen by the resident step by step, and ends after 回访; only then the case is archived', async () => {
    const { case: made } = await file('wan-shi-tong', ITEM);
    const ask = await signIn('wan-shi-tong');
    const asked = await (await ask(`/api/my/cases/${made.id}/entrust`, {})).json();
    expect(asked).toMatchObject({ agency: { agent: null }, acts: ['withdraw', 'revoke'] });
    await act(clerk, made.id, { act: 'claim' });
    await act(clerk, made.id, { act: 'entrust', to: helper.id, agreed: 'terminal' });
    await act(clerk, made.id, { act: 'accept' });
    const next = { ...NEXT_OFFICE, office: '区就业中心' };
    await act(clerk, made.id, { act: 'pass-up', reason: '由区里核定', next });
    await act(clerk, made.id, { act: 'grant', reason: '' });
    await act(helper, made.id, { act: 'deliver', receivedBy: '何处寻（配偶）' });
    centre.setNow('2027-01-20T02:00:00Z');
    await actByItself(context);
    expect(await open(clerk, made.id)).toMatchObject({ state: 'issued', archivedOn: null });
    await act(helper, made.id, { act: 'revisit', satisfied: true, said: '送到家里来了' });
    await actByItself(context);
    const view = await (await (await signIn('wan-shi-tong'))(`/api/my/cases/${made.id}`)).json();
    expect(view.agency.agent).toEqual({ name: helper.name, phone: helper.phone });
    expect(statuses(view)).toEqual(Array(7).fill('done'));
    expect(view.agency.steps.map(({ by }: { by: string }) => by)).toEqual([
      clerk.name,
      clerk.name,
      clerk.name,
      helper.name,
      '系统',
      clerk.name,
      helper.name
    ]);
    expect(view.timeline.at(-1).text).toBe('回访：满意，送到家里来了');
  });

  it('shows a 代办员 that case alone, until its 回访', async () => {
    const made = await entrusted();
    const { case: foreign } = await file('fu-shou', 'SQ-05-006');
    const queue = await asStaff(helper, '/api/window/cases');
    expect(queue.body.rows.map(({ id }: { id: string }) => id)).toEqual([made.id]);
    expect((await asStaff(helper, '/api/window/counts')).body.open).toBe(1);
    for (const path of ['', '/form.pdf', '/result.pdf', `/slips/${foreign.number}-1`])
      expect(await asStaff(helper, `/api/window/cases/${foreign.id}${path}`)).toEqual(GONE);
    const tried = { act: 'deliver', version: 1, receivedBy: '本人' };
    expect(await asStaff(helper, `/api/window/cases/${foreign.id}/acts`, tried)).toEqual(GONE);
    expect((await asStaff(helper, '/api/window/lookup', { caseNumber: foreign.number })).body).toMatchObject({
      rows: []
    });
    expect(await asStaff(other, `/api/window/cases/${made.id}`)).toEqual(GONE);
    expect((await open(helper, made.id)).acts).toEqual([]);

    await act(clerk, made.id, { act: 'accept' });
    await act(clerk, made.id, { act: 'grant', reason: '' });
    expect((await open(helper, made.id)).acts).toEqual(['deliver']);
    await act(helper, made.id, { act: 'deliver', receivedBy: '本人' });
    expect((await asStaff(helper, '/api/window/cases')).body.rows).toHaveLength(1);
    await act(helper, made.id, { act: 'revisit', satisfied: false, said: '来得太晚' });
    expect(await asStaff(helper, `/api/window/cases/${made.id}`)).toEqual(GONE);
    expect((await asStaff(helper, '/api/window/cases')).body.rows).toEqual([]);
  });

  it('has its letter of authority: both names, what may be done, until when, and the place of both hands', async () => {
    const made = await entrusted();
    const { number } = made.slips.at(-1);
    const letter = await asStaff(helper, `/api/window/cases/${made.id}/slips/${number}/letter.pdf`);
    const { text } = await readPdf(letter.body);
    for (const part of [
      '授权委托书',
      `委托人姓名万事通证件号码${cardOf('wan-shi-tong').idNumber}签名：`,
      `受托人姓名${helper.name}（`,
      `怎样委托双方出示证件，${clerk.name}人工核对`,
      '有效期到这件事回访为止',
      '3.代为领取文书和结果，送到家'
    ])
      expect(text).toContain(part);
  });

  it('says of both cards that a machine read them and when, keeps no number, and has them read by whoever they are', async () => {
    const { case: made } = await file('wan-shi-tong', ITEM);
    await act(clerk, made.id, { act: 'claim' });
    const own = { ...cardOf('guli'), name: helper.name };
    const residentRead = await read(cardOf('wan-shi-tong'));
    centre.setNow('2026-11-24T02:01:00Z');
    const entrust = { act: 'entrust', to: helper.id, agreed: 'cards', residentRead };
    for (const [wrong, code] of [
      [{ residentRead: await read(cardOf('fu-shou')) }, 'card.other-person'],
      [{ helperRead: await read(cardOf('guli')) }, 'card.other-person'],
      [{ helperRead: await read({ ...cardOf('wan-shi-tong'), name: helper.name }) }, 'card.other-person'],
      [{ helperRead: randomUUID() }, 'card.read-over']
    ] as const)
      expect((await act(clerk, made.id, { ...entrust, ...wrong })).body).toEqual({ error: { code } });
    const helperRead = await read(own);
    const done = await act(clerk, made.id, { ...entrust, helperRead });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const how = '双方身份证刷卡核验（居民10:00，代办员10:01）';
    expect(done.body.timeline.at(-1).text).toBe(`委托工作人员全程代办：${helper.name}，${how}`);
    const slip = await asStaff(clerk, `/api/window/cases/${made.id}/slips/${done.body.slips.at(-1).number}`);
    expect(slip.body.rows).toContainEqual({ label: '怎样委托', text: how });
    expect(JSON.stringify([done.body, slip.body])).not.toContain(own.idNumber);
    expect(
      await context.database
        .select()
        .from(cardReads)
        .where(inArray(cardReads.id, [residentRead, helperRead]))
    ).toEqual([]);
  });

  it('says who looked at a card that could not be read', async () => {
    const { case: made } = await file('wan-shi-tong', ITEM);
    await act(clerk, made.id, { act: 'claim' });
    const residentRead = await read(cardOf('wan-shi-tong'));
    const done = await act(clerk, made.id, { act: 'entrust', to: helper.id, agreed: 'cards', residentRead });
    expect(done.body.timeline.at(-1).text).toContain(
      `居民身份证刷卡核验（10:00）；代办员出示证件，${clerk.name}人工核对`
    );
  });

  it('is taken back by the resident: the 代办员 sees nothing of it from then on', async () => {
    const made = await entrusted();
    const ask = await signIn('wan-shi-tong');
    const back = await (await ask(`/api/my/cases/${made.id}/revoke`, {})).json();
    expect(back).toMatchObject({ agency: null, acts: ['withdraw', 'ask-entrust'] });
    expect(await asStaff(helper, `/api/window/cases/${made.id}`)).toEqual(GONE);
    const twice = await ask(`/api/my/cases/${made.id}/revoke`, {});
    expect((await twice.json()).error.code).toBe('case.state');
  });

  it('is entrusted to nobody who does not serve residents', async () => {
    const { case: made } = await file('wan-shi-tong', ITEM);
    await act(clerk, made.id, { act: 'claim' });
    const wrong = await act(clerk, made.id, { act: 'entrust', to: administrator.id, agreed: 'cards' });
    expect(wrong).toMatchObject({ status: 404, body: { error: { code: 'staff.unknown' } } });
  });

  it('keeps the account of whoever does it until it is over', async () => {
    await entrusted();
    const closed = await asStaff(administrator, `/api/window/staff/${helper.id}`, { disabled: true });
    expect(closed.body.error.code).toBe('staff.holds-cases');
  });
});
