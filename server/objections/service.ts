import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { AnyAction } from '../cases/facts.ts';
import type { Context } from '../context.ts';
import type { CaseState } from '../contract/case-state.ts';
import { maskIdNumber } from '../contract/id-number.ts';
import type { CaseObjection } from '../contract/objection-wire.ts';
import type { Slip } from '../contract/slip.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { type Said, settling } from './rules.ts';
import { caseObjections } from './schema.ts';

export const SAID = 'case_objections.said';
export const SLIP = 'case_objections.slip';
const ANSWER = 'case_objections.answer';

export type ObjectionRow = typeof caseObjections.$inferSelect;

const here = (context: Context, ...more: (SQL | undefined)[]): SQL | undefined =>
  and(eq(caseObjections.communityCode, context.centre.communityCode), ...more);

export const saidIn = (context: Context, row: Pick<ObjectionRow, 'said'>): Said =>
  JSON.parse(context.sealing.open(SAID, row.said));
export const answerIn = (context: Context, { answer }: Pick<ObjectionRow, 'answer'>): string | null =>
  answer && context.sealing.open(ANSWER, answer);
export const slipIn = (context: Context, { slip }: Pick<ObjectionRow, 'slip'>): Slip =>
  JSON.parse(context.sealing.open(SLIP, slip));

/** All objections to a case, oldest first. */
export const objectionRows = (context: Context, queries: Queries, caseId: string): Promise<ObjectionRow[]> =>
  queries
    .select()
    .from(caseObjections)
    .where(here(context, eq(caseObjections.caseId, caseId)))
    .orderBy(asc(caseObjections.position));

/** The same as staff see them; who and why only where `isDeciding`. */
export async function objectionsOf(
  context: Context,
  queries: Queries,
  caseId: string,
  isDeciding: boolean
): Promise<CaseObjection[]> {
  return (await objectionRows(context, queries, caseId)).map((row) => {
    const said = isDeciding ? saidIn(context, row) : null;
    return {
      position: row.position,
      shortCode: row.shortCode,
      raisedAt: row.raisedAt.toISOString(),
      state: row.state,
      said: said && { name: said.name, maskedIdNumber: maskIdNumber(said.idNumber), reason: said.reason },
      answer: answerIn(context, row)
    };
  });
}

/** What was said in an objection that waits for its answer; null where there is none. */
export async function unanswered(
  context: Context,
  queries: Queries,
  caseId: string,
  position: number
): Promise<Said | null> {
  const row = (await objectionRows(context, queries, caseId)).find((one) => one.position === position);
  return row?.state === 'waiting' ? saidIn(context, row) : null;
}

/** The case that an objection's own number or short code leads to; null where there is none. */
export async function objectedCaseId(
  context: Context,
  queries: Queries,
  by: { readonly number: string } | { readonly shortCode: string }
): Promise<string | null> {
  const is = 'number' in by ? eq(caseObjections.number, by.number) : eq(caseObjections.shortCode, by.shortCode);
  const [row] = await queries.select({ caseId: caseObjections.caseId }).from(caseObjections).where(here(context, is));
  return row?.caseId ?? null;
}

/** Notes what an act makes of the objections that wait, in the transaction of the act. */
export async function settleObjections(
  context: Context,
  tx: Transaction,
  caseId: string,
  action: AnyAction,
  to: CaseState,
  actorId: string | null
): Promise<void> {
  const settled = settling(action.act, to);
  if (!settled) return;
  const isMeant = action.act === 'answer-objection' ? eq(caseObjections.position, action.objection) : undefined;
  const answer = action.act === 'answer-objection' || action.act === 'object' ? action.reason : null;
  await tx
    .update(caseObjections)
    .set({
      state: settled.state,
      answer: answer === null ? null : context.sealing.seal(ANSWER, answer),
      answeredBy: actorId,
      answeredAt: context.now()
    })
    .where(here(context, eq(caseObjections.caseId, caseId), eq(caseObjections.state, 'waiting'), isMeant));
}

/** The receipt of an objection, for whoever raised it alone. */
export async function ownObjectionSlip(
  context: Context,
  residentId: string,
  caseId: string,
  slipNumber: string
): Promise<Slip | null> {
  const rows = await objectionRows(context, context.database, caseId);
  const slips = rows.filter((row) => row.residentId === residentId).map((row) => slipIn(context, row));
  return slips.find(({ number }) => number === slipNumber) ?? null;
}
