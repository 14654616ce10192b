import { and, eq, isNull } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { endCalls } from '../calls/end.ts';
import { calls } from '../calls/schema.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Staff } from '../contract/window-wire.ts';
import { endSessionsAt } from '../sessions/service.ts';
import { cardReads, terminals } from './schema.ts';

/**
 * 停用: a terminal that was stolen, or is broken for good. Its key and its code open nothing from this moment on, and
 * whoever stands at it is there no more. It stays in the list; a machine that comes back is enrolled anew. Done twice it
 * is done once. Failure: `terminal.not-found`.
 */
export function withdrawTerminal(context: Context, by: Staff, id: string): Promise<Result<null, Failure>> {
  const ofCentre = and(eq(terminals.communityCode, context.centre.communityCode), eq(terminals.id, id));
  return context.database.transaction(async (tx) => {
    const [known] = await tx.select({ id: terminals.id }).from(terminals).where(ofCentre);
    if (!known) return fail<Failure>({ code: 'terminal.not-found' });
    const [withdrawn] = await tx
      .update(terminals)
      // The hash of its key stays, so that the machine is told what has become of it.
      .set({ withdrawnAt: context.now(), enrolmentCodeHash: null, enrolmentEndsAt: null })
      .where(and(ofCentre, isNull(terminals.withdrawnAt)))
      .returning({ id: terminals.id });
    if (!withdrawn) return ok(null);
    await endSessionsAt(context, tx, id);
    await endCalls(context, tx, eq(calls.terminalId, id), 'session');
    await tx.delete(cardReads).where(eq(cardReads.terminalId, id));
    await record(context, tx, {
      actorKind: 'staff',
      actorId: by.id,
      action: 'terminal.withdraw',
      subject: id,
      purpose: 'administration'
    });
    return ok(null);
  });
}
