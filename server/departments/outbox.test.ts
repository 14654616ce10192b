import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NEXT_OFFICE } from '../../tests/fixtures/case-facts.ts';
import { openCase } from '../cases/service.ts';
import type { WindowDepartment } from '../contract/department-wire.ts';
import { cardOf } from '../testing.ts';
import { enqueue } from './outbox.ts';
import { departmentDeliveries } from './schema.ts';
import { keepSending, sendDue } from './sender.ts';
import { openDepartments } from './testing.ts';

let room: Awaited<ReturnType<typeof openDepartments>>;
let department: WindowDepartment;
let simulated: Awaited<ReturnType<typeof room.begin>>['simulated'];

beforeAll(async () => {
  room = await openDepartments();
});
beforeEach(async () => {
  ({ department, simulated } = await room.begin());
});
afterAll(() => room.close());

const row = async (caseId: string) =>
  (await room.context.database.select().from(departmentDeliveries).where(eq(departmentDeliveries.caseId, caseId)))[0];

describe('a department that is well', () => {
  it('gets the whole file, decides, and the applicant has it in writing', async () => {
    const filed = await room.sent();
    expect(await room.send()).toBe(1);
    await simulated.settled();
    expect(simulated.replies).toEqual([{ status: 200, code: 'applied' }]);
    const [message] = [...simulated.taken.values()] as { data: { applicant: unknown; answers: { text: string }[] } }[];
    expect(message?.data.applicant).toEqual({ name: '福寿长', idNumber: cardOf('fu-shou').idNumber });
    expect(message?.data.answers.length).toBeGreaterThan(3);
    const found = await room.centre.open(room.manager, filed.id);
    expect(found).toMatchObject({ state: 'granted', reasons: ['文号：模拟〔2026〕1号；单位：模拟审批部门'] });
    expect(found.timeline.at(-1)).toMatchObject({ act: 'grant', by: department.name });
    expect(found.slips.at(-1)?.title).toContain('准予');
    expect(await row(filed.id)).toMatchObject({ state: 'delivered', body: null, attempts: 1, lastProblem: null });
    expect(await room.overview()).toMatchObject({ deliveries: [] });
    expect(await room.send()).toBe(0);
  });

  it('is told of a withdrawal, after the file and never before it', async () => {
    const filed = await room.sent();
    await room.behave('down');
    await room.send();
    expect(await room.withdraw(filed.id)).toBe(200);
    await room.behave('late');
    expect(await room.send()).toBe(0);
    room.later(6);
    expect([await room.send(), await room.send(), await room.send()]).toEqual([1, 1, 0]);
    const types = [...simulated.taken.values()].map((one) => z.object({ type: z.string() }).parse(one).type);
    expect(types).toEqual(['case.sent', 'case.withdrawn']);
  });

  it('never gets what was withdrawn before anything left', async () => {
    const filed = await room.sent();
    expect(await room.withdraw(filed.id)).toBe(200);
    expect([await room.send(), simulated.taken.size]).toEqual([0, 0]);
  });
});

describe('a case that is decided without the department it lies with', () => {
  const closings = () =>
    [...simulated.taken.values()].flatMap((one) => {
      const { type, data } = z.object({ type: z.string(), data: z.looseObject({}) }).parse(one);
      return type === 'case.closed' ? [data.outcome] : [];
    });
  beforeEach(() => room.behave('late'));

  it.each([
    ['granted', { act: 'grant', reason: '' }],
    ['denied', { act: 'deny', reason: '不符合' }],
    ['passed-up', { act: 'pass-up', reason: '超出权限', next: NEXT_OFFICE }]
  ])('is told to it: %s; what it answers then changes nothing', async (outcome, action) => {
    const filed = await room.sent();
    await room.send();
    expect((await room.centre.act(room.manager, filed.id, action)).status).toBe(200);
    await room.send();
    expect(closings()).toEqual([outcome]);
    const said = { caseNumber: filed.number, decision: outcome === 'denied' ? 'granted' : 'denied' };
    await simulated.app.request('/sim/decide', { method: 'POST', body: JSON.stringify(said) });
    expect(await room.stateOf(filed.id)).toBe(outcome);
    const { answers } = await room.overview();
    expect(answers[0]).toMatchObject({ caseNumber: filed.number, decision: said.decision });
    expect(answers[0].outcome).toBe(outcome === 'passed-up' ? 'wrong-state' : 'late');
  });

  it('is told nothing where its file had not left, and all of it where it had', async () => {
    const filed = await room.sent();
    await room.centre.act(room.manager, filed.id, { act: 'grant', reason: '' });
    expect([await room.send(), simulated.taken.size]).toEqual([0, 0]);
    const other = await room.sent();
    await room.send();
    await room.context.database.transaction(async (tx) => {
      const found = await openCase(room.context, tx, other.id, { lock: true });
      if (!found) throw new Error('no case');
      const after = { ...found, row: { ...found.row, version: found.row.version + 9 } };
      await enqueue(room.context, tx, after, department.id, { type: 'case.closed', outcome: 'granted' });
    });
    await room.withdraw(other.id);
    await room.send();
    await room.send();
    expect(closings()).toEqual(['granted']);
  });
});

