import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WindowDepartment } from '../contract/department-wire.ts';
import type { Behaviour } from './sim/department.ts';
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

const outcomes = async (): Promise<string[]> =>
  (await room.overview()).answers.map((one: { outcome: string }) => one.outcome);

describe('a department that is', () => {
  it('forging is counted, and nothing of it is kept', async () => {
    const filed = await room.sent();
    await room.behave('wrong-signature');
    await room.send();
    await simulated.settled();
    expect(simulated.replies).toEqual([{ status: 401, code: 'webhook.signature' }]);
    const { departments, answers } = await room.overview();
    expect(departments.find(({ id }: WindowDepartment) => id === department.id).forged).toBe(1);
    expect(answers.some(({ caseNumber }: { caseNumber: string }) => caseNumber === filed.number)).toBe(false);
    expect(await room.stateOf(filed.id)).toBe('reviewing');
  });

  it.each<[Behaviour, { status: number; code: string }[], string]>([
    ['wrong-body', [{ status: 400, code: 'request.malformed' }], 'malformed'],
    ['unknown-case', [{ status: 404, code: 'case.not-found' }], 'unknown-case']
  ])('answering with a %s changes nothing and is listed', async (behaviour, replies, outcome) => {
    const filed = await room.sent();
    await room.behave(behaviour);
    await room.send();
    await simulated.settled();
    expect(simulated.replies).toEqual(replies);
    expect((await outcomes())[0]).toBe(outcome);
    expect(await room.stateOf(filed.id)).toBe('reviewing');
  });

  it('answering twice changes nothing more, and both are listed', async () => {
    const filed = await room.sent();
    await room.behave('twice');
    await room.send();
    await simulated.settled();
    expect(simulated.replies.map(({ code }) => code)).toEqual(['applied', 'duplicate', 'duplicate']);
    const listed = (await room.overview()).answers.filter((one: { caseId: string }) => one.caseId === filed.id);
    expect(listed.map((one: { outcome: string; repeats: number }) => [one.outcome, one.repeats]).sort()).toEqual([
      ['applied', 1],
      ['duplicate', 0]
    ]);
    expect((await room.centre.open(room.manager, filed.id)).timeline.filter(({ act }) => act === 'grant')).toHaveLength(
      1
    );
  });

  it('late finds the case withdrawn, changes nothing and is listed', async () => {
    const filed = await room.sent();
    await room.behave('late');
    await room.send();
    expect(await room.withdraw(filed.id)).toBe(200);
    const body = JSON.stringify({ caseNumber: filed.number, decision: 'granted' });
    await simulated.app.request('/sim/decide', { method: 'POST', body });
    expect(simulated.replies).toEqual([{ status: 409, code: 'case.closed' }]);
    expect((await outcomes())[0]).toBe('late');
    expect(await room.stateOf(filed.id)).toBe('withdrawn');
  });

  it('deciding the case of another is told that there is none', async () => {
    const filed = await room.sent();
    await room.behave('late');
    await room.send();
    const other = await room.connect([]);
    const body = JSON.stringify({ caseNumber: filed.number, decision: 'denied' });
    await other.simulated.app.request('/sim/decide', { method: 'POST', body });
    expect(other.simulated.replies).toEqual([{ status: 404, code: 'case.not-found' }]);
    expect((await outcomes())[0]).toBe('other-department');
    await room.disable(other.department.id);
    expect(await room.stateOf(filed.id)).toBe('reviewing');
  });
});

describe('at the same moment', () => {
  it('a withdrawal and a decision: one of them, and never both', async () => {
    await room.behave('late');
    for (let round = 0; round < 6; round++) {
      const filed = await room.sent();
      await room.send();
      const before = simulated.replies.length;
      const body = JSON.stringify({ caseNumber: filed.number, decision: 'denied' });
      const [status] = await Promise.all([
        room.withdraw(filed.id),
        simulated.app.request('/sim/decide', { method: 'POST', body })
      ]);
      const reply = simulated.replies[before];
      const state = await room.stateOf(filed.id);
      expect([state, status, reply?.code]).toEqual(
        state === 'withdrawn' ? ['withdrawn', 200, 'case.closed'] : ['denied', 409, 'applied']
      );
    }
  });

  it('a manager’s decision and the department’s: one of them, and the other hears of it', async () => {
    await room.behave('late');
    const filed = await room.sent();
    await room.send();
    const { version } = await room.centre.open(room.manager, filed.id);
    const body = JSON.stringify({ caseNumber: filed.number, decision: 'denied' });
    const [acted] = await Promise.all([
      room.centre.asStaff(room.manager, `/api/window/cases/${filed.id}/acts`, { act: 'grant', version, reason: '' }),
      simulated.app.request('/sim/decide', { method: 'POST', body })
    ]);
    const [reply] = simulated.replies;
    const state = await room.stateOf(filed.id);
    expect([state, acted.status, reply?.status]).toEqual(
      state === 'granted' ? ['granted', 200, 409] : ['denied', 409, 200]
    );
  });

  it('the same message twice is judged once', async () => {
    await room.behave('twice');
    const filed = await room.sent();
    await Promise.all([room.send(), room.send()]);
    await simulated.settled();
    expect((await room.centre.open(room.manager, filed.id)).timeline.filter(({ act }) => act === 'grant')).toHaveLength(
      1
    );
  });
});
