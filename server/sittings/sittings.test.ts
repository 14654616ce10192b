import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import { cases } from '../cases/schema.ts';
import type { SittingDraft } from '../contract/sitting-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { forget } from '../retention.ts';
import { sessions } from '../sessions/schema.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { addCounter, chooseCounter, leaveCounter } from '../tickets/counters.ts';
import { openWindow } from './testing.ts';

const centre = await openWorkingCentre();
const { context, asStaff, signIn, send } = centre;
afterAll(() => centre.close());
const NOW = '2026-11-24T02:00:00Z';
beforeEach(() => centre.setNow(NOW));
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const manager = await centre.employ('manager', 'manager');

const failed = (status: number, code: string) => ({ status, body: { error: { code } } });
/** With consent to health data, papers of the applicant's own, and a form that is signed. */
const ITEM = 'SQ-05-004';

const { readCard, seat, begun: begin, change, recordsBy } = openWindow(centre, clerk);
const begun = (person: string, itemCode = ITEM, who: Staff = clerk) => begin(person, itemCode, who);

describe('somebody who sits down before a clerk', () => {
  it('is seen by nobody before it was said why, which is on record with them', async () => {
    const readId = await readCard('fu-shou');
    const before = await recordsBy(clerk);
    expect((await asStaff(clerk, '/api/window/sitting', { readId })).status).toBe(400);
    expect((await asStaff(clerk, '/api/window/sitting', { readId, reason: '看看' })).status).toBe(400);
    expect(await recordsBy(clerk)).toEqual(before);
    const { status, body } = await asStaff(clerk, '/api/window/sitting', { readId, reason: 'cannot-use' });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(cardOf('fu-shou').idNumber);
    expect(body.resident).toMatchObject({
      name: '福寿长',
      maskedIdNumber: expect.stringMatching(/^330102\*{8}\d{4}$/)
    });
    const [newest] = await recordsBy(clerk);
    expect(newest).toMatchObject({ action: 'sitting.open', purpose: '本人在窗口，不会用或者不方便用终端' });
    const ask = await signIn('fu-shou');
    const { looks } = await (await ask('/api/my/looks')).json();
    expect(looks[0]).toMatchObject({ who: '窗口人员员clerk', what: '在窗口读了您的身份证，替您办事' });
    expect(await asStaff(clerk, '/api/window/sitting', { readId, reason: 'cannot-use' })).toEqual(
      failed(404, 'card.read-over')
    );
  });

  it('is there for that clerk alone, and only for clerks and managers', async () => {
    const { session, draft, item } = await begun('fu-shou');
    const path = `/api/window/sitting/${session.id}`;
    const asked = { itemCode: item.code, itemVersion: item.version };
    for (const who of [colleague, manager]) {
      expect((await asStaff(who, '/api/window/sitting')).body).toEqual({ session: null });
      expect(await asStaff(who, `${path}/prefill`, asked)).toEqual(failed(401, 'session.ended'));
      expect(await asStaff(who, `${path}/submissions`, draft)).toEqual(failed(401, 'session.ended'));
      expect(await asStaff(who, `${path}/form.pdf`)).toEqual(failed(401, 'session.ended'));
      expect((await change(who, 'PUT', `${path}/draft`, { draft })).status).toBe(401);
    }
    for (const role of ['officer', 'helper', 'administrator'] as const) {
      const other = await centre.employ(role, role);
      expect(await asStaff(other, '/api/window/sitting')).toEqual(failed(403, 'staff.role'));
      expect(await asStaff(other, `${path}/submissions`, draft)).toEqual(failed(403, 'staff.role'));
    }
    const { key: _, corrections: __, consentWay: ___, signed: ____, ...said } = draft;
    expect(await send({ ...said, signature: 'card' })).toEqual(failed(401, 'session.none'));
    expect(await send({ ...said, signature: 'paper' })).toEqual(failed(400, 'submission.unreadable'));
  });

  it('without a card gets what may be filed without one, and nothing of anybody', async () => {
    const { body } = await asStaff(clerk, '/api/window/sitting', { readId: null });
    expect(body.resident).toBeNull();
    const path = `/api/window/sitting/${body.id}`;
    expect(await asStaff(clerk, `${path}/prefill`, { itemCode: ITEM, itemVersion: 1 })).toEqual(
      failed(401, 'session.none')
    );
    const made = await asStaff(clerk, `${path}/prefill`, { itemCode: 'SQ-08-005', itemVersion: 1 });
    expect(made.body).toMatchObject({ known: {}, offered: {} });
    expect((await asStaff(clerk, '/api/window/sitting', { readId: null, idNumber: '330102' })).status).toBe(400);
  });
});

