import { and, eq, gte, type SQL, sql } from 'drizzle-orm';
import { findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { FEWEST_PUBLISHED, type GradeReason } from '../contract/grade.ts';
import type { PublicGrades } from '../contract/grade-wire.ts';
import { terminalNames } from '../terminals/service.ts';
import { type Counted, published, sum } from './published-rules.ts';
import { grades, gradeTickets } from './schema.ts';

/** The day a year before. */
const yearBefore = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCFullYear(at.getUTCFullYear() - 1);
  at.setUTCDate(at.getUTCDate() + 1);
  return at.toISOString().slice(0, 10);
};

/** Of what was filed at a window before anybody kept at which. */
const UNKNOWN_WINDOW = '服务窗口（未记窗口）';

const ofGrade = and(eq(gradeTickets.communityCode, grades.communityCode), eq(gradeTickets.caseId, grades.caseId));

/** How often each reason was chosen. One that few chose would say who. */
async function countReasons(context: Context, where: SQL | undefined): Promise<PublicGrades['reasons']> {
  const chosen = context.database.$with('chosen').as(
    context.database
      .select({ reason: sql<GradeReason>`jsonb_array_elements_text(${grades.reasons})`.as('reason') })
      .from(grades)
      .leftJoin(gradeTickets, ofGrade)
      .where(where)
  );
  const rows = await context.database
    .with(chosen)
    .select({ reason: chosen.reason, count: sql<number>`count(*)`.mapWith(Number) })
    .from(chosen)
    .groupBy(chosen.reason)
    .orderBy(sql`count(*) desc`, chosen.reason);
  return rows.map(({ reason, count }) => ({ reason, count: count < FEWEST_PUBLISHED ? null : count }));
}

/** Grades of the last twelve months by item, by where it was handed in and by window, for everybody; what a review struck out counts no more. */
export async function publicGrades(context: Context): Promise<PublicGrades> {
  const { communityCode } = context.centre;
  const to = dayOf(context.now());
  const from = yearBefore(to);
  const where = and(
    eq(grades.communityCode, communityCode),
    gte(grades.givenOn, from),
    sql`coalesce(${gradeTickets.outcome}, '') not in ('mistaken', 'malicious')`
  );
  const number = (what: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${what})`.mapWith(Number);
  const rows = await context.database
    .select({
      itemCode: grades.itemCode,
      itemVersion: sql<number>`max(${grades.itemVersion})`.mapWith(Number),
      terminalId: grades.terminalId,
      counter: grades.counter,
      five: number(sql`${grades.grade} = 5`),
      four: number(sql`${grades.grade} = 4`),
      three: number(sql`${grades.grade} = 3`),
      two: number(sql`${grades.grade} = 2`),
      one: number(sql`${grades.grade} = 1`),
      answered: number(sql`${gradeTickets.answeredOn} is not null`),
      regraded: number(sql`${gradeTickets.regrade} is not null`),
      regradedWell: number(sql`${gradeTickets.regrade} >= 3`)
    })
    .from(grades)
    .leftJoin(gradeTickets, ofGrade)
    .where(where)
    .groupBy(grades.itemCode, grades.terminalId, grades.counter);
  const names = await terminalNames(context, context.database);
  const placeOf = (id: string | null): string => (id === null ? '服务窗口' : (names.get(id) ?? '自助终端'));
  type Row = (typeof rows)[number];
  const gathered = (of: readonly Row[], key: (row: Row) => string, nameOf: (key: string) => string): Counted[] =>
    [...Map.groupBy(of, key)].map(([name, same]) => ({
      name: nameOf(name),
      grades: [
        sum(same.map(({ five }) => five)),
        sum(same.map(({ four }) => four)),
        sum(same.map(({ three }) => three)),
        sum(same.map(({ two }) => two)),
        sum(same.map(({ one }) => one))
      ],
      answered: sum(same.map(({ answered }) => answered)),
      regraded: sum(same.map(({ regraded }) => regraded)),
      regradedWell: sum(same.map(({ regradedWell }) => regradedWell))
    }));
  const atWindow = rows.filter(({ terminalId, counter }) => counter !== null || terminalId === null);
  const itemNames = new Map<string, string>();
  for (const { itemCode, itemVersion } of rows)
    itemNames.set(itemCode, (await findItemVersion(context, itemCode, itemVersion))?.name ?? itemCode);
  return {
    from,
    to,
    items: published(
      gathered(
        rows,
        ({ itemCode }) => itemCode,
        (code) => itemNames.get(code) ?? code
      )
    ),
    places: published(
      gathered(
        rows,
        ({ terminalId }) => placeOf(terminalId),
        (name) => name
      )
    ),
    windows: published(
      gathered(
        atWindow,
        ({ counter }) => counter ?? UNKNOWN_WINDOW,
        (name) => name
      )
    ),
    reasons: await countReasons(context, where)
  };
}
