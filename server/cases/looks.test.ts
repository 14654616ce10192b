import { count } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRecords } from '../audit/schema.ts';
import type { Look } from '../contract/look-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { act, asStaff, asTerminal, begin, context, file, open, send, setNow, signIn } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const officer = await centre.employ('officer', 'officer');
const CLERK = `窗口人员${clerk.name}`;
const MADE = '高龄津贴申请';
const ITEM = 'SQ-05-006';
beforeEach(() => setNow('2026-11-24T02:00:00Z'));

async function looks(person: string, path: string): Promise<Look[]> {
  const answer = await (await signIn(person))(path);
  expect(answer.status).toBe(200);
  return (await answer.json()).looks;
}
const ofCase = (person: string, id: string) => looks(person, `/api/my/cases/${id}/looks`);
const said = (all: readonly Look[]) => all.map(({ who, what, why }) => `${who}${what}，${why}`);
const lookUp = (who: Staff, asked: object) => asStaff(who, '/api/window/lookup', asked);

describe('who looked at a case', () => {
  it('is told with when, what and why: each opening, each paper, each act, each look-up', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    setNow('2026-11-25T01:00:00Z');
    await open(clerk, made.id);
    await asStaff(clerk, `/api/window/cases/${made.id}/slips/${made.number}-1`);
    await asStaff(clerk, `/api/window/cases/${made.id}/form.pdf`);
    await lookUp(clerk, { shortCode: made.shortCode });
    await lookUp(officer, { idNumber: cardOf('fu-shou').idNumber });
    setNow('2026-11-26T01:00:00Z');
    await act(clerk, made.id, { act: 'claim' });
    const all = await ofCase('fu-shou', made.id);
    expect(said(all)).toEqual(
      expect.arrayContaining([
        `${CLERK}办了一步：工作人员认领，办理${MADE}`,
        `${CLERK}打开看了这件事的全部内容，办理${MADE}`,
        `审批人员${officer.name}按您的身份证查了您的办件，窗口查询`,
        `${CLERK}按编号查了这件事，窗口查询`,
        `${CLERK}打开了申请表，用来打印，办理${MADE}`,
        `${CLERK}看了这件事的回执，办理${MADE}`,
        `终端“试验终端”收下了您的申请，办理${MADE}`
      ])
    );
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed()
    );
    expect(all[0]?.at).toBe('2026-11-26T01:00:00.000Z');
  });

  it('says what a clerk did again and again on one day once, and how often', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    for (let times = 0; times < 3; times++) await open(clerk, made.id);
    setNow('2026-11-25T01:00:00Z');
    await open(clerk, made.id);
    const opened = (await ofCase('fu-shou', made.id)).filter(({ what }) => what.includes('全部内容'));
    expect(opened.map(({ at, times }) => [at.slice(0, 10), times])).toEqual([
      ['2026-11-25', 1],
      ['2026-11-24', 3]
    ]);
  });

  it('has each record that was asked for to fill it in, and none of another application', async () => {
    const { submission } = await begin('li-zhi-jian', 'SQ-05-004');
    await begin('li-zhi-jian', ITEM);
    const { case: made } = (await send(submission)).body;
    const pulled = (await ofCase('li-zhi-jian', made.id)).filter(({ personal }) => personal);
    expect(said(pulled).sort()).toEqual(
      ['残疾人证', '最低生活保障信息', '社会保障卡']
        .map((record) => `终端“试验终端”替您取“${record}”：取到了，办理残疾人两项补贴资格认定申请`)
        .sort()
    );
    const everything = await looks('li-zhi-jian', '/api/my/looks');
    expect(everything.filter(({ why }) => why === `办理${MADE}`).length).toBeGreaterThan(0);
  });

  it('has what was asked for until its form was filled in, not what was asked for afterwards', async () => {
    const { idNumber, name } = cardOf('li-zhi-jian');
    const steer = (behaviour: string | null) =>
      fetch(`${centre.libraryUrl}/sim/behaviour`, {
        method: 'POST',
        body: JSON.stringify({ idNumber, name, record: '残疾人证', behaviour }),
        headers: { 'content-type': 'application/json' }
      });
    await steer('fault');
    const { ask, item, submission } = await begin('li-zhi-jian', 'SQ-05-004');
    await steer(null);
    setNow('2026-11-24T02:05:00Z');
    await ask('/api/prefill', { itemCode: item.code, itemVersion: item.version });
    const { case: made } = (await send(submission)).body;
    const asked = async (path: string) =>
      (await looks('li-zhi-jian', path)).filter(({ what }) => what.includes('残疾人证')).map(({ what }) => what);
    expect(await asked(`/api/my/cases/${made.id}/looks`)).toEqual(['替您取“残疾人证”：没有等到回答']);
    expect((await asked('/api/my/looks')).slice(0, 2)).toContain('替您取“残疾人证”：取到了');
  });

  it('is not looking at it: whoever reads this leaves nothing on record', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const rows = async () => (await context.database.select({ rows: count() }).from(auditRecords))[0]?.rows;
    const before = await rows();
    await ofCase('fu-shou', made.id);
    await looks('fu-shou', '/api/my/looks');
    expect(await rows()).toBe(before);
  });

  it('is nobody else’s to know', async () => {
    const { case: made } = await file('fu-shou', ITEM);
    const stranger = await signIn('guli');
    expect((await stranger(`/api/my/cases/${made.id}/looks`)).status).toBe(404);
    expect(said(await looks('guli', '/api/my/looks'))).toEqual([]);
    const nobody = await signIn(null);
    for (const path of ['/api/my/looks', `/api/my/cases/${made.id}/looks`])
      expect((await nobody(path)).status, path).toBe(401);
  });
});

