import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstBrokenRecord } from '../audit/service.ts';
import { cases } from '../cases/schema.ts';
import type { GradeTicket, GradeTickets, OpenedTicket, PublicGrades } from '../contract/grade-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';
import { addCounter, chooseCounter, leaveCounter } from '../tickets/counters.ts';
import { remindOfGrades } from './duties.ts';
import { gradeEvents, grades } from './schema.ts';

const PATH = '/api/window/grades';
const SETTINGS = '/api/window/grade-settings';
let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let clerk: Staff;
let colleague: Staff;
let officer: Staff;
let manager: Staff;
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });

beforeAll(async () => {
  centre = await openWorkingCentre();
  clerk = await centre.employ('clerk', 'clerk');
  colleague = await centre.employ('colleague', 'clerk');
  officer = await centre.employ('officer', 'officer');
  manager = await centre.employ('manager', 'manager');
  await centre.asStaff(manager, SETTINGS, { contactDays: 1, rectifyDays: 15, officers: [colleague.id] });
});
afterAll(() => centre.close());
beforeEach(() => centre.setNow('2026-11-24T02:00:00Z'));

/** A case that the clerk and the officer worked on, denied; and what its resident asks at a terminal. */
async function decided(person = 'wan-shi-tong') {
  const { case: made } = await centre.file(person, 'SQ-03-003');
  const { database } = centre.context;
  await database.update(cases).set({ responsibleId: clerk.id }).where(eq(cases.id, made.id));
  await centre.act(clerk, made.id, { act: 'claim' });
  await centre.act(clerk, made.id, { act: 'accept' });
  await centre.act(clerk, made.id, { act: 'send' });
  expect((await centre.act(officer, made.id, { act: 'deny', reason: '已经签约别处' })).status).toBe(200);
  const ask = await centre.signIn(person);
  const own = async () => (await ask(`/api/my/cases/${made.id}`)).json();
  const rate = (grade: number, reasons?: readonly string[]) => ask(`/api/my/cases/${made.id}/rate`, { grade, reasons });
  const regrade = async (grade: number) => {
    const answer = await ask(`/api/my/cases/${made.id}/regrade`, { grade });
    return { status: answer.status, body: await answer.json() };
  };
  return { id: made.id, ask, own, rate, regrade };
}

