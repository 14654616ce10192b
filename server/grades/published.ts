import { and, eq, gte, sql } from 'drizzle-orm';
import { findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
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

/** Grades of the last twelve months by item and by where it was handed in, for everybody; what a review struck out counts no more. */
export async function publicGrades(context: Context): Promise<PublicGrades> {
  const { communityCode } = context.centre;
  const to = dayOf(context.now());
  const from = yearBefore(to);
  const number = (what: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${what})`.mapWith(Number);
  const rows = await context.database
    .select({
      itemCode: grades.itemCode,
      itemVersion: sql<number>`max(${grades.itemVersion})`.mapWith(Number),
      terminalId: grades.terminalId,
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
    .leftJoin(
      gradeTickets,
      and(eq(gradeTickets.communityCode, grades.communityCode), eq(gradeTickets.caseId, grades.caseId))
    )
    .where(
      and(
        eq(grades.communityCode, communityCode),
        gte(grades.givenOn, from),
        sql`coalesce(${gradeTickets.outcome}, '') not in ('mistaken', 'malicious')`
      )
    )
    .groupBy(grades.itemCode, grades.terminalId);
  const names = await terminalNames(context, context.database);
  const placeOf = (id: string | null): string => (id === null ? '服务窗口' : (names.get(id) ?? '自助终端'));
  const gathered = (key: (row: (typeof rows)[number]) => string, nameOf: (key: string) => string): Counted[] =>
    [...Map.groupBy(rows, key)].map(([of, same]) => ({
      name: nameOf(of),
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
  const itemNames = new Map<string, string>();
  for (const { itemCode, itemVersion } of rows)
    itemNames.set(itemCode, (await findItemVersion(context, itemCode, itemVersion))?.name ?? itemCode);
  return {
    from,
    to,
    items: published(
      gathered(
        ({ itemCode }) => itemCode,
        (code) => itemNames.get(code) ?? code
      )
    ),
    places: published(
      gathered(
        ({ terminalId }) => placeOf(terminalId),
        (name) => name
      )
    )
  };
}