it('whoever files for somebody learns nothing more of them, and neither is named to the other', async () => {
  const ask = await signIn('wan-shi-tong');
  await ask('/api/sessions/current/principal', { card: cardOf('fu-shou') });
  const item = await centre.itemOf(ITEM);
  const prefill = await (await ask('/api/prefill', { itemCode: ITEM, itemVersion: item.version })).json();
  const { fillSubmission } = await import('../../tests/filling.ts');
  const { case: made } = (await send(await fillSubmission(item, prefill, centre.slotFor))).body;
  await lookUp(clerk, { idNumber: cardOf('fu-shou').idNumber });
  await (await signIn('fu-shou'))(`/api/my/cases/${made.id}/withdraw`, {});
  const agent = said(await ofCase('wan-shi-tong', made.id));
  expect(agent).toContain(`申请人办了一步：申请人撤回，办理${MADE}`);
  expect(agent.join()).not.toMatch(/替您取|按您的身份证|福寿长/);
  const applicant = said(await ofCase('fu-shou', made.id));
  expect(applicant).toContain(`您本人办了一步：申请人撤回，办理${MADE}`);
  expect(applicant.join()).toMatch(/替您取“居民户口簿”.*按您的身份证|按您的身份证.*替您取“居民户口簿”/);
  expect(applicant.join()).not.toContain('万事通');
});

it('what a clerk read of an application that was never handed in is told, with 马上找人 as the reason', async () => {
  const { ask, prefill } = await begin('guli', ITEM);
  const begun = {
    prefillIds: [prefill.id],
    answers: {},
    corrections: [],
    kept: [],
    ways: {},
    consents: [],
    passed: [],
    signed: false
  };
  const call = await (await ask('/api/calls', { itemCode: ITEM, page: 'known', step: 1, begun })).json();
  await asStaff(clerk, `/api/window/calls/${call.id}/take`, {});
  expect((await asStaff(clerk, `/api/window/calls/${call.id}/application`)).status).toBe(200);
  expect((await asTerminal('/api/calls/current')).status).toBe(200);
  expect(said(await looks('guli', '/api/my/looks'))).toContain(`${CLERK}看了终端上还没有交的申请，马上找人`);
});
