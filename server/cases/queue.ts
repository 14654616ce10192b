import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { COUNTED_VIEWS, type CountedView, MOST_COUNTED } from '../contract/queue-view.ts';
import type { QueueCounts, QueueRow } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { objectedCaseId } from '../objections/service.ts';
import { findByIdNumber } from '../people/service.ts';
import { dayAt } from './act.ts';
import { namesOf } from './names.ts';
import { type FoundPlace, foundPlaceOf, isBefore, nextFound, nextPlace, orderOf, placeOf } from './queue-order.ts';
import { legsOf, type QueueQuestion } from './queue-views.ts';
import { cases } from './schema.ts';
import { type Sight, seenBy } from './seen.ts';
import { readRow } from './service.ts';
import { type CaseRow, namedIn, queueRow } from './views.ts';

async function rowsOf(context: Context, queries: Queries, found: readonly CaseRow[]): Promise<QueueRow[]> {
  const names = await namesOf(context, queries, found.flatMap(namedIn));
  return Promise.all(found.map(async (row) => queueRow(await readRow(context, row), names, dayAt(context))));
}

const isHere = (context: Context): SQL => eq(cases.communityCode, context.centre.communityCode);

/**
 * One page of a view in its order; `next` is where the next one begins. Each leg is read by an index that holds it in this
 * order, so that a page costs the same however many cases there are and however far in it is.
 */
export async function readQueue(
  context: Context,
  question: QueueQuestion
): Promise<{ rows: QueueRow[]; next: string | null }> {
  const { view, after, limit } = question;
  const order = orderOf(view);
  const direction = order.newestFirst ? desc : asc;
  const legs = await Promise.all(
    legsOf(question, dayAt(context)).map((leg) =>
      context.database
        .select()
        .from(cases)
        .where(and(isHere(context), leg, after ? nextPlace(order, after) : undefined))
        .orderBy(direction(order.day), direction(cases.id))
        .limit(limit + 1)
    )
  );
  // A case may be found by more than one leg: its number and its short code begin alike.
  const found = [...new Map(legs.flat().map((row) => [row.id, row])).values()];
  const sorted = legs.length > 1 ? found.sort((one, other) => (isBefore(order, one, other) ? -1 : 1)) : found;
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await rowsOf(context, context.database, page),
    next: sorted.length > limit && last ? placeOf(order, last) : null
  };
}

/** How many of a leg there are, counted no further than anybody wants to know. */
const counted = (context: Context, leg: SQL | undefined): SQL =>
  sql`(select count(*) from (select 1 from ${cases} where ${and(isHere(context), leg)} limit ${MOST_COUNTED + 1}) found)`;

/** How much waits in each view, of one more than `MOST_COUNTED` at most. */
export async function countQueue(context: Context, staffId: string, sight: Sight): Promise<Omit<QueueCounts, 'stuck'>> {
  const day = dayAt(context);
  const nothing = { field: null, item: null, department: null, text: null, itemsNamed: [] };
  const countOf = (view: CountedView): SQL => {
    const legs = legsOf({ view, staffId, sight, ...nothing }, day).map((leg) => counted(context, leg));
    return sql`least(${MOST_COUNTED + 1}, ${sql.join(legs, sql` + `)})::int as ${sql.identifier(view)}`;
  };
  const { rows } = await context.database.execute<Record<CountedView, number>>(
    sql`select ${sql.join(COUNTED_VIEWS.map(countOf), sql`, `)}`
  );
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  return row;
}

/** What a look-up came to. `subject` is whose cases were searched, or which case: our own number, null for nothing. */
export interface Found {
  readonly subject: string | null;
  readonly rows: QueueRow[];
  /** Where the next ones of a person begin; null where these are all. */
  readonly next: string | null;
}

/** A case by its own number or short code, or by those of an objection to it. */
async function isCase(
  context: Context,
  queries: Queries,
  by: { readonly number: string } | { readonly shortCode: string }
): Promise<SQL> {
  const objected = await objectedCaseId(context, queries, by);
  if (objected) return eq(cases.id, objected);
  return 'number' in by ? eq(cases.number, by.number) : eq(cases.shortCode, by.shortCode);
}

/** So many are shown of one person at once, the newest first. */
const MOST_FOUND = 50;

/**
 * One page of what somebody filed or had filed. Each of the two is read by an index that holds it by moment, which is
 * written to the millisecond; a case that is both is found once.
 */
async function casesOf(
  context: Context,
  queries: Queries,
  residentId: string,
  sight: Sight,
  after: FoundPlace | null
): Promise<Pick<Found, 'rows' | 'next'>> {
  const behind = after ? nextFound(after) : undefined;
  const legs = await Promise.all(
    [cases.applicantId, cases.agentId].map((whose) =>
      queries
        .select()
        .from(cases)
        .where(and(isHere(context), seenBy(sight), eq(whose, residentId), behind))
        .orderBy(desc(cases.receivedAt), desc(cases.id))
        .limit(MOST_FOUND + 1)
    )
  );
  const found = [...new Map(legs.flat().map((row) => [row.id, row])).values()].sort((one, other) =>
    foundPlaceOf(one) < foundPlaceOf(other) ? 1 : -1
  );
  const page = found.slice(0, MOST_FOUND);
  const last = page.at(-1);
  return {
    rows: await rowsOf(context, queries, page),
    next: found.length > MOST_FOUND && last ? foundPlaceOf(last) : null
  };
}

/** Cases by what a slip or a card gives: by number or short code, all of a person by the ID number, page after page. */
export async function findCases(
  context: Context,
  queries: Queries,
  by:
    | { readonly caseNumber: string }
    | { readonly shortCode: string }
    | { readonly idNumber: string }
    | { readonly residentId: string },
  sight: Sight,
  after: FoundPlace | null = null
): Promise<Found> {
  const here = and(isHere(context), seenBy(sight));
  if ('idNumber' in by || 'residentId' in by) {
    const id = 'residentId' in by ? by.residentId : (await findByIdNumber(context, queries, by.idNumber))?.id;
    if (id === undefined) return { subject: null, rows: [], next: null };
    return { subject: id, ...(await casesOf(context, queries, id, sight, after)) };
  }
  const where = and(here, await isCase(context, queries, 'caseNumber' in by ? { number: by.caseNumber } : by));
  const found = await queries.select().from(cases).where(where).orderBy(desc(cases.receivedAt)).limit(MOST_FOUND);
  return { subject: found[0]?.id ?? null, rows: await rowsOf(context, queries, found), next: null };
}
