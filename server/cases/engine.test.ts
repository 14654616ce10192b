import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { NEXT_OFFICE } from '../../tests/fixtures/case-facts.ts';
import { firstBrokenRecord } from '../audit/service.ts';
import type { Calendar } from '../calendar/rules.ts';
import { keepCalendar } from '../calendar/service.ts';
import type { Slip } from '../contract/slip.ts';
import type { WindowCase } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';
import { actByItself } from './act-by-itself.ts';
import { casesDue } from './duty-days.ts';

const MORNING = '2026-11-24T02:00:00Z';
let calendar: (() => Calendar) | null = null;
const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { asStaff, open, act, file, signIn, setNow } = centre;
const context = { ...centre.context, calendar: () => calendar?.() ?? centre.context.calendar() };
const clerk = await centre.employ('clerk', 'clerk');
const officer = await centre.employ('officer', 'officer');
const manager = await centre.employ('manager', 'manager');
beforeEach(() => setNow(MORNING));

const day = (text: string) => setNow(`${text}T02:00:00Z`);

/** An application that lies accepted at its clerk: 高龄津贴, 15 working days. */
async function accepted(code = 'SQ-05-006', person = 'fu-shou'): Promise<WindowCase> {
  const { case: made } = await file(person, code);
  await act(clerk, made.id, { act: 'claim' });
  const { body } = await act(clerk, made.id, { act: 'accept' });
  expect(body.state, JSON.stringify(body)).toBe('accepted');
  return body;
}

/** The last slip of a case, as the window shows it. */
async function lastSlip(found: WindowCase): Promise<Slip> {
  const now = await open(clerk, found.id);
  return (await asStaff(clerk, `/api/window/cases/${found.id}/slips/${now.slips.at(-1)?.number}`)).body;
}

const textOf = ({ title, headline, rows, lists, notes }: Slip): string =>
  [title, headline, ...rows.map(({ text }) => text), ...lists.flatMap(({ entries }) => entries), ...notes].join('|');

describe('特别程序', () => {
  it('stops the clock, says so on paper, and goes on from the day it ends', async () => {
    const made = await accepted();
    expect(made.dueOn).toBe('2026-12-15');
    day('2026-11-26');
    const held = await act(clerk, made.id, { act: 'suspend', procedure: '鉴定', reason: '年龄有争议', days: 5 });
    expect(held.body).toMatchObject({ state: 'suspended', dueOn: null, light: 'none' });
    expect(textOf(await lastSlip(made))).toMatch(/特别程序告知书.*大约要5天.*鉴定：年龄有争议.*不计入办理时限/);
    day('2026-12-02');
    const gone = await act(clerk, made.id, { act: 'resume', outcome: '出生年月已经核实' });
    // Five working days did not count: 11-26, 27, 30, 12-01, 02.
    expect(gone.body).toMatchObject({ state: 'accepted', dueOn: '2026-12-22' });
    expect(textOf(await lastSlip(made))).toMatch(/恢复办理告知书.*12月22日/);
  });
});

describe('more time', () => {
  it('is the head’s to give, once, and told with its reason', async () => {
    const made = await accepted();
    const asked = { act: 'extend', days: 5, reason: '等待外省核对' };
    expect((await act(clerk, made.id, asked)).body.error.code).toBe('staff.role');
    expect((await act(manager, made.id, { ...asked, days: 26 })).body.error.code).toBe('case.extension-too-long');
    expect((await act(manager, made.id, asked)).body.dueOn).toBe('2026-12-22');
    expect(textOf(await lastSlip(made))).toMatch(
      /延长办理期限告知书.*等待外省核对.*经中心负责人批准，办理期限延长5个工作日/
    );
    expect((await act(manager, made.id, asked)).body.error.code).toBe('case.extended-once');
  });
});

