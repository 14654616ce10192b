import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { Refusal } from '../http.ts';
import { causeOf } from '../process/start-failure.ts';
import { failedDuties } from './schema.ts';

const ofCase = (context: Context, caseId: string) =>
  and(eq(failedDuties.communityCode, context.centre.communityCode), eq(failedDuties.caseId, caseId));

/** The cases of which something could not be done. */
export async function casesWithFailedDuties(context: Context): Promise<ReadonlySet<string>> {
  const rows = await context.database
    .select({ caseId: failedDuties.caseId })
    .from(failedDuties)
    .where(eq(failedDuties.communityCode, context.centre.communityCode));
  return new Set(rows.map(({ caseId }) => caseId));
}

/** Notes that something of a case could not be done: only the kind of the defect, whose message may tell more. */
export async function noteFailedDuty(context: Context, caseId: string, error: unknown): Promise<void> {
  const { code, name } = causeOf(error);
  const said = { code: error instanceof Refusal ? error.failure.code : (code ?? name) };
  await context.database
    .insert(failedDuties)
    .values({ communityCode: context.centre.communityCode, caseId, ...said, since: context.now(), tries: 1 })
    .onConflictDoUpdate({
      target: [failedDuties.communityCode, failedDuties.caseId],
      set: { ...said, tries: sql`${failedDuties.tries} + 1` }
    });
}

export async function forgetFailedDuty(context: Context, caseId: string): Promise<void> {
  await context.database.delete(failedDuties).where(ofCase(context, caseId));
}
