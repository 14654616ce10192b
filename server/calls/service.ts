import { and, count, desc, eq, gt, ne, sql } from 'drizzle-orm';
import { announce } from '../changes.ts';
import type { Context } from '../context.ts';
import type { Begun, CallPlace, TerminalCall } from '../contract/call-wire.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { holdSession, type OpenSession } from '../sessions/service.ts';
import { staffNames } from '../staff/service.ts';
import type { Terminal } from '../terminals/service.ts';
import { endCalls, endOverdueCalls } from './end.ts';
import { halfDone } from './half-done.ts';
import { countedSince, mayCallAnew, ringAgain } from './rules.ts';
import { calls } from './schema.ts';

export type CallRow = typeof calls.$inferSelect;

export const APPLICATION = 'calls.application';

/** What is told to the windows with a call: where, and what was begun there. */
export interface Ringing extends CallPlace {
  readonly begun: Begun | null;
}

const ofTerminal = (context: Context, terminal: Terminal) =>
  and(eq(calls.communityCode, context.centre.communityCode), eq(calls.terminalId, terminal.id));

/** The call of a terminal that is open; the lock lets two that arrive at once be one. */
async function openCall(context: Context, tx: Transaction, terminal: Terminal): Promise<CallRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`call ${terminal.id}`}, 0))`);
  const [row] = await tx
    .select()
    .from(calls)
    .where(and(ofTerminal(context, terminal), ne(calls.state, 'over')))
    .for('update');
  return row ?? null;
}

async function madeLately(context: Context, tx: Transaction, terminal: Terminal): Promise<number> {
  const [row] = await tx
    .select({ made: count() })
    .from(calls)
    .where(and(ofTerminal(context, terminal), gt(calls.calledAt, countedSince(context.now()))));
  return row?.made ?? 0;
}

async function terminalView(context: Context, queries: Queries, row: CallRow): Promise<TerminalCall> {
  const { id, state, end, takenBy } = row;
  if (state === 'over') return { state, id, end: end ?? 'forgotten' };
  if (state === 'ringing' || takenBy === null) return { state: 'ringing', id };
  const names = await staffNames(context, queries, [takenBy]);
  return { state, id, by: names.get(takenBy) ?? '' };
}

/**
 * Rings the windows for a terminal, with or without somebody's card. While its call is open it is the same call, with
 * what the screen shows by now. Failure: `call.too-many`.
 */
export async function ring(
  context: Context,
  terminal: Terminal,
  session: OpenSession | null,
  { begun, ...place }: Ringing
): Promise<Result<TerminalCall, FailureCode>> {
  const described = await halfDone(context, session, begun);
  const sealed = described && context.sealing.seal(APPLICATION, JSON.stringify(described));
  const { communityCode } = context.centre;
  return context.database.transaction(async (tx) => {
    // Of whoever has left meanwhile nothing is written down any more.
    const sessionId = session && (await holdSession(context, tx, session.id)) ? session.id : null;
    const open = await openCall(context, tx, terminal);
    const again = open && ringAgain(open, sessionId, context.now());
    if (open && again !== 'same') await endCalls(context, tx, eq(calls.id, open.id), again ?? 'session');
    if (again !== 'same' && !mayCallAnew(await madeLately(context, tx, terminal))) return fail('call.too-many');
    const told = { sessionId, ...place, application: sessionId === null ? null : sealed };
    const [row] =
      open && again === 'same'
        ? await tx
            .update(calls)
            .set(told)
            .where(and(ofTerminal(context, terminal), eq(calls.id, open.id)))
            .returning()
        : await tx
            .insert(calls)
            .values({ communityCode, terminalId: terminal.id, state: 'ringing', calledAt: context.now(), ...told })
            .returning();
    if (!row) throw new Error('a call was not kept');
    await announce(tx, 'call_changes', { communityCode, callId: row.id });
    return ok(await terminalView(context, tx, row));
  });
}

/** The newest call of a terminal, also once it is over: whether somebody comes. null where there was none lately. */
export async function currentCall(context: Context, terminal: Terminal): Promise<TerminalCall | null> {
  await endOverdueCalls(context);
  const [row] = await context.database
    .select()
    .from(calls)
    .where(ofTerminal(context, terminal))
    .orderBy(desc(calls.calledAt), desc(calls.id))
    .limit(1);
  return row ? terminalView(context, context.database, row) : null;
}

/** 不用了: ends the terminal's open call. Where there is none nothing is to be done. */
export async function withdrawCall(context: Context, terminal: Terminal): Promise<void> {
  await endCalls(context, context.database, eq(calls.terminalId, terminal.id), 'resident');
}