describe('首问负责', () => {
  it('nothing is turned away without somebody who takes it on', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    await act(clerk, made.id, { act: 'claim' });
    const refuse = (next?: object) => act(clerk, made.id, { act: 'refuse', reason: '不归这里', next });
    const { acknowledged, ...unacknowledged } = NEXT_OFFICE;
    expect((await refuse()).status).toBe(400);
    expect((await refuse(unacknowledged)).status).toBe(400);
    const { by, at, way } = acknowledged;
    for (const part of [
      { at, way },
      { by, way },
      { by, at },
      { by: ' ', at, way },
      { by, at, way: 'hope' }
    ])
      expect((await refuse({ ...unacknowledged, acknowledged: part })).status).toBe(400);
    const later = { ...acknowledged, at: '2026-11-24T10:30:00+08:00' };
    expect((await refuse({ ...unacknowledged, acknowledged: later })).body.error.code).toBe('case.acknowledged-later');
    const refused = await refuse(NEXT_OFFICE);
    expect(refused.body).toMatchObject({ state: 'refused', dueOn: null });
    expect(textOf(await lastSlip(refused.body))).toMatch(
      /区不动产登记中心.*邓接手 0571-00000033.*邓接手，2026-11-24 09:30，电话确认接手.*不归这里/
    );
    expect(refused.body.timeline.at(-1).text).toContain('邓接手，2026-11-24 09:30，电话确认接手');
  });

  it('what goes up goes whole, and comes back here', async () => {
    const made = await accepted();
    const { acknowledged: _, ...unacknowledged } = NEXT_OFFICE;
    const unheard = { act: 'pass-up', reason: '超出区级权限', next: unacknowledged };
    expect((await act(clerk, made.id, unheard)).status).toBe(400);
    const up = await act(clerk, made.id, { act: 'pass-up', reason: '超出区级权限', next: NEXT_OFFICE });
    expect(up.body).toMatchObject({ state: 'passed-up', dueOn: made.dueOn });
    expect(textOf(await lastSlip(made))).toMatch(/电话确认接手.*不用再交一遍/);
    expect((await act(officer, made.id, { act: 'grant', reason: '' })).body.error.code).toBe('staff.role');
    expect((await act(clerk, made.id, { act: 'grant', reason: '上级已批' })).body.state).toBe('granted');
  });

  it('what needs no application is said so', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    await act(clerk, made.id, { act: 'claim' });
    const done = await act(clerk, made.id, { act: 'dismiss', reason: '津贴已经自动发放' });
    expect(done.body.state).toBe('dismissed');
    expect(textOf(await lastSlip(done.body))).toMatch(/即时不受理告知书.*这件事不需要办/);
  });
});

describe('当场更正', () => {
  it('puts right what the applicant said, and nothing that a card or a record said', async () => {
    const { case: made } = await file('fu-shou', 'SQ-05-006');
    await act(clerk, made.id, { act: 'claim' });
    const correct = (key: string, value: unknown) => act(clerk, made.id, { act: 'correct', answers: [{ key, value }] });
    expect((await correct('name', '另一个人')).body.error).toMatchObject({
      code: 'form.invalid',
      fields: [{ field: 'name' }]
    });
    expect((await correct('mobile', '12')).body.error).toMatchObject({
      code: 'form.invalid',
      fields: [{ code: 'answer.mobile' }]
    });
    const done = await correct('mobile', '13900000009');
    expect(done.body.answers.find(({ key }: { key: string }) => key === 'mobile').text).toContain('13900000009');
    const last = done.body.timeline.at(-1);
    expect([last.act, last.text.includes('13900000009')]).toEqual(['correct', false]);
  });
});

describe('告知承诺', () => {
  it('that was not true has its decision annulled, in writing, and gives no result any more', async () => {
    const { submission } = await centre.begin('nothing', 'SQ-02-007');
    const sent = await centre.send(submission);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    const { id } = sent.body.case;
    await act(clerk, id, { act: 'claim' });
    const found = await open(clerk, id);
    expect(found.materials.map(({ standing }) => standing)).toContain('promised');
    for (const one of found.materials.filter(({ standing }) => standing === 'to-bring' || standing === 'later'))
      await act(clerk, id, { act: 'receive-material', materials: [one.key] });
    await act(clerk, id, { act: 'accept' });
    await act(clerk, id, { act: 'grant', reason: '' });
    expect((await act(clerk, id, { act: 'annul', reason: '不实' })).body.error.code).toBe('staff.role');
    const annulled = await act(manager, id, { act: 'annul', reason: '居住信息不实' });
    expect(annulled.body).toMatchObject({ state: 'annulled', resultPrintable: false });
    expect(textOf(await lastSlip(annulled.body))).toMatch(/撤销决定书.*居住信息不实.*60日/);
  });
});

