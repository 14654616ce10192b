import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDepartments } from './testing.ts';

let room: Awaited<ReturnType<typeof openDepartments>>;
let lead: Awaited<ReturnType<typeof room.connect>>;
let asked: Awaited<ReturnType<typeof room.connect>>;
beforeAll(async () => {
  room = await openDepartments();
});
afterAll(() => room.close());
beforeEach(async () => {
  lead = await room.begin();
  asked = await room.connect([]);
  for (const { simulated } of [lead, asked]) {
    const body = JSON.stringify({ behaviour: 'late' });
    await simulated.app.request('/sim/behaviour', { method: 'POST', body });
  }
});

const say = (who: typeof lead, what: 'decide' | 'opine', said: object) =>
  who.simulated.app.request(`/sim/${what}`, { method: 'POST', body: JSON.stringify(said) });

/** A case that lies with two departments at once. */
async function joint() {
  const filed = await room.accepted();
  const sent = await room.centre.act(room.clerk, filed.id, { act: 'send', with: [asked.department.id] });
  expect(sent.body).toMatchObject({
    state: 'reviewing',
    department: { id: lead.department.id },
    opinions: [{ id: asked.department.id, opinion: 'asked' }]
  });
  await room.send();
  return filed;
}

describe('联办', () => {
  it('goes to every department at once, each with the whole file and its part in it', async () => {
    const filed = await joint();
    const parts = [lead, asked].map(({ simulated }) =>
      [...simulated.taken.values()].map((one) => (one as { data: { caseNumber: string; part: string } }).data)
    );
    expect(parts.map(([one]) => [one?.caseNumber, one?.part])).toEqual([
      [filed.number, 'decides'],
      [filed.number, 'is-asked']
    ]);
  });

  it('has one outcome, once everybody agrees', async () => {
    const filed = await joint();
    const { number: caseNumber } = filed;
    await say(lead, 'decide', { caseNumber, decision: 'granted' });
    expect(lead.simulated.replies.at(-1)).toEqual({ status: 409, code: 'case.state' });
    await say(asked, 'opine', { caseNumber, opinion: 'agreed' });
    await say(asked, 'opine', { caseNumber, opinion: 'agreed' });
    expect(asked.simulated.replies.map(({ code }) => code)).toEqual(['applied', 'duplicate']);
    await say(lead, 'decide', { caseNumber, decision: 'granted' });
    expect(await room.stateOf(filed.id)).toBe('granted');
    const { timeline } = await room.centre.open(room.manager, filed.id);
    expect(timeline.filter(({ act }) => act === 'opine' || act === 'grant')).toHaveLength(2);
  });

  it('is not granted over an objection, which may be taken back', async () => {
    const filed = await joint();
    const { number: caseNumber } = filed;
    await say(asked, 'opine', { caseNumber, opinion: 'objected' });
    const grant = () => room.centre.act(room.manager, filed.id, { act: 'grant', reason: '' });
    expect((await grant()).body.error.code).toBe('case.objected');
    await say(asked, 'opine', { caseNumber, opinion: 'agreed' });
    expect((await grant()).body.state).toBe('granted');
  });

  it('takes no opinion of whoever was not asked, and no decision of whoever was', async () => {
    const filed = await joint();
    const { number: caseNumber } = filed;
    await say(lead, 'opine', { caseNumber, opinion: 'agreed' });
    await say(asked, 'decide', { caseNumber, decision: 'denied' });
    for (const { simulated } of [lead, asked]) expect(simulated.replies.at(-1)?.status).toBe(404);
    expect(await room.stateOf(filed.id)).toBe('reviewing');
  });

  it('is told to all of them when its applicant takes it back', async () => {
    const filed = await joint();
    expect(await room.withdraw(filed.id)).toBe(200);
    await room.send();
    for (const { simulated } of [lead, asked])
      expect([...simulated.taken.values()].map((one) => (one as { type: string }).type)).toEqual([
        'case.sent',
        'case.withdrawn'
      ]);
  });

  it('is told to whoever was asked when it is decided, and not to whoever decided it', async () => {
    const filed = await joint();
    await say(lead, 'decide', { caseNumber: filed.number, decision: 'denied' });
    await room.send();
    const types = (who: typeof lead) => [...who.simulated.taken.values()].map((one) => (one as { type: string }).type);
    expect([types(lead), types(asked)]).toEqual([['case.sent'], ['case.sent', 'case.closed']]);
  });

  it('has what came on paper written down by the manager, and by no clerk', async () => {
    const filed = await joint();
    const opine = { act: 'opine', departmentId: asked.department.id, opinion: 'agreed', reason: '来函同意' };
    expect((await room.centre.act(room.clerk, filed.id, opine)).body.error.code).toBe('staff.role');
    const other = { ...opine, departmentId: lead.department.id };
    expect((await room.centre.act(room.manager, filed.id, other)).body.error.code).toBe('request.malformed');
    const done = await room.centre.act(room.manager, filed.id, opine);
    expect(done.body.opinions).toMatchObject([{ id: asked.department.id, opinion: 'agreed' }]);
    expect(done.body.timeline.at(-1).text).toBe('联办部门签了意见：同意：来函同意');
  });
});
