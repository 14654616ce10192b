import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingDaysUntil } from '../calendar/rules.ts';
import { caseEvents, cases } from '../cases/schema.ts';
import { dayOf } from '../clock.ts';
import { periodOf } from '../contract/figures.ts';
import type { FiguresOf } from '../contract/figures-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';

let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let clerk: Staff;
let officer: Staff;
let manager: Staff;

/** A fortnight at a centre: something of everything that is counted. */
beforeAll(async () => {
  centre = await openWorkingCentre();
  clerk = await centre.employ('clerk', 'clerk');
  officer = await centre.employ('officer', 'officer');
  manager = await centre.employ('manager', 'manager');
  const { file, setNow } = centre;
  const act = async (who: Staff, id: string, action: object) => {
    const done = await centre.act(who, id, action);
    expect(done.status, JSON.stringify([action, done.body.error])).toBe(200);
  };
  const at = (day: string) => setNow(`${day}T02:00:00Z`);

  at('2026-11-16');
  const late = (await file('wan-shi-tong', 'SQ-03-003')).case.id;
  const open = (await file('fu-shou', 'SQ-05-006')).case.id;
  const dismissed = (await file('fu-shou', 'SQ-05-006')).case.id;
  for (const id of [late, open, dismissed]) await act(clerk, id, { act: 'claim' });
  for (const id of [late, open]) await act(clerk, id, { act: 'accept' });
  await act(clerk, late, { act: 'send' });
  // Half an hour after midnight at the centre, while it is still the day before in Greenwich.
  setNow('2026-11-23T16:30:00Z');
  await act(clerk, dismissed, { act: 'dismiss', reason: '系统里已经有了' });
  const asked = (await file('wan-shi-tong', 'SQ-09-001')).case.id;
  await act(manager, asked, { act: 'claim' });
  await act(manager, asked, { act: 'ask-supplement', entries: [{ what: '起诉状', how: '' }] });
  const prompt = (await file('wan-shi-tong', 'SQ-03-003')).case.id;
  await act(clerk, prompt, { act: 'claim' });
  await act(clerk, prompt, { act: 'accept' });
  await act(clerk, prompt, { act: 'send' });
  at('2026-11-26');
  await act(officer, prompt, { act: 'grant', reason: '' });
  at('2026-12-15');
  await act(officer, late, { act: 'deny', reason: '已经签约别处' });
}, 60_000);
afterAll(() => centre.close());