const list = async (who: Staff): Promise<GradeTickets> => {
  const answer = await centre.asStaff(who, PATH);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
/** The 差评单 that was opened last. */
const newest = async (who: Staff): Promise<GradeTicket> => {
  const found = (await list(who)).tickets.filter(({ state }) => state === 'new').at(-1);
  if (!found) throw new Error('there is none');
  return found;
};
/** Acts upon a 差评单 as it stands now. */
async function act(who: Staff, { id }: Pick<GradeTicket, 'id'>, action: object) {
  const { tickets } = await list(manager);
  const version = tickets.find((one) => one.id === id)?.version ?? 0;
  return centre.asStaff(who, `${PATH}/${id}/acts`, { version, ...action });
}

describe('a bad grade', () => {
  it('is called back by a colleague, put right, told to its resident, and graded once more', async () => {
    const of = await decided();
    expect((await of.own()).callBack).toBeNull();
    expect((await of.rate(1)).status).toBe(200);
    expect((await of.own()).callBack).toEqual({
      state: 'new',
      contactBy: '2026-11-25',
      rectifyBy: '2026-12-15',
      feedback: null,
      regradable: false
    });
    const ticket = await newest(colleague);
    expect(ticket).toMatchObject({ grade: 1, officer: null, duty: 'contact', dueOn: '2026-11-25', acts: ['accept'] });
    expect(await centre.asStaff(colleague, `${PATH}/${ticket.id}`)).toEqual(failed(404, 'grade.unknown'));

    const accepted: OpenedTicket = (await act(colleague, ticket, { act: 'accept' })).body;
    expect(accepted).toMatchObject({ state: 'calling', case: { id: of.id }, officer: { id: colleague.id } });
    expect(accepted.phone).toMatch(/^1\d{10}$/);
    // Nothing in the list said whose grade it is.
    for (const told of [of.id, accepted.applicant, accepted.phone, accepted.case.shortCode])
      expect(JSON.stringify(ticket)).not.toContain(told);
    expect(await act(colleague, ticket, { act: 'fix', feedback: '已经改好' })).toEqual(
      failed(409, 'grade.contact-first')
    );
    await act(colleague, ticket, { act: 'contact', reached: true, note: '等得太久' });
    const booked = await act(colleague, ticket, { act: 'ledger', by: '2026-12-04', measure: '增开一个窗口' });
    expect(booked.body).toMatchObject({ state: 'rectifying', duty: 'rectify', dueOn: '2026-12-04' });
    expect((await of.own()).callBack).toMatchObject({ state: 'rectifying', rectifyBy: '2026-12-04' });
    expect(await of.regrade(5)).toMatchObject(failed(409, 'case.state'));
    await act(colleague, ticket, { act: 'rectified', feedback: '上午增开了一个窗口，抱歉让您久等' });
    expect((await of.own()).callBack).toMatchObject({
      state: 'answered',
      feedback: '上午增开了一个窗口，抱歉让您久等',
      regradable: true
    });

    const { status, body } = await of.regrade(4);
    expect([status, body.callBack.regradable]).toEqual([200, false]);
    expect(await of.regrade(5)).toMatchObject(failed(409, 'case.rated'));
    const closed: OpenedTicket = (await act(colleague, ticket, { act: 'close', reasons: '居民表示满意' })).body;
    expect(closed).toMatchObject({ state: 'closed', grade: 1, regrade: 4, outcome: 'rectified', acts: [] });
    expect(closed.history.map(({ by, text }) => [by, text.split('：')[0]])).toEqual([
      ['居民', '收到差评'],
      ['员colleague', '接下回访'],
      ['员colleague', '回访'],
      ['员colleague', '属实，列入整改台账'],
      ['员colleague', '整改好了'],
      ['居民', '居民作了二次评价'],
      ['员colleague', '办结']
    ]);
    expect(await firstBrokenRecord(centre.context, centre.context.database)).toBeNull();
  });

  it('is seen by nobody who worked on the case, in no list and in no history', async () => {
    await centre.asStaff(manager, SETTINGS, { contactDays: 1, rectifyDays: 15, officers: [clerk.id, colleague.id] });
    const of = await decided();
    const before = (await list(clerk)).tickets.length;
    await of.rate(2);
    const ticket = await newest(colleague);
    expect((await list(clerk)).tickets).toHaveLength(before);
    expect(await act(clerk, ticket, { act: 'accept' })).toEqual(failed(404, 'grade.unknown'));
    expect(await centre.asStaff(clerk, `${PATH}/${ticket.id}`)).toEqual(failed(404, 'grade.unknown'));
    const { timeline } = await centre.open(clerk, of.id);
    expect(timeline.some(({ act }) => act === 'rate')).toBe(false);
    expect((await of.own()).timeline.at(-1).act).toBe('rate');
  });

  it('is taken on by one of two who press at once, and read by nobody else but the head', async () => {
    const of = await decided();
    await of.rate(2);
    const { id, version } = await newest(colleague);
    const both = await Promise.all(
      [colleague, manager].map((who) => centre.asStaff(who, `${PATH}/${id}/acts`, { act: 'accept', version }))
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const other = await centre.employ('another', 'clerk');
    await centre.asStaff(manager, SETTINGS, { contactDays: 1, rectifyDays: 15, officers: [colleague.id, other.id] });
    expect(await centre.asStaff(other, `${PATH}/${id}`)).toEqual(failed(404, 'grade.unknown'));
    expect((await centre.asStaff(manager, `${PATH}/${id}`)).status).toBe(200);
  });

  it('that is reminded of while somebody looks at it is taken on all the same', async () => {
    const of = await decided();
    await of.rate(1);
    const { id, version } = await newest(colleague);
    await remindOfGrades(centre.context);
    expect((await newest(colleague)).version).toBeGreaterThan(version);
    const accepted = await centre.asStaff(colleague, `${PATH}/${id}/acts`, { act: 'accept', version });
    expect(accepted.body).toMatchObject({ state: 'calling' });
    const late = await centre.asStaff(manager, `${PATH}/${id}/acts`, { act: 'accept', version });
    expect(late).toEqual(failed(409, 'grade.changed'));
  });

  it('that the head reviews as a mistake counts no more', async () => {
    const counted = async () => (await centre.asStaff(clerk, '/api/grades')).body.items[0].count;
    const before = await counted();
    const of = await decided();
    await of.rate(1);
    expect(await counted()).toBe(before + 1);
    const ticket = await newest(colleague);
    await act(colleague, ticket, { act: 'accept' });
    await act(colleague, ticket, { act: 'contact', reached: true, note: '' });
    await act(colleague, ticket, { act: 'appeal', ground: 'mistaken', reasons: '居民说按错了' });
    expect(await act(colleague, ticket, { act: 'uphold', reasons: '按错了' })).toEqual(failed(403, 'grade.not-yours'));
    const upheld = await act(manager, ticket, { act: 'uphold', reasons: '按错了，不计入' });
    expect(upheld.body).toMatchObject({ state: 'answered', outcome: 'mistaken' });
    expect(await counted()).toBe(before);
    expect((await of.own()).callBack).toMatchObject({ feedback: '按错了，不计入', regradable: true });
  });

  it('is told to whoever has it, then to the head, each once; and closes by itself after thirty days', async () => {
    const of = await decided();
    await of.rate(1);
    const { id } = await newest(colleague);
    const now = async () => (await list(manager)).tickets.find((one) => one.id === id);
    await act(colleague, { id }, { act: 'accept' });
    await remindOfGrades(centre.context);
    expect(await now()).toMatchObject({ light: 'red', remindedTo: { id: colleague.id } });
    const version = (await now())?.version;
    await remindOfGrades(centre.context);
    expect((await now())?.version).toBe(version);
    centre.setNow('2026-11-26T02:00:00Z');
    await remindOfGrades(centre.context);
    expect(await now()).toMatchObject({ light: 'over', remindedTo: { id: manager.id } });
    await act(colleague, { id }, { act: 'contact', reached: true, note: '' });
    await act(colleague, { id }, { act: 'explain', feedback: '按规定只能这样办' });
    expect(await now()).toMatchObject({ state: 'answered', light: 'none', remindedTo: null });
    centre.setNow('2026-12-29T02:00:00Z');
    await remindOfGrades(centre.context);
    expect(await now()).toMatchObject({ state: 'closed', regrade: null });
  });

  it('whose history can be neither changed nor removed', async () => {
    const { database } = centre.context;
    const kept = { cause: { message: expect.stringContaining('are kept as they were written') } };
    await expect(database.delete(gradeEvents)).rejects.toMatchObject(kept);
    await expect(database.update(gradeEvents).set({ note: null })).rejects.toMatchObject(kept);
  });
});

describe('the reasons beside a grade', () => {
  it('are shown with the bad grade that they go with', async () => {
    const of = await decided();
    expect((await of.rate(2, ['long-wait', 'unkind'])).status).toBe(200);
    const ticket = await newest(colleague);
    expect(ticket.reasons).toEqual(['long-wait', 'unkind']);
    expect((await act(colleague, ticket, { act: 'accept' })).body.reasons).toEqual(['long-wait', 'unkind']);
  });

  it.each([
    [5, ['unkind']],
    [1, ['kind']],
    [1, ['unkind', 'unkind']],
    [1, ['他态度不好']]
  ])(
    'are refused where they do not go with a %i, come twice or are of somebody’s own words: %o',
    async (grade, reasons) => {
      const of = await decided();
      expect((await of.rate(grade, reasons)).status).toBe(400);
      expect((await of.own()).ratable).toBe(true);
    }
  );

  it('are counted for everybody, but not where a few chose one', async () => {
    const { database, centre: here } = centre.context;
    const rows = ['short-wait', 'short-wait', 'short-wait', 'short-wait', 'short-wait', 'few-papers'] as const;
    await database.insert(grades).values(
      rows.map((reason) => ({
        ...{ communityCode: here.communityCode, caseId: randomUUID(), grade: 5, reasons: [reason] },
        ...{ itemCode: 'SQ-03-003', itemVersion: 1, givenOn: '2026-11-24' }
      }))
    );
    const { reasons } = (await centre.asStaff(clerk, '/api/grades')).body as PublicGrades;
    expect(reasons[0]).toEqual({ reason: 'short-wait', count: 5 });
    expect(reasons).toContainEqual({ reason: 'few-papers', count: null });
  });
});

describe('grades of a window', () => {
  it('are those of what was dealt with at its counter; of before that nobody knows at which', async () => {
    const counts = async () => {
      const { windows } = (await centre.asStaff(clerk, '/api/grades')).body as PublicGrades;
      return new Map(windows.map(({ name, count }) => [name, count]));
    };
    const before = await counts();
    expect(before.get('2号窗口')).toBeUndefined();
    // Those of the test before were filed at a window, and none of a terminal's with nobody at a counter.
    expect(before.get('服务窗口（未记窗口）')).toBe(6);
    await addCounter(centre.context, '2号窗口');
    await chooseCounter(centre.context, clerk, '2号窗口');
    const of = await decided();
    await leaveCounter(centre.context, clerk.id);
    await of.rate(4);
    const after = await counts();
    expect(after.get('2号窗口')).toBe(1);
    expect(after.get('服务窗口（未记窗口）')).toBe(6);
    // Whoever gets up is at no counter from then on.
    await (await decided()).rate(4);
    expect(await counts()).toEqual(after);
  });
});

describe('who calls back', () => {
  it('is the head and the clerks whom the head names; a clerk who is not named sees no list', async () => {
    const stranger = await centre.employ('stranger', 'clerk');
    expect(await centre.asStaff(stranger, PATH)).toEqual(failed(403, 'staff.role'));
    expect(await centre.asStaff(officer, PATH)).toEqual(failed(403, 'staff.role'));
    const settings = { contactDays: 2, rectifyDays: 5, officers: [stranger.id] };
    expect(await centre.asStaff(clerk, SETTINGS, settings)).toEqual(failed(403, 'staff.role'));
    expect(await centre.asStaff(manager, SETTINGS, { ...settings, officers: [officer.id] })).toEqual(
      failed(404, 'staff.unknown')
    );
    expect((await centre.asStaff(manager, SETTINGS, settings)).status).toBe(200);
    expect((await list(stranger)).clerks).toEqual([]);
    expect((await list(manager)).settings).toEqual(settings);
  });

  it('the head is told how many nobody may take on', async () => {
    await centre.asStaff(manager, SETTINGS, { contactDays: 1, rectifyDays: 15, officers: [] });
    const before = (await list(manager)).withoutOfficer;
    const { case: made } = await centre.file('fu-shou', 'SQ-03-003');
    await centre.act(manager, made.id, { act: 'claim' });
    await centre.act(manager, made.id, { act: 'accept' });
    await centre.act(manager, made.id, { act: 'send' });
    const denied = await centre.act(officer, made.id, { act: 'deny', reason: '不在本辖区' });
    expect(denied.status, JSON.stringify(denied.body)).toBe(200);
    const ask = await centre.signIn('fu-shou');
    const rated = await ask(`/api/my/cases/${made.id}/rate`, { grade: 1 });
    expect(rated.status, JSON.stringify(await rated.json())).toBe(200);
    expect((await list(manager)).withoutOfficer).toBe(before + 1);
  });
});
