import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { NEXT_OFFICE } from '../../tests/fixtures/case-facts.ts';
import type { OwnObjection } from '../contract/objection-wire.ts';
import type { Slip } from '../contract/slip.ts';
import type { WindowCase } from '../contract/window-wire.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { app, open, act, file, signIn, setNow, asStaff, asTerminal } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const officer = await centre.employ('officer', 'officer');
const manager = await centre.employ('manager', 'manager');
const day = (text: string) => setNow(`${text}T02:00:00Z`);
beforeEach(() => day('2026-11-24'));

const REASON = '人不住在这里';
const OBJECTOR = 'yuan-dao-lai';

/** A case of 万事通 that is publicised until 2026-12-01. */
async function publicised(): Promise<WindowCase> {
  const { case: made } = await file('wan-shi-tong', 'SQ-05-003');
  for (const one of ['claim', 'accept', 'send']) await act(clerk, made.id, { act: one });
  const { body } = await act(officer, made.id, { act: 'publicise', summary: '拟给予临时救助，一次性' });
  expect(body).toMatchObject({ state: 'publicised', publicUntil: '2026-12-01' });
  return body;
}

async function raise(caseId: string, person: string | null = OBJECTOR, reason = REASON) {
  const ask = await signIn(person);
  const answer = await ask('/api/my/objections', { caseId, reason });
  return { status: answer.status, body: await answer.json() };
}
/** What somebody reads of their newest objection to a case. */
async function objectionBy(person: string, caseId: string): Promise<OwnObjection | undefined> {
  const { objections } = await (await (await signIn(person))('/api/my/objections')).json();
  return objections.find((one: OwnObjection) => one.caseId === caseId);
}
const refused = (code: string, status: number) => ({ status, body: { error: { code } } });