describe('公示', () => {
  it('shows what is granted to whom, masked, until its last day, and only then it is granted', async () => {
    const made = await accepted('SQ-05-003', 'wan-shi-tong');
    await act(clerk, made.id, { act: 'send' });
    expect((await act(officer, made.id, { act: 'grant', reason: '' })).body.error.code).toBe('case.publicity-missing');
    for (const summary of ['拟给予万事通临时救助', '电话13800000000'])
      expect((await act(officer, made.id, { act: 'publicise', summary })).body.error.code).toBe(
        'case.publicity-personal'
      );
    const shown = await act(officer, made.id, { act: 'publicise', summary: '拟给予临时救助，一次性' });
    expect(shown.body).toMatchObject({ state: 'publicised', publicUntil: '2026-12-01' });
    const notices = async () => (await (await centre.app.request('/api/notices')).json()).notices;
    expect(await notices()).toEqual([
      {
        id: made.id,
        itemName: '临时救助申请',
        applicant: '万*通',
        summary: '拟给予临时救助，一次性',
        until: '2026-12-01'
      }
    ]);
    expect((await act(officer, made.id, { act: 'grant', reason: '' })).body.error.code).toBe('case.publicity-running');
    day('2026-12-02');
    expect(await notices()).toEqual([]);
    expect((await act(officer, made.id, { act: 'grant', reason: '' })).body.state).toBe('granted');
  });
});

