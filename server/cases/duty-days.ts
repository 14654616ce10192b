import { and, asc, eq, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { calendarMark } from '../calendar/rules.ts';
import { communities } from '../catalogue/schema.ts';
import type { Context } from '../context.ts';
import { dayAt } from './act.ts';
import { cases, LOOK_AGAIN } from './schema.ts';
import type { CaseRow } from './views.ts';

/**
 * Whoever looks for what has come due reads only the cases whose day it is, however many lie there. The day is written by
 * whoever has looked (`keepDutyDays`); every act upon a case puts it back to `LOOK_AGAIN`, and so does, for all of them,
 * a calendar that counts otherwise than the last one.
 */

/** So many cases are looked at between two questions to the database. */
const BATCH = 200;

const isHere = (context: Context): SQL => eq(cases.communityCode, context.centre.communityCode);

/** The next cases whose day it is, after the last one that was looked at. */
async function someDue(context: Context, today: string, last: CaseRow | null): Promise<CaseRow[]> {
  const behind = last && sql`(${cases.dutyOn}, ${cases.id}) > (${last.dutyOn}::date, ${last.id}::uuid)`;
  return context.database
    .select()
    .from(cases)
    .where(and(isHere(context), lte(cases.dutyOn, today), behind ?? undefined))
    .orderBy(asc(cases.dutyOn), asc(cases.id))
    .limit(BATCH);
}

/** All cases of which something may have come due by today, some at a time. */
export async function* casesDue(context: Context): AsyncGenerator<readonly CaseRow[]> {
  const { today } = dayAt(context);
  let last: CaseRow | null = null;
  do {
    const rows: CaseRow[] = await someDue(context, today, last);
    if (rows.length > 0) yield rows;
    last = rows.length < BATCH ? null : (rows.at(-1) ?? null);
  } while (last);
}

/** When to look again at cases of which nothing is due; of one that somebody has acted upon meanwhile nothing is kept. */
export async function keepDutyDays(
  context: Context,
  days: readonly { readonly row: CaseRow; readonly dutyOn: string | null }[]
): Promise<void> {
  if (days.length === 0) return;
  const found = days.map(({ row, dutyOn }) => ({ id: row.id, version: row.version, duty_on: dutyOn }));
  await context.database.execute(sql`
    update ${cases} set duty_on = looked.duty_on
    from json_to_recordset(${JSON.stringify(found)}) as looked (id uuid, version int, duty_on date)
    where ${isHere(context)} and ${cases.id} = looked.id and ${cases.version} = looked.version`);
}

/** All days are found anew where the calendar counts otherwise than it did when they were found. */
export async function recountDutyDays(context: Context): Promise<void> {
  const { today, calendar } = dayAt(context);
  const countedBy = calendarMark(calendar, today);
  const { communityCode } = context.centre;
  await context.database.transaction(async (tx) => {
    const [centre] = await tx
      .select({ countedBy: communities.countedBy })
      .from(communities)
      .where(eq(communities.communityCode, communityCode))
      .for('update');
    if (!centre || centre.countedBy === countedBy) return;
    await tx.update(communities).set({ countedBy }).where(eq(communities.communityCode, communityCode));
    await tx
      .update(cases)
      .set({ dutyOn: LOOK_AGAIN })
      .where(and(isHere(context), isNull(cases.archivedOn)));
  });
}