describe('an objection to what is publicised', () => {
  it('is on record with a number of its own and a receipt that says nothing of the applicant’s', async () => {
    const made = await publicised();
    const { status, body } = await raise(made.id);
    expect(status, JSON.stringify(body)).toBe(200);
    const raised: OwnObjection = body;
    expect(raised).toMatchObject({ state: 'waiting', reason: REASON, answer: null, itemName: '临时救助申请' });
    const ask = await signIn(OBJECTOR);
    const slip: Slip = await (await ask(`/api/my/cases/${made.id}/slips/${raised.slipNumber}`)).json();
    expect(slip).toMatchObject({ kind: 'objection', title: '异议登记回执', applicant: '远*来' });
    expect(slip.lists).toEqual([{ title: '您说的', entries: [REASON] }]);
    expect(slip.rows).toEqual([{ label: '公示到', text: '2026年12月1日（星期二）' }]);
    expect(slip.issuedAt).toMatch(/^2026-11-24/);
    expect(slip.centre.phone).not.toBe('');
    for (const own of [made.number, made.shortCode, '万事通', '万*通']) expect(JSON.stringify(slip)).not.toContain(own);
    const code = JSON.stringify({ code: slip.code });
    const headers = { 'content-type': 'application/json' };
    const verified = await app.request('/api/notices/verify', { method: 'POST', headers, body: code });
    expect(await verified.json()).toMatchObject({ number: raised.slipNumber, title: '异议登记回执', stands: true });
    const progress = await asTerminal('/api/progress', { caseNumber: raised.number });
    expect(await progress.json()).toMatchObject({ state: 'publicised', itemName: '临时救助申请' });
    for (const by of [{ caseNumber: raised.number }, { shortCode: raised.shortCode }])
      expect((await asStaff(clerk, '/api/window/lookup', by)).body.rows).toMatchObject([{ id: made.id }]);
  });

  it('does not end 公示; nothing is granted or passed up before it is answered, also on a later day', async () => {
    const made = await publicised();
    await raise(made.id);
    expect(await open(officer, made.id)).toMatchObject({ state: 'publicised', unansweredObjections: 1 });
    const up = await act(officer, made.id, { act: 'pass-up', reason: '超出权限', next: NEXT_OFFICE });
    expect(up.body.error.code).toBe('case.objection-unanswered');
    day('2026-12-02');
    const granted = await act(officer, made.id, { act: 'grant', reason: '' });
    expect(granted.body.error.code).toBe('case.objection-unanswered');
    const reason = '上门核实，本人住在这里';
    const answer = { act: 'answer-objection', objection: 1, reason };
    expect((await act(clerk, made.id, answer)).body.error.code).toBe('staff.role');
    expect((await act(officer, made.id, { ...answer, objection: 2 })).body.error.code).toBe('request.malformed');
    for (const personal of ['远道来说的不对', `查过${cardOf(OBJECTOR).idNumber}`])
      expect((await act(officer, made.id, { ...answer, reason: personal })).body.error.code).toBe('objection.personal');
    const answered = await act(officer, made.id, answer);
    expect(answered.body).toMatchObject({ state: 'publicised', unansweredObjections: 0 });
    expect(answered.body.objections).toMatchObject([{ state: 'rejected', answer: reason }]);
    expect(await objectionBy(OBJECTOR, made.id)).toMatchObject({ state: 'rejected', answer: reason });
    expect((await act(officer, made.id, { act: 'grant', reason: '' })).body.state).toBe('granted');
  });

  it('that holds ends 公示, and all who objected read why', async () => {
    const made = await publicised();
    await raise(made.id);
    await raise(made.id, 'guli');
    const back = await act(manager, made.id, { act: 'object', reason: '收入需要重新核对' });
    expect(back.body).toMatchObject({ state: 'reviewing', unansweredObjections: 0 });
    expect(back.body.objections.map((one: { state: string }) => one.state)).toEqual(['upheld', 'upheld']);
    for (const person of [OBJECTOR, 'guli'])
      expect(await objectionBy(person, made.id)).toMatchObject({ state: 'upheld', answer: '收入需要重新核对' });
  });

  it('is closed with a case that ends otherwise', async () => {
    const made = await publicised();
    await raise(made.id);
    await (await signIn('wan-shi-tong'))(`/api/my/cases/${made.id}/withdraw`, {});
    expect(await objectionBy(OBJECTOR, made.id)).toMatchObject({ state: 'closed', answer: null });
  });

  it('is read, with whose it is, by whoever decides; the applicant and the windows learn only that there is one', async () => {
    const made = await publicised();
    await raise(made.id);
    const said = { name: '远道来', reason: REASON };
    for (const who of [officer, manager]) expect((await open(who, made.id)).objections[0]?.said).toMatchObject(said);
    expect((await open(clerk, made.id)).objections).toMatchObject([{ state: 'waiting', said: null }]);
    const ask = await signIn('wan-shi-tong');
    const own = await (await ask(`/api/my/cases/${made.id}`)).json();
    expect(own.acts).not.toContain('raise-objection');
    expect(own.timeline.at(-1)).toMatchObject({ act: 'raise-objection', by: '其他居民' });
    const { looks } = await (await ask(`/api/my/cases/${made.id}/looks`)).json();
    expect(looks.map(({ who }: { who: string }) => who)).toContain('其他居民');
    for (const text of [own, looks, await open(clerk, made.id)].map((one) => JSON.stringify(one)))
      for (const personal of ['远道来', '远*来', REASON]) expect(text).not.toContain(personal);
  });

  it('is refused to whom the case belongs, to nobody in particular, twice, too late, and of what is not publicised', async () => {
    const made = await publicised();
    expect(await raise(made.id, 'wan-shi-tong')).toEqual(refused('objection.own', 403));
    expect(await raise(made.id, null)).toEqual(refused('session.none', 401));
    expect((await raise(made.id)).status).toBe(200);
    expect(await raise(made.id)).toEqual(refused('objection.open', 409));
    expect((await raise(made.id, 'guli')).status).toBe(200);
    day('2026-12-02');
    expect(await raise(made.id, 'fu-shou')).toEqual(refused('objection.late', 409));
    const { case: other } = await file('wan-shi-tong', 'SQ-05-006');
    expect(await raise(other.id)).toEqual(refused('case.not-found', 404));
  });

  it('answered, may be followed by another of the same person', async () => {
    const made = await publicised();
    await raise(made.id);
    await act(officer, made.id, { act: 'answer-objection', objection: 1, reason: '核实过，符合条件' });
    expect((await raise(made.id, OBJECTOR, '还有别的事')).status).toBe(200);
    expect((await open(officer, made.id)).objections.map(({ state }) => state)).toEqual(['rejected', 'waiting']);
    expect((await objectionBy(OBJECTOR, made.id))?.reason).toBe('还有别的事');
  });

  it('gives its receipt to nobody else', async () => {
    const made = await publicised();
    const { body } = await raise(made.id);
    for (const person of ['wan-shi-tong', 'guli']) {
      const ask = await signIn(person);
      expect((await ask(`/api/my/cases/${made.id}/slips/${body.slipNumber}`)).status).toBe(404);
    }
  });
});
