import { and, eq, inArray } from 'drizzle-orm';
import type { Day } from '../cases/facts.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import type { CallBack } from '../contract/grade-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Queries } from '../database/database.ts';
import { lockTicketOf, writeGradeEvent } from './keeping.ts';
import { contactBy, isRegradable, rectifyBy } from './rules.ts';
import { gradeTickets } from './schema.ts';

export const FEEDBACK = 'grade_tickets.feedback';

/** What residents see of their bad grades, by the case; null where there was none. */
export async function callBacksOf(
  context: Context,
  queries: Queries,
  caseIds: readonly string[],
  day: Day
): Promise<(caseId: string) => CallBack | null> {
  if (caseIds.length === 0) return () => null;
  const rows = await queries
    .select()
    .from(gradeTickets)
    .where(
      and(eq(gradeTickets.communityCode, context.centre.communityCode), inArray(gradeTickets.caseId, [...caseIds]))
    );
  const byCase = new Map(rows.map((row) => [row.caseId, row]));
  return (caseId) => {
    const row = byCase.get(caseId);
    if (!row) return null;
    return {
      state: row.state,
      contactBy: contactBy(row, day),
      rectifyBy: row.ledgerOn ?? rectifyBy(row, day),
      feedback: row.feedback && context.sealing.open(FEEDBACK, row.feedback),
      regradable: isRegradable(row)
    };
  };
}

/** 二次评价 of a case that whoever asks was found to have handed in. */
export async function regrade(context: Context, caseId: string, grade: number): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const row = await lockTicketOf(context, tx, caseId);
    if (!row || !isRegradable(row)) return fail<Failure>({ code: row?.regrade ? 'case.rated' : 'case.state' });
    const version = row.version + 1;
    await tx
      .update(gradeTickets)
      .set({ state: 'regraded', regrade: grade, version, level: 0, remindedTo: null })
      .where(and(eq(gradeTickets.communityCode, row.communityCode), eq(gradeTickets.id, row.id)));
    await writeGradeEvent(context, tx, { ticketId: row.id, version, act: 'regrade', by: null, note: '' });
    return ok(null);
  });
}
