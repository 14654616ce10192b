import { and, desc, eq, or, sql } from 'drizzle-orm';
import { findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { ResidentCase } from '../contract/case-wire.ts';
import type { Item } from '../contract/item.ts';
import type { Slip } from '../contract/slip.ts';
import type { Queries } from '../database/database.ts';
import { callBacksOf } from '../grades/resident.ts';
import { Refusal } from '../http.ts';
import { signersOfCases } from '../signers/service.ts';
import { responsiblesOf } from '../staff/service.ts';
import { bundlesOf } from './bundles.ts';
import { allSlipsOf, timelinesOf } from './history.ts';
import { cases } from './schema.ts';
import { type CaseRow, type OpenedCase, opened, type ReadCase, residentCase } from './views.ts';

async function findRow(context: Context, queries: Queries, id: string, lock: boolean): Promise<CaseRow | null> {
  const query = queries
    .select()
    .from(cases)
    .where(and(eq(cases.communityCode, context.centre.communityCode), eq(cases.id, id)));
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

/** A case of this centre by id, seals off; null where there is none. `lock` holds it until the transaction ends. */
export async function openCase(
  context: Context,
  queries: Queries,
  id: string,
  { lock = false } = {}
): Promise<OpenedCase | null> {
  const row = await findRow(context, queries, id, lock);
  return row && openRow(context, row);
}

/** The same, only to be listed. */
export async function readCase(context: Context, queries: Queries, id: string): Promise<ReadCase | null> {
  const row = await findRow(context, queries, id, false);
  return row && readRow(context, row);
}

/** A case's id by its number; null where there is none of this centre. */
export async function findCaseId(context: Context, queries: Queries, number: string): Promise<string | null> {
  const [row] = await queries
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.communityCode, context.centre.communityCode), eq(cases.number, number)));
  return row?.id ?? null;
}

/** The seals off a row that is listed: one whose item is lost must not hide the others. */
export async function readRow(context: Context, row: CaseRow): Promise<ReadCase> {
  return opened(context, row, await findItemVersion(context, row.itemCode, row.itemVersion));
}

/** The version of the item that a case was filed under; without it nobody may say what is due or do anything. */
export async function itemOf(
  context: Context,
  { itemCode, itemVersion }: Pick<CaseRow, 'itemCode' | 'itemVersion'>
): Promise<Item> {
  const item = await findItemVersion(context, itemCode, itemVersion);
  if (!item) throw new Refusal('case.item-lost');
  return item;
}

/** The seals off a row, with the version of the item it was filed under. */
export async function openRow(context: Context, row: CaseRow): Promise<OpenedCase> {
  return opened(context, row, await itemOf(context, row));
}

interface Reading<Case extends ReadCase> {
  readonly view: ResidentCase;
  readonly slips: readonly Slip[];
  readonly opened: Case;
}

/** A case as its applicant sees it, with its slips. */
export type ResidentReading = Reading<OpenedCase>;

/** Cases with all that belongs to them, read together however many they are. */
async function readings<Case extends ReadCase>(
  context: Context,
  queries: Queries,
  found: readonly Case[]
): Promise<readonly Reading<Case>[]> {
  const day = { today: dayOf(context.now()), calendar: context.calendar() };
  const ids = found.map(({ row }) => row.id);
  const people = found.flatMap(({ row }) => [row.ownerId ?? row.responsibleId, row.entrustedTo ?? []].flat());
  const [personOf, slipsOf, timelineOf, signersOf, bundleOf, callBackOf] = await Promise.all([
    responsiblesOf(context, queries, people),
    allSlipsOf(context, queries, ids),
    timelinesOf(context, queries, ids),
    signersOfCases(context, queries, ids),
    bundlesOf(context, queries, found),
    callBacksOf(context, queries, ids, day)
  ]);
  return found.map((opened) => {
    const { row } = opened;
    const slips = slipsOf(row.id);
    const [timeline, signers] = [timelineOf(row.id), signersOf(row.id)];
    return {
      view: {
        ...residentCase(opened, personOf, slips, timeline, signers, bundleOf(opened), day),
        callBack: callBackOf(row.id)
      },
      slips,
      opened
    };
  });
}

export async function readResidentCase(
  context: Context,
  queries: Queries,
  id: string
): Promise<ResidentReading | null> {
  const found = await openCase(context, queries, id);
  const [reading] = found ? await readings(context, queries, [found]) : [];
  return reading ?? null;
}

const isOf = (row: CaseRow, residentId: string): boolean =>
  row.applicantId === residentId || row.agentId === residentId;

/** One of a resident's own cases: their own, or one they filed for somebody. */
export async function readOwnCase(context: Context, residentId: string, id: string): Promise<ResidentReading | null> {
  const found = await readResidentCase(context, context.database, id);
  return found && isOf(found.opened.row, residentId) ? found : null;
}

/** At most this many are listed at the terminal, the newest first. */
const MOST_LISTED = 50;

export async function listOwnCases(context: Context, residentId: string): Promise<ResidentCase[]> {
  const rows = await context.database
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        or(eq(cases.applicantId, residentId), eq(cases.agentId, residentId))
      )
    )
    .orderBy(desc(cases.receivedAt), sql`${cases.id} desc`)
    .limit(MOST_LISTED);
  const found = await Promise.all(rows.map((row) => readRow(context, row)));
  return (await readings(context, context.database, found)).map(({ view }) => view);
}
