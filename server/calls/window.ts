import { and, asc, eq, ne } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { currentBundles, currentItems } from '../catalogue/service.ts';
import { announce } from '../changes.ts';
import type { Context } from '../context.ts';
import type { CallApplication, OpenedCall, WindowCall } from '../contract/call-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { sessionRecord } from '../sessions/service.ts';
import { staffNames } from '../staff/service.ts';
import { terminalNames } from '../terminals/service.ts';
import { endCalls, endOverdueCalls } from './end.ts';
import { type StaffAct, staffMay } from './rules.ts';
import { calls } from './schema.ts';
import { APPLICATION, type CallRow } from './service.ts';

/** Why a clerk looks at what somebody has not handed in yet: for the record. */
const PURPOSE = '马上找人';

async function views(context: Context, queries: Queries, rows: readonly CallRow[]): Promise<WindowCall[]> {
  if (rows.length === 0) return [];
  const names = await staffNames(
    context,
    queries,
    rows.flatMap(({ takenBy }) => takenBy ?? [])
  );
  const terminals = await terminalNames(context, queries);
  const items = new Map(
    [...(await currentBundles(context)), ...(await currentItems(context))].map(({ code, name }) => [code, name])
  );
  return rows.map(({ id, terminalId, itemCode, page, step, calledAt, takenBy, application }) => ({
    id,
    terminal: terminals.get(terminalId) ?? '',
    itemCode,
    itemName: itemCode === null ? null : (items.get(itemCode) ?? null),
    page,
    step,
    calledAt: calledAt.toISOString(),
    takenBy: takenBy === null ? null : { id: takenBy, name: names.get(takenBy) ?? '' },
    hasApplication: application !== null
  }));
}

/** Every open call of the centre, the longest waiting first. */
export async function listCalls(context: Context): Promise<WindowCall[]> {
  await endOverdueCalls(context);
  const rows = await context.database
    .select()
    .from(calls)
    .where(and(eq(calls.communityCode, context.centre.communityCode), ne(calls.state, 'over')))
    .orderBy(asc(calls.calledAt), asc(calls.id));
  return views(context, context.database, rows);
}

/** Lets a member of staff act upon a call, one at a time; what they did is on record. `does` runs unless it is done. */
async function actUpon<T>(
  context: Context,
  staff: Staff,
  id: string,
  act: StaffAct,
  does: (tx: Transaction, row: CallRow, isDone: boolean) => Promise<T>
): Promise<Result<T, Failure>> {
  await endOverdueCalls(context);
  return context.database.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(calls)
      .where(and(eq(calls.communityCode, context.centre.communityCode), eq(calls.id, id)))
      .for('update');
    if (!row) return fail({ code: 'call.not-found' });
    const names = await staffNames(
      context,
      tx,
      [row.takenBy].filter((by) => by !== null)
    );
    const allowed = staffMay(act, row, staff.id, names);
    if (typeof allowed === 'object') return fail(allowed);
    const done = await does(tx, row, allowed === 'done');
    if (allowed === 'may')
      await record(context, tx, {
        actorKind: 'staff',
        actorId: staff.id,
        action: `call.${act}`,
        subject: id,
        purpose: PURPOSE
      });
    return ok(done);
  });
}

/** 我去: one of all who press it goes. Failures: `call.taken` with who goes, `call.over`, `call.not-found`. */
export const takeCall = (context: Context, staff: Staff, id: string): Promise<Result<WindowCall, Failure>> =>
  actUpon(context, staff, id, 'take', async (tx, row, isDone) => {
    const { communityCode } = context.centre;
    if (!isDone) {
      await tx
        .update(calls)
        .set({ state: 'taken', takenBy: staff.id })
        .where(and(eq(calls.communityCode, communityCode), eq(calls.id, id)));
      await announce(tx, 'call_changes', { communityCode, callId: id });
    }
    const [view] = await views(context, tx, [{ ...row, state: 'taken', takenBy: staff.id }]);
    if (!view) throw new Error('a call that was taken is gone');
    return view;
  });

/** 好了: whoever went there is back. Failures as above, and `call.not-taken`. */
export const endCall = (context: Context, staff: Staff, id: string): Promise<Result<null, Failure>> =>
  actUpon(context, staff, id, 'end', async (tx) => {
    await endCalls(context, tx, eq(calls.id, id), 'staff');
    return null;
  });

/** On record with the people it is about too: the call forgets them when it is over, and they may ask who looked. */
async function recordReading(context: Context, tx: Transaction, staff: Staff, { sessionId }: CallRow): Promise<void> {
  const session = sessionId === null ? null : await sessionRecord(context, sessionId);
  const about = [session?.residentId, session?.principalId].filter((id) => typeof id === 'string');
  for (const subject of new Set(about))
    await record(context, tx, {
      actorKind: 'staff',
      actorId: staff.id,
      action: 'call.read',
      subject,
      purpose: PURPOSE
    });
}

/** What was begun at the terminal, for whoever went there and nobody else; on record. */
export const readApplication = (context: Context, staff: Staff, id: string): Promise<Result<OpenedCall, Failure>> =>
  actUpon(context, staff, id, 'read', async (tx, row) => {
    const [call] = await views(context, tx, [row]);
    if (!call) throw new Error('a call that was read is gone');
    const { application } = row;
    if (application) await recordReading(context, tx, staff, row);
    return {
      call,
      application: application && (JSON.parse(context.sealing.open(APPLICATION, application)) as CallApplication)
    };
  });