describe('what a clerk files for them', () => {
  it('is one case however often it is sent, with the clerk answering for it and named in its history', async () => {
    const { path, draft } = await begun('li-zhi-jian');
    const [first, second] = await Promise.all([
      asStaff(clerk, `${path}/submissions`, draft),
      asStaff(clerk, `${path}/submissions`, draft)
    ]);
    expect([first.status, second.status], JSON.stringify(first.body)).toEqual([200, 200]);
    expect(second.body.case.id).toBe(first.body.case.id);
    expect(first.body.slip.responsible).toEqual({ name: '员clerk', phone: '0571-1' });
    const opened = await centre.open(clerk, first.body.case.id);
    expect(opened).toMatchObject({
      channel: 'window',
      owner: { id: clerk.id },
      responsible: { id: clerk.id },
      signature: 'paper',
      atWindow: { by: '员clerk', consents: 'spoken' }
    });
    expect(opened.timeline).toHaveLength(1);
    expect(opened.timeline[0]).toMatchObject({
      by: '员clerk',
      text: '提交申请：居民在窗口，由工作人员代为填写；念给本人听，本人口头同意；本人在打印的申请表上签名'
    });
    expect(opened.answers.map(({ provenance }) => provenance.name)).toContain('口述，窗口代填');
    const [newest] = (await recordsBy(clerk)).filter(({ action }) => action === 'case.submit');
    expect(newest).toMatchObject({ subject: first.body.case.id, actorKind: 'staff', purpose: ITEM });
    const form = await asStaff(clerk, `/api/window/cases/${first.body.case.id}/form.pdf`);
    const { text } = await readPdf(form.body);
    for (const said of ['本人在打印的申请表上签名，窗口员clerk当面核对身份证', '由窗口员clerk念给本人听，本人口头同意'])
      expect(text).toContain(said);
    expect(await asStaff(clerk, `${path}/submissions`, { ...draft, consentWay: 'paper' })).toEqual(
      failed(409, 'submission.key-reused')
    );
  });

  it('was filed at the counter where the clerk sat', async () => {
    const filed = async () => {
      const { path, draft } = await begun('fu-shou');
      const { body } = await asStaff(clerk, `${path}/submissions`, draft);
      const [row] = await context.database.select().from(cases).where(eq(cases.id, body.case.id));
      return row?.counter;
    };
    expect(await filed()).toBeNull();
    await addCounter(context, '3号窗口');
    await chooseCounter(context, clerk, '3号窗口');
    expect(await filed()).toBe('3号窗口');
    await leaveCounter(context, clerk.id);
  });

  it('is checked as a terminal’s is, and has no signature that was not given', async () => {
    const { path, draft, item } = await begun('li-zhi-jian');
    const refusedFor = async (wrong: Partial<SittingDraft>) => {
      const { status, body } = await asStaff(clerk, `${path}/submissions`, { ...draft, key: randomUUID(), ...wrong });
      return [status, body.error?.code];
    };
    expect(await refusedFor({ signed: false })).toEqual([422, 'signature.missing']);
    expect(await refusedFor({ consents: [] })).toEqual([422, 'consent.missing']);
    expect(await refusedFor({ consentWay: null })).toEqual([422, 'consent.missing']);
    expect(await refusedFor({ answers: {} })).toEqual([422, 'form.invalid']);
    expect(await refusedFor({ itemVersion: item.version + 1 })).toEqual([409, 'item.stale']);
    expect(await refusedFor({ signature: 'card' } as object)).toEqual([400, 'request.malformed']);
  });

  it('goes on where a record names somebody else: the paper is brought to the window', async () => {
    const { path, draft, prefill } = await begun('outdated', 'SQ-02-002');
    const stuck = prefill.materials.find(({ ways }) => ways.length === 1 && ways[0] === 'counter');
    expect(stuck?.outcome).toBe('mismatch');
    const filed = await asStaff(clerk, `${path}/submissions`, draft);
    expect(filed.status, JSON.stringify(filed.body)).toBe(200);
    const { materials } = await centre.open(clerk, filed.body.case.id);
    expect(materials.find(({ key }) => key === stuck?.key)?.standing).toMatch(/^(to-bring|later)$/);
  });

  it('can be taken back for half a minute, by that clerk alone', async () => {
    const { path, draft } = await begun('fu-shou', 'SQ-05-006');
    const filed = (await asStaff(clerk, `${path}/submissions`, draft)).body;
    expect(filed.undoMs).toBe(30_000);
    const body = { caseId: filed.case.id };
    expect(await asStaff(colleague, `${path}/undo`, body)).toEqual(failed(401, 'session.ended'));
    expect((await asStaff(clerk, `${path}/undo`, body)).status).toBe(204);
    const { state, timeline } = await centre.open(clerk, filed.case.id);
    expect(state).toBe('withdrawn');
    expect(timeline.at(-1)?.text).toBe('申请人撤回：刚交就撤回，由窗口代为操作');
    const again = (await asStaff(clerk, `${path}/submissions`, { ...draft, key: randomUUID() })).body;
    centre.setNow('2026-11-24T02:00:36Z');
    expect(await asStaff(clerk, `${path}/undo`, { caseId: again.case.id })).toEqual(failed(409, 'case.undo-late'));
  });

  it('is printed to be signed before it is handed in, from what the server keeps of it', async () => {
    const { path, draft } = await begun('li-zhi-jian');
    expect(await asStaff(clerk, `${path}/form.pdf`)).toEqual(failed(404, 'draft.none'));
    expect((await change(clerk, 'PUT', `${path}/draft`, { draft: { ...draft, signed: false } })).status).toBe(204);
    const { status, body } = await asStaff(clerk, `${path}/form.pdf`);
    expect(status).toBe(200);
    const { text } = await readPdf(body);
    for (const said of ['还没有提交', '签名：____', cardOf('li-zhi-jian').idNumber]) expect(text).toContain(said);
    expect(text).not.toContain('当面核对身份证');
    await change(clerk, 'PUT', `${path}/draft`, { draft: { ...draft, answers: {} } });
    expect((await asStaff(clerk, `${path}/form.pdf`)).body.error.code).toBe('form.invalid');
  });
});

