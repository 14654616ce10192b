import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { OpenSession } from '../sessions/service.ts';
import { actIn } from './act.ts';
import { openCase } from './service.ts';
import { undoProblem } from './undo-rules.ts';

/** What history says beside 申请人撤回: nobody has to wonder why it was withdrawn after half a minute. */
const REASON = '本人刚交就撤回';

/**
 * Takes back what this session has just handed in: an ordinary withdrawal with its own reason, also without a card. One
 * that is withdrawn already is answered again, because the answer before may have been lost.
 */
export async function undo(
  context: Context,
  session: Pick<OpenSession, 'id' | 'resident'>,
  id: string,
  reason = REASON
): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await openCase(context, tx, id, { lock: true });
    if (!found || found.content.sessionId !== session.id) return fail<Failure>({ code: 'case.not-found' });
    const { row } = found;
    if (row.state === 'withdrawn') return ok(null);
    const refused = undoProblem(row, context.now());
    if (refused) return fail<Failure>({ code: refused });
    const action = { act: 'withdraw', version: row.version, reason } as const;
    return actIn(context, tx, found, action, { kind: 'resident' }, session.resident?.id ?? null);
  });
}
