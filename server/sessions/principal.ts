import { and, isNull } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Card } from '../contract/card.ts';
import type { FailureCode } from '../contract/failure.ts';
import { parseIdNumber } from '../contract/id-number.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Authority } from '../contract/wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import type { OpenResident } from '../people/service.ts';
import { actingUpon, keepAuthority, relationBetween } from '../relations/service.ts';
import { sessions } from './schema.ts';
import { isSession, meet, type OpenSession, type SessionPerson, seal } from './service.ts';

/**
 * Sets the person that the session's holder applies for, from that person's own card: with both cards both agree to the
 * letter of authority, for what is filed now where nothing else was chosen.
 */
export async function setPrincipal(
  context: Context,
  session: OpenSession,
  card: Card,
  authority: Authority = { kind: 'neighbour', span: 'now' }
): Promise<Result<OpenSession, FailureCode>> {
  return context.database.transaction((tx) => principalByCard(context, tx, session, card, authority));
}

/** The same within a transaction, at a terminal or before a clerk. Failures: `session.*`, `card.*`, `proxy.same-person`. */
export async function principalByCard(
  context: Context,
  tx: Transaction,
  session: OpenSession,
  card: Card,
  authority: Authority,
  place: 'terminal' | 'sitting' = 'terminal'
): Promise<Result<OpenSession, FailureCode>> {
  if (!session.resident) return fail('session.none');
  const met = await meet(context, card, tx);
  if (!met.ok) return met;
  const { id: residentId } = session.resident;
  if (met.value.id === residentId) return fail('proxy.same-person');
  const set = await writePrincipal(context, tx, session, met.value, true);
  // An older relation says better what they are to each other, and may last longer.
  const known = await relationBetween(context, tx, residentId, met.value.id, context.now());
  if (set.ok && (!known.ok || authority.span !== 'now'))
    await keepAuthority(context, tx, residentId, met.value.id, authority, place);
  return set;
}

/** The same upon a relation that is known already: a child without a card, somebody who has signed a letter for longer. */
export async function setPrincipalByRelation(
  context: Context,
  session: OpenSession,
  relationId: string,
  queries: Queries = context.database
): Promise<Result<OpenSession, FailureCode>> {
  if (!session.resident) return fail('session.none');
  const found = await actingUpon(context, session.resident.id, relationId);
  if (!found.ok) return found;
  const card = cardless(found.value, dayOf(context.now()));
  return writePrincipal(context, queries, session, { ...found.value, card }, false);
}

async function writePrincipal(
  context: Context,
  queries: Queries,
  session: OpenSession,
  principal: SessionPerson,
  principalCardRead: boolean
): Promise<Result<OpenSession, FailureCode>> {
  // Whoever ended the session while this card was read has left: nothing more is written down. What a clerk has filled in
  // for another goes.
  const [row] = await queries
    .update(sessions)
    .set({ principalId: principal.id, principalCard: seal(context, principal.card), principalCardRead, draft: null })
    .where(and(isSession(context, session.id), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  if (!row) return fail('session.ended');
  return ok({ ...session, principal, principalCardRead, applicant: principal });
}

/** What is known of somebody whose card was not read: what their number says, and no address. */
function cardless({ name, idNumber }: OpenResident, today: string): Card {
  const parsed = parseIdNumber(idNumber);
  const { birth, sex } = parsed.ok ? parsed.value : { birth: '', sex: 'unknown' as const };
  return {
    type: 'citizen',
    name,
    nameEn: null,
    sex,
    nation: null,
    birth,
    address: null,
    idNumber,
    issuer: null,
    validFrom: today,
    validUntil: null,
    nationality: null,
    travelPermit: null,
    warnings: []
  };
}

/** Back to applying for oneself. */
export async function clearPrincipal(context: Context, session: OpenSession): Promise<OpenSession> {
  await context.database
    .update(sessions)
    .set({ principalId: null, principalCard: null, principalCardRead: true, draft: null })
    .where(isSession(context, session.id));
  return { ...session, principal: null, principalCardRead: true, applicant: session.resident };
}
