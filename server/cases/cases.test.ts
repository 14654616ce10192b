import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import { currentItems } from '../catalogue/service.ts';
import { parseCaseNumber, parseSlipCode } from '../contract/case-number.ts';
import type { Submitted } from '../contract/case-wire.ts';
import type { Prefill } from '../contract/wire.ts';
import { cardOf, openWorkingCentre } from '../testing.ts';
import { cases } from './schema.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { app, terminal, signIn, itemOf, slotFor, send, begin, file, asStaff, open, act } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const officer = await centre.employ('officer', 'officer');

describe('an application', () => {
  it('of every item in the catalogue becomes a case with a slip', async () => {
    const ask = await signIn('wan-shi-tong');
    for (const item of await currentItems(centre.context)) {
      const prefill: Prefill = await (
        await ask('/api/prefill', { itemCode: item.code, itemVersion: item.version })
      ).json();
      const sent = await send(await fillSubmission(item, prefill, slotFor));
      expect(sent.status, `${item.code} ${JSON.stringify(sent.body)}`).toBe(200);
      const { case: made, slip }: Submitted = sent.body;
      expect(parseSlipCode(slip.code)).toBe(made.number);
      expect(parseCaseNumber(made.number).ok).toBe(true);
      expect(slip.itemName).toBe(item.name);
    }
  }, 60_000);

  it('that arrives ten times at once is one case and one slip', async () => {
    const { submission } = await begin('fu-shou', 'SQ-05-006');
    const key = randomUUID();
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(submission, key)));
    expect(sent.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(sent.map(({ body }) => `${body.case.number} ${body.slip.number}`)).size).toBe(1);
    const rows = await centre.context.database.select().from(cases).where(eq(cases.submissionKey, key));
    expect(rows).toHaveLength(1);
  });

  it('under a used key with other content is refused', async () => {
    const { submission } = await begin('fu-shou', 'SQ-05-006');
    const key = randomUUID();
    await send(submission, key);
    const other = await send({ ...submission, answers: { ...submission.answers, mobile: '13900000000' } }, key);
    expect(other).toEqual({ status: 409, body: { error: { code: 'submission.key-reused' } } });
  });

  it('is taken after its session ended, as an outbox sends it', async () => {
    const { ask, submission } = await begin('fu-shou', 'SQ-05-006');
    await ask('/api/sessions/current', undefined, 'DELETE');
    expect((await send(submission)).status).toBe(200);
  });

  it('with wrong answers names every place and makes nothing', async () => {
    const { submission } = await begin('wan-shi-tong', 'SQ-01-001');
    const before = (await centre.context.database.select().from(cases)).length;
    const wrong = await send({ ...submission, answers: { ...submission.answers, mobile: '12', strange: 'x' } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.error.code).toBe('form.invalid');
    expect(wrong.body.error.fields.map(({ field }: { field: string }) => field).sort()).toEqual(['mobile', 'strange']);
    expect((await centre.context.database.select().from(cases)).length).toBe(before);
  });

  it('cannot change what the state knows', async () => {
    const { submission } = await begin('wan-shi-tong', 'SQ-01-001');
    const wrong = await send({ ...submission, answers: { ...submission.answers, name: '另一个人' } });
    expect(wrong.body.error).toMatchObject({ code: 'form.invalid', fields: [{ field: 'name' }] });
  });

  it.each([
    ['without a consent', { consents: [] }, 'consent.missing'],
    ['without a signature', { signature: null }, 'signature.missing'],
    ['of another version', { itemVersion: 7 }, 'item.stale']
  ])('%s is refused', async (_, change, code) => {
    const { submission } = await begin('li-zhi-jian', 'SQ-05-004');
    expect((await send({ ...submission, ...change })).body).toMatchObject({ error: { code } });
  });

  it('is signed by card where the card opened its session, and reads so at the window and nowhere as strokes', async () => {
    const { submission } = await begin('li-zhi-jian', 'SQ-05-004');
    const sent = await send({ ...submission, signature: 'card' });
    expect(sent.status).toBe(200);
    expect((await open(clerk, sent.body.case.id)).signature).toBe('card');
  });

  it('without a card is not signed by one', async () => {
    const anonymous = (await currentItems(centre.context)).find(({ anonymousAllowed }) => anonymousAllowed);
    const { submission } = await begin(null, anonymous?.code ?? '');
    expect(await send({ ...submission, signature: 'card' })).toEqual({
      status: 422,
      body: { error: { code: 'signature.card' } }
    });
  });

  it('that cannot be opened is refused', async () => {
    const answer = await app.request('/api/submissions', {
      method: 'POST',
      headers: { authorization: `Terminal ${terminal}`, 'idempotency-key': randomUUID() },
      body: 'not sealed'
    });
    expect([answer.status, await answer.json()]).toEqual([400, { error: { code: 'submission.unreadable' } }]);
  });

  it('is offered again, with item and day, in the next one', async () => {
    await file('guli', 'SQ-01-001');
    const { prefill } = await begin('guli', 'SQ-01-001');
    expect(prefill.offered.mobile?.provenance).toEqual({ from: 'earlier', name: '失业登记', date: '2026-11-24' });
  });

  it('for a time that somebody else took meanwhile is told so and makes nothing', async () => {
    const items = await currentItems(centre.context);
    const item = items.find(({ slotPlan }) => slotPlan?.capacity === 1) ?? items.find(({ slotPlan }) => slotPlan);
    if (!item?.slotPlan) throw new Error('no item with times');
    const first = await begin('wan-shi-tong', item.code);
    let last = await send(first.submission);
    for (let seat = 1; seat <= item.slotPlan.capacity && last.status === 200; seat++)
      last = await send(first.submission);
    expect(last).toEqual({ status: 409, body: { error: { code: 'slot.taken' } } });
  });
});