describe('what was filled in so far', () => {
  const rowOf = async (id: string) => (await context.database.select().from(sessions).where(eq(sessions.id, id)))[0];

  it('survives a reload, sealed, with the prefill it was begun upon', async () => {
    const { session, path, draft, prefill } = await begun('li-zhi-jian');
    await change(clerk, 'PUT', `${path}/draft`, { draft });
    const kept = await rowOf(session.id);
    expect(Buffer.from(kept?.draft ?? []).includes('照实填写')).toBe(false);
    const again = (await asStaff(clerk, '/api/window/sitting')).body.session;
    expect(again.draft).toEqual(draft);
    const materials = prefill.materials.map((one) => ({ ...one, validUntil: null }));
    expect(again.prefills).toEqual([{ ...prefill, materials }]);
    expect((await recordsBy(clerk))[0]?.action).toBe('sitting.read');
  });

  it('is erased when they leave, when the next one sits down, and after half an hour', async () => {
    const leave = [
      async () => void (await change(clerk, 'DELETE', '/api/window/sitting')),
      async () => void (await seat('guli')),
      async () => {
        centre.setNow('2026-11-24T02:31:00Z');
        await forget(context);
      }
    ];
    for (const leaves of leave) {
      centre.setNow(NOW);
      const { session, path, draft } = await begun('fu-shou');
      await change(clerk, 'PUT', `${path}/draft`, { draft });
      expect((await rowOf(session.id))?.draft).not.toBeNull();
      await leaves();
      expect(await rowOf(session.id)).toMatchObject({ draft: null, card: null });
      expect((await change(clerk, 'PUT', `${path}/draft`, { draft })).status).toBe(401);
    }
  });
});

it('after all of this the record of who did what is whole', async () => {
  expect(await firstBrokenRecord(context, context.database)).toBeNull();
});