describe('the outbox', () => {
  it('has nothing of an act that did not come to its end', async () => {
    const filed = await room.accepted();
    const died = room.context.database.transaction(async (tx) => {
      const found = await openCase(room.context, tx, filed.id, { lock: true });
      if (!found) throw new Error('no case');
      await enqueue(room.context, tx, found, department.id, { type: 'case.sent', part: 'decides' });
      throw new Error('killed in the middle');
    });
    await expect(died).rejects.toThrow('killed in the middle');
    expect(await row(filed.id)).toBeUndefined();
  });

  it('holds the file sealed', async () => {
    const filed = await room.sent();
    const kept = await row(filed.id);
    expect(kept?.body).not.toBeNull();
    expect(Buffer.from(kept?.body ?? []).toString('latin1')).not.toContain(cardOf('fu-shou').idNumber);
  });

  it('is emptied by two servers without sending anything twice', async () => {
    await room.behave('late');
    for (let filed = 0; filed < 4; filed++) await room.sent();
    const counts = await Promise.all([room.send(), room.send(), room.send()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(simulated.taken.size).toBe(4);
  });

  it('leaves to the next server what a server died with, a minute later and under the same id', async () => {
    const filed = await room.sent();
    const end = new AbortController();
    await room.behave('slow');
    const dying = sendDue(room.centre.context, { ending: end.signal });
    await wait(100);
    end.abort();
    await dying;
    expect(await row(filed.id)).toMatchObject({ state: 'waiting', attempts: 1, lastProblem: null });
    await room.behave('well');
    expect(await room.send()).toBe(0);
    room.later(61);
    expect(await room.send()).toBe(1);
    await simulated.settled();
    expect([...simulated.taken.keys()]).toEqual([(await row(filed.id))?.id]);
    expect(simulated.replies.map(({ code }) => code)).toEqual(['applied']);
  });

  it('is emptied by itself from the start of a server until its stop', async () => {
    const filed = await room.sent();
    const stop = keepSending(room.centre.context);
    await expect.poll(async () => (await row(filed.id))?.state).toBe('delivered');
    await stop();
    await simulated.settled();
    expect(await room.stateOf(filed.id)).toBe('granted');
  });

  it('goes nowhere for a department of the house', async () => {
    const card = {
      name: '内部科室',
      kind: 'internal',
      handles: [],
      endpoint: null,
      contactName: '科长',
      contactPhone: '0571-2'
    };
    const { body } = await room.centre.asStaff(room.manager, '/api/window/departments', card);
    expect(body.secrets).toBeNull();
    const filed = await room.accepted();
    const done = await room.centre.act(room.clerk, filed.id, { act: 'send', to: body.department.id });
    expect(done.body.department.name).toBe('内部科室');
    expect(await row(filed.id)).toBeUndefined();
  });
});

describe('to a department that is', () => {
  it('slow gets it again, and still decides once', async () => {
    const filed = await room.sent();
    await room.behave('slow');
    await room.send(100);
    expect(await row(filed.id)).toMatchObject({ state: 'waiting', attempts: 1, lastProblem: 'timeout' });
    await simulated.settled();
    await room.behave('well');
    room.later(6);
    await room.send();
    await simulated.settled();
    expect(await row(filed.id)).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(simulated.replies).toEqual([{ status: 200, code: 'applied' }]);
    expect(await room.stateOf(filed.id)).toBe('granted');
  });

  /** A case whose file could not be delivered in all the tries there are; gives the row of the page. */
  async function givenUp() {
    const filed = await room.sent();
    await room.behave('down');
    for (let attempt = 1; attempt <= 10; attempt++) {
      expect([await room.send(), await room.send()]).toEqual([1, 0]);
      room.later(1.2 * 86_400 + 1);
    }
    const [dead] = (await room.overview()).deliveries;
    const again = () => room.centre.asStaff(room.manager, `/api/window/deliveries/${dead.id}/again`, {});
    return { filed, dead, again };
  }

  it('down for days has its delivery given up, shown, and sent again by hand', async () => {
    const { filed, dead, again } = await givenUp();
    const shown = { state: 'dead', attempts: 10, problem: 'status-503', caseNumber: filed.number, nextAt: null };
    expect(dead).toMatchObject(shown);
    await room.behave('well');
    expect((await again()).status).toBe(204);
    expect(await room.send()).toBe(1);
    await simulated.settled();
    expect(await room.stateOf(filed.id)).toBe('granted');
    expect((await again()).status).toBe(404);
  });

  it('down, and sent to again by hand, is still told of a withdrawal: something may have arrived', async () => {
    const { filed, again } = await givenUp();
    await again();
    await room.withdraw(filed.id);
    await room.behave('late');
    expect([await room.send(), await room.send(), await room.send()]).toEqual([1, 1, 0]);
  });

  it('down is asked at once where somebody wants it, and never by two at a time', async () => {
    const filed = await room.sent();
    await room.behave('down');
    await room.send();
    const [waiting] = (await room.overview()).deliveries;
    expect(await room.send()).toBe(0);
    await room.behave('slow');
    const again = () => room.centre.asStaff(room.manager, `/api/window/deliveries/${waiting.id}/again`, {});
    await again();
    const underWay = room.send();
    await wait(100);
    await again();
    expect(await room.send()).toBe(0);
    expect(await underWay).toBe(1);
    expect(await row(filed.id)).toMatchObject({ state: 'delivered', attempts: 2 });
  });

  it('gone is closed, and gets nothing until somebody opens it', async () => {
    await room.behave('gone');
    await room.sent();
    await room.send();
    const found = (await room.overview()).departments.find(({ id }: WindowDepartment) => id === department.id);
    expect(found.disabled).toBe(true);
    const other = await room.accepted();
    const refused = await room.centre.act(room.clerk, other.id, { act: 'send', to: department.id });
    expect(refused).toEqual({ status: 404, body: { error: { code: 'department.unknown' } } });
  });
});