describe('a case', () => {
  it('goes from intake to its result, with a slip for each act', async () => {
    const { case: made } = await file('wan-shi-tong', 'SQ-01-001');
    expect((await act(clerk, made.id, { act: 'claim' })).body.owner.id).toBe(clerk.id);
    expect((await act(clerk, made.id, { act: 'accept' })).body.state).toBe('accepted');
    const item = await itemOf('SQ-01-001');
    if (item.handling === 'promised') expect((await act(clerk, made.id, { act: 'send' })).status).toBe(200);
    const decider = item.handling === 'promised' ? officer : clerk;
    expect((await act(decider, made.id, { act: 'grant', reason: '符合条件' })).body.state).toBe('granted');
    const issued = await act(clerk, made.id, { act: 'issue', handedTo: '本人' });
    expect(issued.body.slips.map(({ title }: { title: string }) => title)).toEqual([
      '收件回执',
      '受理通知书',
      '准予决定告知',
      '结果领取凭证'
    ]);
    const ask = await signIn('wan-shi-tong');
    const mine = await (await ask(`/api/my/cases/${made.id}`)).json();
    expect(mine.timeline.map(({ act }: { act: string }) => act).slice(-2)).toEqual(['grant', 'issue']);
    const form = await ask(`/api/my/cases/${made.id}/form.pdf`);
    expect(
      Buffer.from(await form.bytes())
        .subarray(0, 5)
        .toString()
    ).toBe('%PDF-');
  });

  it('goes to one of two clerks who claim at the same moment; the other is told who has it', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    const claims = await Promise.all(
      [clerk, colleague].map((who) => asStaff(who, `/api/window/cases/${made.id}/acts`, { act: 'claim', version: 1 }))
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = claims.find(({ status }) => status === 409);
    const won = claims.find(({ status }) => status === 200);
    expect(lost?.body).toEqual({ error: { code: 'case.claimed', by: won?.body.owner.name } });
  });

  it('is refused acts out of order, by the wrong role, without a sign-in', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    const before = (await open(clerk, made.id)).version;
    expect((await act(clerk, made.id, { act: 'issue', handedTo: '本人' })).body.error.code).toBe('case.state');
    expect((await act(officer, made.id, { act: 'accept' })).body.error.code).toBe('staff.role');
    expect((await act(clerk, made.id, { act: 'deny', reason: '' })).status).toBe(400);
    const stranger = await app.request(`/api/window/cases/${made.id}`);
    expect([stranger.status, await stranger.json()]).toEqual([401, { error: { code: 'staff.signed-out' } }]);
    expect((await open(clerk, made.id)).version).toBe(before);
  });

  it('asks for missing papers once and completely', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    await act(clerk, made.id, { act: 'claim' });
    const entries = [
      { what: '户口簿', how: '原件' },
      { what: '照片', how: '' }
    ];
    const asked = await act(clerk, made.id, { act: 'ask-supplement', entries });
    expect(asked.body).toMatchObject({ state: 'supplementing', missing: ['户口簿：原件', '照片'], dueOn: null });
    const back = await act(clerk, made.id, { act: 'supplement' });
    expect(back.body).toMatchObject({ state: 'accepted', missing: [] });
    expect(back.body.dueOn).not.toBeNull();
    const again = await act(clerk, made.id, { act: 'ask-supplement', entries });
    expect(again.body.error.code).toBe('case.state');
  });

  it('keeps what was asked for in words until it comes', async () => {
    const { case: made } = await file('fu-shou', 'SQ-08-004');
    await act(clerk, made.id, { act: 'claim' });
    const { materials } = await open(clerk, made.id);
    const photo = materials.find(({ standing }) => standing === 'later');
    const entries = [
      { what: photo?.name ?? '', how: '近三个月' },
      { what: '签名', how: '到窗口补签' }
    ];
    await act(clerk, made.id, { act: 'ask-supplement', entries });
    const received = await act(clerk, made.id, { act: 'receive-material', materials: [photo?.key] });
    expect(received.body).toMatchObject({ state: 'supplementing', missing: ['签名：到窗口补签'] });
  });

  it('is handed over to people at the window only, and the offer can be taken back', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    await act(clerk, made.id, { act: 'claim' });
    expect((await act(clerk, made.id, { act: 'offer', to: officer.id })).body.error.code).toBe('staff.unknown');
    await act(clerk, made.id, { act: 'offer', to: colleague.id });
    const back = await act(clerk, made.id, { act: 'decline' });
    expect(back.body).toMatchObject({ owner: { id: clerk.id }, offeredTo: null });
    expect((await act(colleague, made.id, { act: 'take-over' })).body.error.code).toBe('case.not-yours');
  });

  it('is counted in every view it waits in', async () => {
    const before = (await asStaff(clerk, '/api/window/counts')).body;
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    const filed = (await asStaff(clerk, '/api/window/counts')).body;
    const named = (await open(clerk, made.id)).responsible.id === clerk.id ? 1 : 0;
    const waiting = { open: before.open + 1, unclaimed: before.unclaimed + 1, mine: before.mine + named };
    expect(filed).toEqual({ ...before, ...waiting });
    await act(clerk, made.id, { act: 'claim' });
    expect((await asStaff(clerk, '/api/window/counts')).body).toMatchObject({
      unclaimed: before.unclaimed,
      mine: before.mine + 1
    });
  });

  it('is nobody else’s to see at a terminal', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    const ask = await signIn('guli');
    expect((await ask(`/api/my/cases/${made.id}`)).status).toBe(404);
    expect((await ask(`/api/my/cases/${made.id}/withdraw`, {})).status).toBe(404);
  });

  it('is withdrawn by whoever applied', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    const ask = await signIn('fu-shou');
    expect((await (await ask(`/api/my/cases/${made.id}/withdraw`, {})).json()).state).toBe('withdrawn');
    expect((await (await ask(`/api/my/cases/${made.id}/withdraw`, {})).json()).error.code).toBe('case.state');
  });

  it('is found in the queue, by slip and by card', async () => {
    const { case: made } = await file('li-zhi-jian', 'SQ-05-004');
    const queue = await asStaff(clerk, '/api/window/cases?view=unclaimed&limit=200');
    expect(queue.body.rows.map(({ id }: { id: string }) => id)).toContain(made.id);
    const dues = queue.body.rows.map(({ dueOn }: { dueOn: string | null }) => dueOn ?? '9999');
    expect(dues).toEqual([...dues].sort());
    const bySlip = await asStaff(clerk, '/api/window/lookup', { caseNumber: `YIMEN:${made.number}` });
    expect(bySlip.body.rows[0].id).toBe(made.id);
    const { idNumber } = cardOf('li-zhi-jian');
    const byCard = await asStaff(clerk, '/api/window/lookup', { idNumber });
    expect(byCard.body.rows.map(({ id }: { id: string }) => id)).toContain(made.id);
    expect(JSON.stringify([queue.body, bySlip.body, byCard.body])).not.toContain(idNumber);
  });

  it('is paged through without losing or repeating one', async () => {
    const all = await asStaff(clerk, '/api/window/cases?limit=200');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await asStaff(clerk, `/api/window/cases?limit=7${after ? `&after=${after}` : ''}`);
      seen.push(...page.body.rows.map(({ id }: { id: string }) => id));
      after = page.body.next;
    } while (after);
    expect(seen).toEqual(all.body.rows.map(({ id }: { id: string }) => id));
  });

  it('is announced to whoever listens', async () => {
    const heard = Promise.withResolvers<string>();
    const stop = centre.context.changes.subscribe('case_changes', ({ caseId }) => heard.resolve(caseId));
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    expect(await heard.promise).toBe(made.id);
    stop();
  });
});

describe('progress without a card', () => {
  const ask = async (body: object) => {
    const answer = await app.request('/api/progress', {
      method: 'POST',
      headers: { authorization: `Terminal ${terminal}`, 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('is told by slip, or by short code and the end of the number: the state and nothing personal', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    const last4 = cardOf('fu-shou').idNumber.slice(-4);
    const bySlip = await ask({ caseNumber: made.number });
    expect(bySlip.body).toEqual(await ask({ shortCode: made.shortCode, last4 }).then(({ body }) => body));
    expect(Object.keys(bySlip.body).sort()).toEqual(['dueOn', 'dueProvisional', 'itemName', 'state']);
  });

  it('is told to nobody after ten wrong tries', async () => {
    for (let attempt = 0; attempt < 10; attempt++)
      expect((await ask({ shortCode: '000000', last4: '0000' })).body.error.code).toBe('case.not-found');
    expect(await ask({ shortCode: '000000', last4: '0000' })).toEqual({
      status: 429,
      body: { error: { code: 'request.too-many' } }
    });
  });
});

it('the record of who did what is whole', async () => {
  expect(await firstBrokenRecord(centre.context, centre.context.database)).toBeNull();
});
