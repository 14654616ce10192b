import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRecords } from '../audit/schema.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import type { Appointment, OpenedTicket, Ticket } from '../contract/ticket-wire.ts';
import { forget } from '../retention.ts';
import { cardOf } from '../testing.ts';
import { failed, NOW, openTestHall } from './testing.ts';

const hall = await openTestHall();
const { context, clerk, colleague, sit, next, act, list, later } = hall;
afterAll(() => hall.close());
beforeEach(() => hall.open());

const ITEM = 'SQ-05-006';
const PHONE = '13812345678';
const open = (id: string, who = clerk) => hall.atWindow<OpenedTicket>(who, `tickets/${id}/application`, 'GET');
const atRest = async () => (await context.database.execute(sql`select * from tickets`)).rows;

/** 福寿长 has answered one question of her application, does not know what to say to the next, and takes a number. */
async function halfWay(signedOut = true): Promise<string> {
  const { ask, prefill } = await hall.begin('fu-shou', ITEM);
  const begun = {
    prefillIds: [prefill.id],
    answers: { mobile: PHONE },
    corrections: [],
    kept: [],
    ways: {},
    consents: [],
    passed: ['known', 'question.mobile'],
    signed: false
  };
  const { body } = await hall.asked<Ticket>(ask('/api/tickets', hall.wanted({ itemCode: ITEM, begun })));
  expect(body).toMatchObject({ itemName: '高龄津贴申请' });
  if (signedOut) await ask('/api/sessions/current', undefined, 'DELETE');
  return body.id;
}

describe('what was filled in', () => {
  it('goes along to the counter, although the terminal has said goodbye, and opens there with its numbers masked', async () => {
    const id = await halfWay();
    await sit(clerk, '1号窗口');
    expect((await list(clerk)).waiting).toMatchObject([{ hasApplication: true, itemName: '高龄津贴申请' }]);
    await next(clerk);
    const { status, body } = await open(id);
    expect(status).toBe(200);
    expect(body.application).toMatchObject({
      itemName: '高龄津贴申请',
      resident: { name: '福寿长' },
      signature: 'open'
    });
    expect(body.application?.answers).toContainEqual(expect.objectContaining({ key: 'mobile', text: PHONE }));
    expect(JSON.stringify(body)).not.toContain(cardOf('fu-shou').idNumber);
  });

  it('opens for whoever serves it, while they do, and for nobody else', async () => {
    const id = await halfWay();
    await sit(clerk, '1号窗口');
    expect(await open(id)).toEqual(failed(409, 'ticket.state'));
    await next(clerk);
    expect(await open(id, colleague)).toEqual(failed(409, 'ticket.not-yours'));
    await act(clerk, id, 'park');
    expect(await open(id)).toEqual(failed(409, 'ticket.state'));
    expect(await open(randomUUID())).toEqual(failed(404, 'ticket.not-found'));
  });

  it('is on record with whom it is about, who may ask who looked', async () => {
    const id = await halfWay();
    await sit(clerk, '1号窗口');
    await next(clerk);
    await open(id);
    const rows = await context.database.select().from(auditRecords).where(eq(auditRecords.action, 'ticket.read'));
    expect(rows.slice(-2).map(({ actorId, purpose }) => [actorId, purpose])).toEqual([
      [clerk.id, '叫号'],
      [clerk.id, '叫号']
    ]);
    const looks = await hall.asked<unknown>((await hall.signIn('fu-shou'))('/api/my/looks'));
    expect(JSON.stringify(looks.body)).toContain('看了您取号时还没有交的申请');
    expect(await firstBrokenRecord(context, context.database)).toBeNull();
  });

  it('lies sealed', async () => {
    await halfWay();
    const bytes = Buffer.concat(
      (await atRest()).flatMap((row) =>
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value))))
      )
    );
    expect(bytes.length).toBeGreaterThan(500);
    for (const secret of ['福寿长', PHONE, '330102****', cardOf('fu-shou').idNumber])
      expect(bytes.includes(secret), secret).toBe(false);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['is done', async (id) => [await act(clerk, id, 'begin'), await act(clerk, id, 'finish')]],
    ['is done with the call of the next', async (id) => [await act(clerk, id, 'begin'), await next(clerk, id)]],
    ['was served when its counter is left', async (id) => [await act(clerk, id, 'begin'), await hall.leave(clerk)]],
    ['is ended at a counter', async (id) => act(clerk, id, 'cancel')],
    ['is given back', async (id) => [await act(clerk, id, 'miss'), await hall.atTerminal(id, 'DELETE')]],
    ['is of yesterday', async () => [later(24 * 60), await forget(context)]]
  ])('is erased once the ticket %s, with whose it was', async (_, over) => {
    const id = await halfWay();
    await sit(clerk, '1号窗口');
    await next(clerk);
    await over(id);
    expect(await atRest()).toMatchObject([{ id, application: null, session_id: null, resident_id: null }]);
    expect(await open(id)).toEqual(failed(409, 'ticket.over'));
  });

  it('goes along with the number that the card has already, and not with one that is over', async () => {
    const { id } = (await hall.takeWith('fu-shou')).body;
    expect(await atRest()).toMatchObject([{ application: null }]);
    expect(await halfWay()).toBe(id);
    await sit(clerk, '1号窗口');
    expect((await next(clerk)).body.ticket).toMatchObject({ id, hasApplication: true, itemName: '高龄津贴申请' });
    expect((await open(id)).body.application?.answers).toContainEqual(expect.objectContaining({ text: PHONE }));
    await act(clerk, id, 'cancel');
    expect(await halfWay()).not.toBe(id);
    expect((await atRest()).map(({ application }) => application !== null).sort()).toEqual([false, true]);
  });

  it('is not made from somebody else’s prefill, and of whoever brought nothing no session is kept', async () => {
    const { prefill } = await hall.begin('fu-shou', ITEM);
    const begun = { prefillIds: [prefill.id], answers: {}, corrections: [], kept: [], ways: {}, consents: [] };
    await hall.takeWith('guli', { begun: { ...begun, passed: [], signed: false } });
    expect(await atRest()).toMatchObject([{ application: null, session_id: null }]);
  });
});

