import { and, count, eq, notInArray, or } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { CLOSED_STATES } from '../contract/case-state.ts';
import { cases } from './schema.ts';

/** How many cases of a resident, their own or filed for others, are still under way. */
export async function countOpenCases(context: Context, residentId: string): Promise<number> {
  const [row] = await context.database
    .select({ open: count() })
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        or(eq(cases.applicantId, residentId), eq(cases.agentId, residentId)),
        notInArray(cases.state, [...CLOSED_STATES])
      )
    );
  return row?.open ?? 0;
}
