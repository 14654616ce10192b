import { and, eq, lt, lte, ne, type SQL } from 'drizzle-orm';
import { announce } from '../changes.ts';
import type { Context } from '../context.ts';
import type { CallEnd } from '../contract/call-wire.ts';
import type { Queries } from '../database/database.ts';
import { KEPT_DAYS, oldestOpen } from './rules.ts';
import { calls } from './schema.ts';

/**
 * Ends the open calls that are meant: what was begun and who called are erased with it, in the same step, and the windows
 * are told. Gives how many there were.
 */
export async function endCalls(
  context: Context,
  queries: Queries,
  meant: SQL | undefined,
  end: CallEnd
): Promise<number> {
  const { communityCode } = context.centre;
  const rows = await queries
    .update(calls)
    .set({ state: 'over', end, overAt: context.now(), sessionId: null, application: null })
    .where(and(eq(calls.communityCode, communityCode), ne(calls.state, 'over'), meant))
    .returning({ id: calls.id });
  for (const { id } of rows) await announce(queries, 'call_changes', { communityCode, callId: id });
  return rows.length;
}

/** Whoever called has left. */
export async function endCallsOf(context: Context, queries: Queries, sessionId: string): Promise<void> {
  await endCalls(context, queries, eq(calls.sessionId, sessionId), 'session');
}

/** Ends what is open for too long. Whoever looks at calls does this first, so that no timer has to. */
export async function endOverdueCalls(context: Context, queries: Queries = context.database): Promise<void> {
  const now = context.now();
  const ringing = and(eq(calls.state, 'ringing'), lte(calls.calledAt, oldestOpen('ringing', now)));
  const taken = and(eq(calls.state, 'taken'), lte(calls.calledAt, oldestOpen('taken', now)));
  await endCalls(context, queries, ringing, 'unanswered');
  await endCalls(context, queries, taken, 'forgotten');
}

/** Ends and erases what nobody looks at any more: a terminal without power, a centre that has closed for the day. */
export async function dropOldCalls(context: Context): Promise<void> {
  await endOverdueCalls(context);
  const oldest = new Date(context.now().getTime() - KEPT_DAYS * 86_400_000);
  await context.database
    .delete(calls)
    .where(
      and(eq(calls.communityCode, context.centre.communityCode), eq(calls.state, 'over'), lt(calls.overAt, oldest))
    );
}
