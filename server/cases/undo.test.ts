import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { auditRecords } from '../audit/schema.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import type { Submitted } from '../contract/case-wire.ts';
import { bookings } from '../slots/schema.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { cases } from './schema.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, begin, send, signIn, act, asStaff, open } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const ITEM = 'SQ-05-006';
const BOOKED = 'SQ-03-004';
const DECIDES_ITSELF = 'SQ-02-005';
const ANONYMOUS = 'SQ-08-005';
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });

beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));
const later = (ms: number) => centre.setNow(new Date(Date.parse('2026-11-24T02:00:00Z') + ms).toISOString());

type Ask = Awaited<ReturnType<typeof signIn>>;
async function undo(ask: Ask, id: string) {
  const answer = await ask(`/api/my/cases/${id}/undo`, {});
  return { status: answer.status, body: await answer.json() };
}
/** Somebody files, and is still here. */
async function filed(person: string | null, code: string) {
  const { ask, item, submission } = await begin(person, code);
  const sent = await send(submission);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const submitted: Submitted = sent.body;
  return { ask, item, submission, submitted, id: submitted.case.id };
}
const stateOf = async (id: string) => {
  const [row] = await context.database.select({ state: cases.state }).from(cases).where(eq(cases.id, id));
  return row?.state;
};

describe('what was just handed in', () => {
  it('says for how long it can be taken back, also when it is asked for again', async () => {
    const { submission } = await begin('fu-shou', ITEM);
    const key = '019a0000-0000-4000-8000-0000000000e1';
    expect((await send(submission, key)).body.undoMs).toBe(30_000);
    later(12_000);
    expect((await send(submission, key)).body).toMatchObject({ repeated: true, undoMs: 18_000 });
    later(31_000);
    expect((await send(submission, key)).body.undoMs).toBe(0);
  });

  it('is taken back by whoever filed it: withdrawn, with its reason in the history and a slip of its own', async () => {
    const { ask, id } = await filed('fu-shou', ITEM);
    later(30_000);
    const { status, body } = await undo(ask, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'withdrawn', dueOn: null });
    expect(body.timeline.at(-1)).toMatchObject({ act: 'withdraw', text: '申请人撤回：本人刚交就撤回', by: '申请人' });
    expect(body.slips.map(({ title }: { title: string }) => title)).toEqual(['收件回执', '撤回申请凭证']);
    const window = await open(clerk, id);
    expect([window.state, window.acts]).toEqual(['withdrawn', []]);
  });

  it('gives its place back, and takes the same one again when it is handed in anew', async () => {
    const { ask, submission, id } = await filed('fu-shou', BOOKED);
    const taken = () => context.database.select().from(bookings).where(eq(bookings.itemCode, BOOKED));
    expect(await taken()).toHaveLength(1);
    await undo(ask, id);
    expect(await taken()).toEqual([]);
    const again = await send(submission);
    expect(again.status).toBe(200);
    expect((await taken()).map(({ caseId }) => caseId)).toEqual([again.body.case.id]);
  });

  it('is handed in again under a new key with the same answers: one is open, one is withdrawn, and each is asked for alone', async () => {
    const key = '019a0000-0000-4000-8000-0000000000e2';
    const { ask, item, submission } = await begin('guli', ITEM);
    const first: Submitted = (await send(submission, key)).body;
    await undo(ask, first.case.id);
    const second: Submitted = (await send(submission)).body;
    expect(second.case.number).not.toBe(first.case.number);
    expect([await stateOf(first.case.id), await stateOf(second.case.id)]).toEqual(['withdrawn', 'received']);
    // A late copy of the first submission meets the case that was withdrawn, and makes nothing.
    const late: Submitted = (await send(submission, key)).body;
    expect([late.case.id, late.case.state, late.undoMs]).toEqual([first.case.id, 'withdrawn', 0]);
    const prefill = await ask('/api/prefill', { itemCode: ITEM, itemVersion: item.version });
    expect(prefill.status).toBe(200);
    expect((await send(await fillSubmission(item, await prefill.json(), centre.slotFor))).status).toBe(200);
  });

  it('without a card is taken back too, by that session', async () => {
    const { ask, id } = await filed(null, ANONYMOUS);
    expect((await undo(ask, id)).body.state).toBe('withdrawn');
    const [audited] = await context.database
      .select()
      .from(auditRecords)
      .where(and(eq(auditRecords.subject, id), eq(auditRecords.action, 'case.withdraw')));
    expect(audited?.actorKind).toBe('terminal');
  });

  it('for somebody else is taken back by whoever filed it', async () => {
    const ask = await signIn('wan-shi-tong');
    await ask('/api/sessions/current/principal', { card: cardOf('fu-shou') });
    const item = await centre.itemOf(ITEM);
    const prefill = await (await ask('/api/prefill', { itemCode: ITEM, itemVersion: item.version })).json();
    const made: Submitted = (await send(await fillSubmission(item, prefill, centre.slotFor))).body;
    expect((await undo(ask, made.case.id)).body.state).toBe('withdrawn');
  });
});

describe('it is not taken back', () => {
  it('after its time, which ends a little later here than on the screen', async () => {
    const { ask, id } = await filed('fu-shou', ITEM);
    later(35_001);
    expect(await undo(ask, id)).toEqual(failed(409, 'case.undo-late'));
    expect(await stateOf(id)).toBe('received');
  });

  it('once somebody has taken it', async () => {
    const { ask, id } = await filed('fu-shou', ITEM);
    await act(clerk, id, { act: 'claim' });
    expect(await undo(ask, id)).toEqual(failed(409, 'case.undo-taken'));
  });

  it('where it was decided at once: nothing is offered, and nothing is done', async () => {
    const { ask, submitted, id } = await filed('wan-shi-tong', DECIDES_ITSELF);
    expect([submitted.case.state, submitted.undoMs]).toEqual(['granted', 0]);
    expect(await undo(ask, id)).toEqual(failed(409, 'case.undo-decided'));
  });

  it('by the same person in another session, by anybody else, or for an id that is none', async () => {
    const { id } = await filed('fu-shou', ITEM);
    for (const person of ['fu-shou', 'guli', null])
      expect(await undo(await signIn(person), id)).toEqual(failed(404, 'case.not-found'));
    const nobody = '019a0000-0000-7000-8000-00000000000f';
    expect(await undo(await signIn('fu-shou'), nobody)).toEqual(failed(404, 'case.not-found'));
    expect(await stateOf(id)).toBe('received');
  });

  it('a second time: the answer is the same, and history has one withdrawal', async () => {
    const { ask, id } = await filed('fu-shou', ITEM);
    const [one, other] = await Promise.all([undo(ask, id), undo(ask, id)]);
    later(60_000);
    const third = await undo(ask, id);
    expect([one, other, third].map(({ status, body }) => [status, body.state])).toEqual(
      Array(3).fill([200, 'withdrawn'])
    );
    const acts = third.body.timeline.map(({ act: name }: { act: string }) => name);
    expect(acts).toEqual(['submit', 'withdraw']);
  });

  it('and taken at the same moment: one of the two happens, whole', async () => {
    for (let round = 0; round < 5; round++) {
      const { ask, id } = await filed('fu-shou', ITEM);
      const [claimed, undone] = await Promise.all([
        asStaff(clerk, `/api/window/cases/${id}/acts`, { act: 'claim', version: 1 }),
        undo(ask, id)
      ]);
      expect([claimed.status, undone.status].filter((status) => status === 200)).toHaveLength(1);
    }
  });
});

it('the record of who did what is whole', async () => {
  expect(await firstBrokenRecord(context, context.database)).toBeNull();
});
