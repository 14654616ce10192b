import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { ACTING_REASON_TEXT } from '../contract/sitting.ts';
import type { SittingPrincipal, SittingSession } from '../contract/sitting-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Relation } from '../contract/wire.ts';
import type { Transaction } from '../database/database.ts';
import { relationsOf } from '../relations/service.ts';
import { clearPrincipal, principalByCard, setPrincipalByRelation } from '../sessions/principal.ts';
import type { OpenSession } from '../sessions/service.ts';
import { findSitting, type OpenSitting } from '../sessions/sitting.ts';
import { takeCardRead } from '../terminals/service.ts';
import { view } from './service.ts';

/** Whom whoever sits there may act for with their own card alone, names masked; on record with them. Failure: `session.ended`. */
export async function whomFor(context: Context, staff: Staff, id: string): Promise<Result<Relation[], FailureCode>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail('session.ended');
  const { resident } = session;
  if (!resident) return fail('session.none');
  const entry = { action: 'relation.look', subject: resident.id, purpose: 'relations' } as const;
  await context.database.transaction((tx) => record(context, tx, { actorKind: 'staff', actorId: staff.id, ...entry }));
  return ok((await relationsOf(context, resident.id)).mine.filter(({ oneCard }) => oneCard));
}

async function meant(
  context: Context,
  tx: Transaction,
  session: OpenSitting,
  whom: SittingPrincipal
): Promise<Result<OpenSession, FailureCode>> {
  if ('relationId' in whom) return setPrincipalByRelation(context, session, whom.relationId, tx);
  const read = await takeCardRead(context, tx, whom.readId);
  return read ? principalByCard(context, tx, session, read.card, whom.authority, 'sitting') : fail('card.read-over');
}

/**
 * 代他人办, by the rules of a terminal: with the other one's card too, which was read at the desk, or upon a relation that needs
 * one alone. Why is on record with them before anything of them is shown. Failures: `session.*`, `card.*`, `proxy.*`.
 */
export async function actFor(
  context: Context,
  staff: Staff,
  id: string,
  whom: SittingPrincipal
): Promise<Result<SittingSession, FailureCode>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail('session.ended');
  const set = await context.database.transaction(async (tx) => {
    const made = await meant(context, tx, session, whom);
    if (made.ok && made.value.principal)
      await record(context, tx, {
        actorKind: 'staff',
        actorId: staff.id,
        action: 'sitting.principal',
        subject: made.value.principal.id,
        purpose: ACTING_REASON_TEXT[whom.reason]
      });
    return made;
  });
  return set.ok ? ok(await view(context, { ...set.value, draft: null })) : set;
}

/** Back to what whoever sits there does for themselves. Failure: `session.ended`. */
export async function actForNobody(
  context: Context,
  staff: Staff,
  id: string
): Promise<Result<SittingSession, FailureCode>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail('session.ended');
  return ok(await view(context, { ...(await clearPrincipal(context, session)), draft: null }));
}
