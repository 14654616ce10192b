import { z } from '@hono/zod-openapi';
import { and, eq, ilike, inArray, isNull, not, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { type CaseState, CLOSED_STATES, OPEN_STATES } from '../contract/case-state.ts';
import type { QueueCounts, QueueRow } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { objectedCaseId } from '../objections/service.ts';
import { findByIdNumber } from '../people/service.ts';
import { dayAt } from './act.ts';
import { namesOf } from './names.ts';
import { cases } from './schema.ts';
import { isHelper, isOf, type Sight, seenBy } from './seen.ts';
import { openRow } from './service.ts';
import { type CaseRow, namedIn, queueRow } from './views.ts';

/** Which cases to show. Without states: those that are not closed. */
export interface QueueQuestion {
  readonly states: readonly CaseState[];
  readonly field: string | null;
  readonly item: string | null;
  /** A member of staff: what they have, are offered, or are named for while nobody has it. `none`: nobody has claimed it. */
  readonly owner: string | null;
  /** A department that decides them, or is asked about them. */
  readonly department: string | null;
  /** A member of staff who was reminded of them. */
  readonly escalatedTo: string | null;
  /** The beginning of a case number or short code, or part of an item's name. */
  readonly text: string | null;
  /** Item codes whose name has the text in it. */
  readonly itemsNamed: readonly string[];
  /** Which cases whoever asks may see. */
  readonly sight: Sight;
  readonly after: string | null;
  readonly limit: number;
}

/** Cases without a promised day (waiting for the applicant) come last. */
const LAST_DAY = '9999-12-31';
const dueKey = sql<string>`coalesce(${cases.dueOn}, ${LAST_DAY}::date)::text`;

const cursorOf = (row: CaseRow): string => `${row.dueOn ?? LAST_DAY}_${row.id}`;
const CURSOR = z.tuple([z.iso.date(), z.uuid()]);

export const isCursor = (text: string): boolean => CURSOR.safeParse(text.split('_')).success;

function afterCursor(cursor: string): SQL {
  const [due, id] = CURSOR.parse(cursor.split('_'));
  return sql`(${dueKey}, ${cases.id}) > (${due}, ${id}::uuid)`;
}

/** 自助办结: granted by the records, with no owner ever. Its result is printed at a terminal: nobody has to hand it out. */
const decidedItself = sql`(${cases.state} = 'granted' and ${cases.ownerId} is null)`;

/** What decided itself is done with like what was handed out, and waits in no view. */
function inStates(states: readonly CaseState[]): SQL | undefined {
  const named = states.length > 0 ? inArray(cases.state, [...states]) : notInArray(cases.state, [...CLOSED_STATES]);
  return states.includes('issued') ? or(named, decidedItself) : and(named, not(decidedItself));
}

const concerns = (staffId: string): SQL | undefined =>
  or(
    eq(cases.ownerId, staffId),
    eq(cases.offeredTo, staffId),
    and(isNull(cases.ownerId), eq(cases.responsibleId, staffId))
  );

function textMatches({ text, itemsNamed }: QueueQuestion): SQL | undefined {
  if (!text) return undefined;
  const digits = text.replaceAll(/\s/g, '');
  const numbers = /^\d+$/.test(digits) ? [ilike(cases.number, `${digits}%`), ilike(cases.shortCode, `${digits}%`)] : [];
  const items = itemsNamed.length > 0 ? [inArray(cases.itemCode, [...itemsNamed])] : [];
  return or(...numbers, ...items) ?? sql`false`;
}

/** How much waits in each view. What is granted waits for its applicant and is not open any more. */
export async function countQueue(context: Context, staffId: string, sight: Sight): Promise<QueueCounts> {
  const closed = sql`${cases.state} = 'granted'`;
  const number = (what: SQL | undefined) => sql<number>`count(*) filter (where ${what})`.mapWith(Number);
  const [row] = await context.database
    .select({
      // Whoever does it for residents has a case until its 回访, however it stands.
      open: number(isHelper(sight) ? sql`true` : not(closed)),
      unclaimed: number(and(not(closed), isNull(cases.ownerId))),
      mine: number(concerns(staffId)),
      urged: number(eq(cases.escalatedTo, staffId)),
      review: number(inArray(cases.state, ['reviewing', 'publicised'])),
      held: number(inArray(cases.state, ['suspended', 'passed-up'])),
      supplement: number(eq(cases.state, 'supplementing')),
      issue: number(closed)
    })
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        isHelper(sight) ? undefined : inStates([...OPEN_STATES, 'granted']),
        seenBy(sight)
      )
    );
  return row ?? { open: 0, unclaimed: 0, mine: 0, urged: 0, review: 0, held: 0, supplement: 0, issue: 0 };
}

async function rowsOf(context: Context, queries: Queries, found: readonly CaseRow[]): Promise<QueueRow[]> {
  const names = await namesOf(context, queries, found.flatMap(namedIn));
  return Promise.all(found.map(async (row) => queueRow(await openRow(context, row), names, dayAt(context))));
}

/** The queue, the nearest promised day first; `next` goes on where this page ends. */
export async function readQueue(
  context: Context,
  question: QueueQuestion
): Promise<{ rows: QueueRow[]; next: string | null }> {
  const { states, field, item, owner, department, escalatedTo, after, limit } = question;
  const found = await context.database
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        isHelper(question.sight) && states.length === 0 ? undefined : inStates(states),
        seenBy(question.sight),
        field ? eq(cases.fieldCode, field) : undefined,
        item ? eq(cases.itemCode, item) : undefined,
        owner === 'none' ? isNull(cases.ownerId) : owner ? concerns(owner) : undefined,
        department ? isOf(department) : undefined,
        escalatedTo ? eq(cases.escalatedTo, escalatedTo) : undefined,
        textMatches(question),
        after ? afterCursor(after) : undefined
      )
    )
    .orderBy(dueKey, cases.id)
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await rowsOf(context, context.database, page),
    next: found.length > limit && last ? cursorOf(last) : null
  };
}

/** What a look-up came to. `subject` is whose cases were searched, or which case: our own number, null for nothing. */
export interface Found {
  readonly subject: string | null;
  readonly rows: QueueRow[];
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

/** Cases by what a slip or a card gives: one by its number or short code, all of a person by the ID number. */
export async function findCases(
  context: Context,
  queries: Queries,
  by: { readonly caseNumber: string } | { readonly shortCode: string } | { readonly idNumber: string },
  sight: Sight
): Promise<Found> {
  const { communityCode } = context.centre;
  const here = and(eq(cases.communityCode, communityCode), seenBy(sight));
  let where: SQL | undefined;
  let subject: string | null = null;
  if ('caseNumber' in by) where = and(here, await isCase(context, queries, { number: by.caseNumber }));
  else if ('shortCode' in by) where = and(here, await isCase(context, queries, by));
  else {
    const resident = await findByIdNumber(context, queries, by.idNumber);
    if (!resident) return { subject, rows: [] };
    subject = resident.id;
    where = and(here, or(eq(cases.applicantId, resident.id), eq(cases.agentId, resident.id)));
  }
  const found = await queries.select().from(cases).where(where).orderBy(sql`${cases.receivedAt} desc`).limit(50);
  return { subject: subject ?? found[0]?.id ?? null, rows: await rowsOf(context, queries, found) };
}