describe('an appointment', () => {
  const appointments = async (person: string) => {
    const ask = await hall.signIn(person);
    const { body } = await hall.asked<{ appointments: Appointment[] }>(ask('/api/my/appointments'));
    const checkIn = (caseId: string) => hall.asked<Ticket>(ask('/api/tickets/check-in', { key: randomUUID(), caseId }));
    return { appointments: body.appointments, checkIn };
  };
  const tomorrowAt = (minute: string) => hall.setNow(`2026-11-25T${minute}:00+08:00`);

  it('of today is checked in with the card: a Y, called at its time', async () => {
    const { case: made } = await hall.file('fu-shou', 'SQ-03-004');
    expect((await appointments('fu-shou')).appointments).toEqual([]);
    tomorrowAt('07:20');
    const before = (await hall.take()).body.number;
    tomorrowAt('07:25');
    const mine = await appointments('fu-shou');
    expect(mine.appointments).toEqual([
      { caseId: made.id, itemName: '老年人健康体检预约', at: '2026-11-25T00:00:00.000Z' }
    ]);
    const { body } = await mine.checkIn(made.id);
    expect(body).toMatchObject({ number: 'Y001', dueAt: '2026-11-25T00:00:00.000Z', itemName: '老年人健康体检预约' });
    tomorrowAt('07:40');
    const after = (await hall.take()).body.number;
    const { waiting } = await list(clerk);
    // She is over eighty: half an hour before eight.
    expect(waiting.map(({ number }) => number)).toEqual([before, 'Y001', after]);
    expect(waiting[1]).toMatchObject({ source: 'appointment', caseId: made.id });
  });

  it('checked in twice, also at once, is one ticket; given back, it can be checked in again', async () => {
    const { case: made } = await hall.file('chang-le', 'SQ-03-004');
    tomorrowAt('07:00');
    const { checkIn } = await appointments('chang-le');
    const taken = await Promise.all([checkIn(made.id), checkIn(made.id), checkIn(made.id)]);
    const ids = new Set(taken.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await hall.atTerminal(id, 'DELETE');
    expect((await checkIn(made.id)).body.number).toBe('Y002');
  });

  it('is asked about no more once it is checked in, beside another number of the same card; given back it is again', async () => {
    const { case: made } = await hall.file('wan-shi-tong', 'SQ-03-004');
    tomorrowAt('07:00');
    const { checkIn } = await appointments('wan-shi-tong');
    const { id } = (await checkIn(made.id)).body;
    expect((await appointments('wan-shi-tong')).appointments).toEqual([]);
    expect((await hall.takeWith('wan-shi-tong')).body.number).toBe('A001');
    const ask = await hall.signIn('wan-shi-tong');
    const { body } = await hall.asked<{ tickets: Ticket[] }>(ask('/api/my/tickets'));
    expect(body.tickets.map(({ number }) => number)).toEqual(['Y001', 'A001']);
    await ask(`/api/tickets/${id}`, undefined, 'DELETE');
    expect((await appointments('wan-shi-tong')).appointments).toHaveLength(1);
  });

  it('of somebody else, of another day, or that was taken back is none', async () => {
    hall.setNow(NOW);
    const { case: made } = await hall.file('li-zhi-jian', 'SQ-03-004');
    expect(await (await appointments('li-zhi-jian')).checkIn(made.id)).toEqual(failed(404, 'ticket.appointment'));
    tomorrowAt('07:00');
    expect(await (await appointments('guli')).checkIn(made.id)).toEqual(failed(404, 'ticket.appointment'));
    const ask = await hall.signIn('li-zhi-jian');
    await ask(`/api/my/cases/${made.id}/withdraw`, {});
    expect(await (await appointments('li-zhi-jian')).checkIn(made.id)).toEqual(failed(404, 'ticket.appointment'));
    expect((await hall.asked(hall.asTerminal('/api/my/appointments'))).status).toBe(401);
  });
});
