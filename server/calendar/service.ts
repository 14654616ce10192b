import { and, between, count, eq, inArray } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { cases } from '../cases/schema.ts';
import { announce, type Changes } from '../changes.ts';
import type { Context } from '../context.ts';
import { OPEN_STATES } from '../contract/case-state.ts';
import type { Failure } from '../contract/failure.ts';
import { isDate } from '../contract/id-number.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Queries } from '../database/database.ts';
import { ANNOUNCED, type Arrangement, announcedFor, type Calendar, isWeekend, withArrangements } from './rules.ts';
import { calendarYears } from './schema.ts';

/** Years that were entered at the centre, by their number. */
async function arrangements(queries: Queries, communityCode: string): Promise<Map<string, Arrangement>> {
  const rows = await queries.select().from(calendarYears).where(eq(calendarYears.communityCode, communityCode));
  return new Map(rows.map(({ year, arrangement }) => [year, arrangement]));
}

/** The calendar of a centre, read anew whenever a server has entered a year. */
export async function keepCalendar(queries: Queries, communityCode: string, changes: Changes): Promise<() => Calendar> {
  let current = withArrangements(await arrangements(queries, communityCode));
  changes.subscribe('calendar_changes', (notice) => {
    if (notice.communityCode !== communityCode) return;
    void arrangements(queries, communityCode).then(
      (known) => {
        current = withArrangements(known);
      },
      // The database is away: the next start reads it.
      () => undefined
    );
  });
  return () => current;
}

/** 13 statutory days fall on weekdays or are made up for: a year that names fewer is not copied whole (放假办法 第二条). */
const FEWEST_DAYS_OFF = 7;

/** Whether these can be the days of a year's notice: days of that year, off on weekdays, worked at weekends. */
export function isArrangement(year: string, { holidays, makeUpDays }: Arrangement): boolean {
  const all = [...holidays, ...makeUpDays];
  return (
    all.every((day) => isDate(day) && day.startsWith(`${year}-`)) &&
    new Set(all).size === all.length &&
    holidays.filter((day) => !isWeekend(day)).length >= FEWEST_DAYS_OFF &&
    makeUpDays.every(isWeekend)
  );
}

/** Enters the arrangement of a year that this version does not know; a mistake is corrected by entering it again. */
export async function enterYear(
  context: Context,
  staffId: string,
  year: string,
  arrangement: Arrangement
): Promise<Result<null, Failure>> {
  if (ANNOUNCED.isPublished(year)) return fail({ code: 'calendar.announced' });
  if (!isArrangement(year, arrangement)) return fail({ code: 'calendar.arrangement' });
  const { communityCode } = context.centre;
  const entry = { arrangement, enteredBy: staffId, enteredAt: context.now() };
  await context.database.transaction(async (tx) => {
    await tx
      .insert(calendarYears)
      .values({ communityCode, year, ...entry })
      .onConflictDoUpdate({ target: [calendarYears.communityCode, calendarYears.year], set: entry });
    await record(context, tx, {
      actorKind: 'staff',
      actorId: staffId,
      action: 'calendar.enter',
      subject: year,
      purpose: 'calendar'
    });
    await announce(tx, 'calendar_changes', { communityCode, year });
  });
  return ok(null);
}

/** What is known of a year at this centre, and how many open cases have a day in it that may still move. */
export interface KnownYear {
  readonly known: 'announced' | 'entered' | 'unknown';
  readonly arrangement: Arrangement | null;
  readonly provisional: number;
}

/** By this version, by what was entered, or not at all. */
export async function readYear(context: Context, year: string): Promise<KnownYear> {
  const { communityCode } = context.centre;
  if (ANNOUNCED.isPublished(year)) return { known: 'announced', arrangement: announcedFor(year), provisional: 0 };
  const found = (await arrangements(context.database, communityCode)).get(year);
  const [row] = await context.database
    .select({ open: count() })
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, communityCode),
        eq(cases.dueProvisional, true),
        between(cases.dueOn, `${year}-01-01`, `${year}-12-31`),
        inArray(cases.state, [...OPEN_STATES])
      )
    );
  return { known: found ? 'entered' : 'unknown', arrangement: found ?? null, provisional: row?.open ?? 0 };
}