describe('what comes due by itself', () => {
  it('reminds whoever has it, then the head, once each, from however many servers', async () => {
    const made = await accepted();
    const reminders = async () => {
      const { timeline } = await open(clerk, made.id);
      return timeline.flatMap((entry) => (entry.act === 'escalate' ? [entry.text] : []));
    };
    day('2026-12-10');
    await Promise.all([actByItself(context), actByItself(context), actByItself(context)]);
    expect(await reminders()).toEqual(['临近到期，提醒负责人：员clerk']);
    day('2026-12-15');
    await Promise.all([actByItself(context), actByItself(context)]);
    expect(await reminders()).toEqual(['临近到期，提醒负责人：员clerk', '临近到期，提醒负责人：员manager']);
    expect((await open(clerk, made.id)).escalatedTo?.name).toBe('员manager');
    const urged = await asStaff(manager, '/api/window/cases?view=urged');
    expect(urged.body.rows.map(({ id }: { id: string }) => id)).toContain(made.id);
    // A day given later is reminded of anew.
    await act(manager, made.id, { act: 'extend', days: 5, reason: '外出核查' });
    await actByItself(context);
    expect((await open(clerk, made.id)).escalatedTo).toBeNull();
  });

  it('reminds without taking a case out of the hands of whoever is about to act upon it', async () => {
    const made = await accepted();
    day('2026-12-10');
    const { version } = await open(clerk, made.id);
    const path = `/api/window/cases/${made.id}/acts`;
    await actByItself(context);
    expect((await open(clerk, made.id)).version).toBe(version + 1);
    expect((await asStaff(clerk, path, { act: 'send', version: version + 2 })).body.error.code).toBe('case.changed');
    expect((await asStaff(clerk, path, { act: 'send', version })).body.state).toBe('reviewing');
    // What a colleague did is something else.
    expect((await asStaff(officer, path, { act: 'deny', reason: '已经办过', version })).body.error.code).toBe(
      'case.changed'
    );
  });

  it('reminds of what was granted and is not handed out in the days that its leg has', async () => {
    const made = await accepted('SQ-05-004', 'li-zhi-jian');
    expect(made.stage).toEqual({ name: 'forward', dueOn: '2026-11-27', light: 'green', daysLeft: 3 });
    expect(textOf(await lastSlip(made))).toContain('受理转递3个工作日，审核决定10个工作日，送达3个工作日');
    await act(clerk, made.id, { act: 'send' });
    const { body } = await act(officer, made.id, { act: 'grant', reason: '' });
    expect(body).toMatchObject({ state: 'granted', stage: { name: 'deliver', dueOn: '2026-11-27' } });
    day('2026-11-30');
    await Promise.all([actByItself(context), actByItself(context)]);
    const late = await open(clerk, made.id);
    expect([late.stage?.light, late.escalatedTo?.name]).toEqual(['over', '员manager']);
    expect(late.timeline.filter(({ act: done }) => done === 'escalate')).toHaveLength(1);
    expect((await asStaff(manager, '/api/window/counts')).body.urged).toBeGreaterThan(0);
    await act(clerk, made.id, { act: 'issue', handedTo: '本人' });
    expect(await open(clerk, made.id)).toMatchObject({ stage: null, escalatedTo: null });
  });

  it('tells the named next person: a superior, whoever the department names, the head; nobody who has left', async () => {
    const administrator = await centre.employ('administrator', 'administrator');
    const [senior, retired, lead] = [
      await centre.employ('senior', 'clerk'),
      await centre.employ('retired', 'clerk'),
      await centre.employ('lead', 'clerk')
    ];
    const change = (path: string, body: object) => asStaff(administrator, `/api/window/${path}`, body);
    const card = { kind: 'internal', handles: [], endpoint: null, contactName: '联络员', contactPhone: '0571-1' };
    const { department } = (await change('departments', { name: '民政科', ...card })).body;
    await change(`departments/${department.id}`, { leadId: lead.id });
    await change(`staff/${retired.id}`, { superiorId: senior.id });
    await change(`staff/${clerk.id}`, { superiorId: retired.id });
    await change(`staff/${retired.id}`, { disabled: true });

    const [here, there] = [await accepted(), await accepted()];
    await act(clerk, there.id, { act: 'send', to: department.id });
    const told = async () =>
      Promise.all([here, there].map(async ({ id }) => (await open(clerk, id)).escalatedTo?.name));
    day('2026-12-10');
    await actByItself(context);
    expect(await told()).toEqual(['员clerk', '员clerk']);
    day('2026-12-15');
    await actByItself(context);
    expect(await told()).toEqual(['员senior', '员lead']);
    const urged = await asStaff(lead, '/api/window/cases?view=urged');
    expect(urged.body.rows.map(({ id }: { id: string }) => id)).toEqual([there.id]);
    day('2026-12-16');
    await actByItself(context);
    expect(await told()).toEqual(['员manager', '员manager']);
    await change(`staff/${clerk.id}`, { superiorId: null });
  });

  it('is listed in public once it is overdue, with the reason and nobody’s name', async () => {
    const made = await accepted('SQ-03-003', 'wan-shi-tong');
    day('2026-12-10');
    expect((await act(clerk, made.id, { act: 'explain', reason: '卫生院的系统停机' })).status).toBe(200);
    const listed = (await (await centre.app.request('/api/overdue')).json()).rows;
    const row = listed.find(({ itemName }: { itemName: string }) => itemName === '家庭医生签约');
    expect(row).toEqual({
      itemName: '家庭医生签约',
      dueOn: made.dueOn,
      decidedOn: null,
      daysLate: 9,
      reason: '卫生院的系统停机'
    });
    expect(JSON.stringify(listed)).not.toContain('万');
  });

  it('lapses what was not brought, where the item says so, and says so on paper', async () => {
    const { case: made } = await file('wan-shi-tong', 'SQ-09-001');
    await act(clerk, made.id, { act: 'claim' });
    const asked = await act(clerk, made.id, { act: 'ask-supplement', entries: [{ what: '起诉状', how: '' }] });
    expect(asked.body.bringBy).toBe('2026-12-15');
    expect(textOf(await lastSlip(asked.body))).toContain('12月15日（星期二）前补齐');
    day('2026-12-15');
    await actByItself(context);
    expect((await open(clerk, made.id)).state).toBe('supplementing');
    day('2026-12-16');
    await actByItself(context);
    expect((await open(clerk, made.id)).state).toBe('lapsed');
    expect(textOf(await lastSlip(asked.body))).toMatch(/视为撤回告知书.*起诉状/);
  });

  it('counts provisional days again when their year is announced', async () => {
    day('2026-12-24');
    const made = await accepted('SQ-01-006', 'wan-shi-tong');
    expect(made).toMatchObject({ dueOn: '2027-01-05', dueProvisional: true });
    calendar = await keepCalendar(context.database, context.centre.communityCode, context.changes);
    const path = '/api/window/calendar/2027';
    const holidays = ['2027-01-01', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-01-04'];
    const makeUpDays = ['2027-01-03', '2027-02-20'];
    expect((await asStaff(clerk, path, { holidays, makeUpDays })).body.error.code).toBe('staff.role');
    for (const wrong of [
      { holidays: ['2027-01-01'], makeUpDays },
      { holidays, makeUpDays: ['2027-01-05'] },
      { holidays: ['2026-01-01', ...holidays], makeUpDays }
    ])
      expect((await asStaff(manager, path, wrong)).body.error.code).toBe('calendar.arrangement');
    expect((await asStaff(manager, '/api/window/calendar/2026', { holidays, makeUpDays })).body.error.code).toBe(
      'calendar.announced'
    );
    expect((await asStaff(manager, path)).body).toEqual({ known: 'unknown', arrangement: null, provisional: 1 });
    await actByItself(context);
    expect((await asStaff(manager, path, { holidays, makeUpDays })).body.known).toBe('entered');
    await expect.poll(() => context.calendar().isPublished('2027')).toBe(true);
    await actByItself(context);
    const now = await open(clerk, made.id);
    // 4 January is off, 3 January is worked for it.
    expect(now).toMatchObject({ dueOn: '2027-01-05', dueProvisional: false });
    expect((await asStaff(manager, path)).body).toMatchObject({ known: 'entered', provisional: 0 });
    expect(now.timeline.at(-1)?.text).toContain('放假安排已经公布');
    calendar = null;
  });

  it('looks only at cases whose day it is, and again at what somebody has acted upon', async () => {
    const made = await accepted();
    const looked = async () => {
      const found: string[] = [];
      for await (const rows of casesDue(context)) found.push(...rows.map(({ id }) => id));
      return found;
    };
    await actByItself(context);
    // Whatever was done changed its case, which has a day after the next run.
    await actByItself(context);
    expect(await looked()).toEqual([]);
    await act(clerk, made.id, { act: 'send' });
    expect(await looked()).toEqual([made.id]);
    await actByItself(context);
    expect(await looked()).toEqual([]);
    day('2026-12-10');
    expect(await looked()).toContain(made.id);
  });

  it('archives what has lain open for thirty days; then nobody touches it', async () => {
    const made = await accepted('SQ-03-003', 'wan-shi-tong');
    await act(clerk, made.id, { act: 'send' });
    await act(officer, made.id, { act: 'deny', reason: '已经签约别处' });
    const ask = await signIn('wan-shi-tong');
    const ratable = async () => (await (await ask(`/api/my/cases/${made.id}`)).json()).ratable;
    expect(await ratable()).toBe(true);
    expect((await ask(`/api/my/cases/${made.id}/rate`, { grade: 2 })).status).toBe(200);
    expect(await ratable()).toBe(false);
    expect((await (await ask(`/api/my/cases/${made.id}/rate`, { grade: 5 })).json()).error.code).toBe('case.rated');
    day('2026-12-28');
    await actByItself(context);
    expect(await open(clerk, made.id)).toMatchObject({ state: 'denied', archivedOn: '2026-12-28', acts: [] });
  });

  it('is seen when a clerk acts at the same moment: never both', async () => {
    const { case: made } = await file('wan-shi-tong', 'SQ-09-001');
    await act(clerk, made.id, { act: 'claim' });
    await act(clerk, made.id, { act: 'ask-supplement', entries: [{ what: '起诉状', how: '' }] });
    day('2026-12-16');
    const { version } = await open(clerk, made.id);
    const [supplemented] = await Promise.all([
      asStaff(clerk, `/api/window/cases/${made.id}/acts`, { act: 'supplement', version }),
      actByItself(context)
    ]);
    const { state, timeline } = await open(clerk, made.id);
    expect(state).toBe(supplemented.status === 200 ? 'accepted' : 'lapsed');
    expect(timeline.filter((entry) => ['supplement', 'lapse'].includes(entry.act))).toHaveLength(1);
  });
});

it('history stays whole: one event for each version, and the record of who did what unbroken', async () => {
  const { rows } = await context.database.execute(sql`
    select c.id from cases c
    left join case_events e on e.community_code = c.community_code and e.case_id = c.id
    group by c.community_code, c.id
    having count(e.version) <> c.version or max(e.version) <> c.version`);
  expect(rows).toEqual([]);
  expect(await firstBrokenRecord(context, context.database)).toBeNull();
});