const read = async (who: Staff, span: string, day: string): Promise<FiguresOf> => {
  const answer = await centre.asStaff(who, `/api/window/figures?span=${span}&day=${day}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

/** The same counted one case after another. */
async function counted(from: string, to: string) {
  const { database, calendar, now } = centre.context;
  const rows = await database.select().from(cases);
  const events = await database.select().from(caseEvents);
  const isIn = (day: string | null) => day !== null && day >= from && day <= to;
  const decided = rows.filter(({ decidedOn }) => isIn(decidedOn));
  const took = decided.map((row) => workingDaysUntil(calendar(), dayOf(row.receivedAt), row.decidedOn ?? ''));
  const today = dayOf(now());
  return {
    received: rows.filter(({ receivedAt }) => isIn(dayOf(receivedAt))).length,
    decided: decided.length,
    onTime: decided.filter(({ decidedOn, dueOn }) => dueOn === null || (decidedOn ?? '') <= dueOn).length,
    overdue:
      decided.filter(({ decidedOn, dueOn }) => dueOn !== null && (decidedOn ?? '') > dueOn).length +
      rows.filter(
        (row) => row.closedOn === null && row.decidedOn === null && isIn(row.dueOn) && (row.dueOn ?? '') < today
      ).length,
    supplements: events.filter(({ act, at }) => act === 'ask-supplement' && isIn(dayOf(at))).length,
    dismissed: decided.filter(({ state }) => state === 'dismissed').length,
    averageDays: took.length === 0 ? null : took.reduce((sum, days) => sum + days, 0) / took.length
  };
}

describe('figures', () => {
  it.each([
    ['day', '2026-11-24'],
    ['day', '2026-11-23'],
    ['week', '2026-11-26'],
    ['month', '2026-11-01'],
    ['month', '2026-12-31']
  ] as const)(
    'of a %s around %s are what counting case after case gives, and so are those before',
    async (span, day) => {
      const figures = await read(manager, span, day);
      expect(figures.total.now).toEqual(await counted(figures.from, figures.to));
      expect(figures.total.before).toEqual(await counted(figures.before.from, figures.before.to));
      for (const one of figures.days) expect(one.figures, one.day).toEqual(await counted(one.day, one.day));
    }
  );

  it('hold something of everything, or the comparison says nothing', async () => {
    const november = (await read(manager, 'month', '2026-11-30')).total.now;
    const december = (await read(manager, 'month', '2026-12-01')).total.now;
    expect(november).toMatchObject({ received: 5, decided: 2, supplements: 1, dismissed: 1 });
    expect(december.decided).toBe(1);
    expect(december.overdue).toBeGreaterThan(0);
  });

  it('of every group sum up to the whole', async () => {
    const { total, groups } = await read(manager, 'month', '2026-11-01');
    for (const rows of Object.values(groups))
      for (const name of ['received', 'decided', 'onTime', 'overdue', 'supplements', 'dismissed'] as const)
        expect(rows.reduce((sum, { now }) => sum + now[name], 0)).toBe(total.now[name]);
    expect(groups.terminal.map(({ name }) => name)).toEqual(['试验终端']);
    expect(groups.item.map(({ name }) => name)).toContain((await centre.itemOf('SQ-03-003')).name);
  });

  it('of what was filed at windows are by counter, and of nobody’s counter where none was kept', async () => {
    const { database } = centre.context;
    const [one, other] = await database.select({ id: cases.id }).from(cases).orderBy(cases.number);
    const filedAt = (id: string | undefined, at: { terminalId: null; counter: string | null }) =>
      database
        .update(cases)
        .set(at)
        .where(eq(cases.id, id ?? ''));
    await filedAt(one?.id, { terminalId: null, counter: '2号窗口' });
    await filedAt(other?.id, { terminalId: null, counter: null });
    const { groups, total } = await read(manager, 'month', '2026-11-01');
    const received = groups.terminal.map(({ name, now }) => [name, now.received]);
    expect(received).toEqual([
      ['试验终端', total.now.received - 2],
      ['2号窗口', 1],
      ['服务窗口（未记窗口）', 1]
    ]);
  });

  it('say the same of what is overdue as the list that everybody reads', async () => {
    const december = await read(manager, 'month', '2026-12-01');
    const { rows } = (await centre.asStaff(clerk, '/api/overdue')).body;
    expect(december.total.now.overdue).toBe(rows.length);
  });

  it('are a clerk’s own to a clerk, and nobody’s to an officer', async () => {
    const all = await read(manager, 'month', '2026-11-01');
    const own = await read(clerk, 'month', '2026-11-01');
    expect(own.groups.clerk.map(({ key }) => key)).toEqual([clerk.id]);
    expect(own.total.now).toEqual(all.groups.clerk.find(({ key }) => key === clerk.id)?.now);
    expect(await centre.asStaff(officer, '/api/window/figures?span=day&day=2026-11-24')).toEqual({
      status: 403,
      body: { error: { code: 'staff.role' } }
    });
  });

  it.each(['2026-02-30', 'heute', ''])('of the day %s are refused', async (day) => {
    expect((await centre.asStaff(manager, `/api/window/figures?span=day&day=${day}`)).status).toBe(400);
  });
});

describe('the CSV of figures', () => {
  const csvOf = async (by: string) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      (await centre.asStaff(manager, `/api/window/figures.csv?span=month&day=2026-11-01&by=${by}`)).body
    );

  it('says the same as the page, behind the mark that spreadsheets need', async () => {
    const { groups, total } = await read(manager, 'month', '2026-11-01');
    const csv = await csvOf('item');
    expect(csv.startsWith('\uFEFF事项,收件,办结,按时办结,超期,补正告知,即时不受理,平均工作日\r\n')).toBe(true);
    const lines = csv.slice(1).trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',').slice(0, 3))).toEqual([
      ...groups.item.map(({ name, now }) => [name, String(now.received), String(now.decided)]),
      ['合计', String(total.now.received), String(total.now.decided)]
    ]);
    expect((await csvOf('day')).split('\r\n')).toHaveLength(1 + 30 + 2);
  });

  it('holds nothing of residents, and no name that a spreadsheet would calculate', async () => {
    const { database } = centre.context;
    const { staff } = await import('../staff/schema.ts');
    await database.update(staff).set({ name: '=HYPERLINK("x")' });
    const csv = await csvOf('clerk');
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    for (const by of ['field', 'clerk', 'terminal', 'item', 'day']) {
      const text = await csvOf(by);
      for (const { number, shortCode, applicantId } of await database.select().from(cases))
        expect(text).not.toMatch(new RegExp(`${number}|${shortCode}|${applicantId}`));
      expect(text).not.toMatch(/万事通|福寿|\d{17}/);
    }
  });
});

describe('a week and a month', () => {
  it('begin on Monday and on the first, across years and leap days', () => {
    expect(periodOf('week', '2027-01-03')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(periodOf('month', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(periodOf('month', '2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });
});
