import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { endCallsOf } from '../calls/end.ts';
import { entitledTo } from '../cases/entitlement.ts';
import { countOpenCases } from '../cases/open-cases.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { type Card, isCardValidOn } from '../contract/card.ts';
import type { FailureCode } from '../contract/failure.ts';
import { isResidentNumber, parseIdNumber } from '../contract/id-number.ts';
import { isPersonName } from '../contract/person-name.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Authority, Session } from '../contract/wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { findOrRegister, type OpenResident, residentView } from '../people/service.ts';
import { actingUpon, keepAuthority, relationBetween } from '../relations/service.ts';
import { signingsOf } from '../signers/signing.ts';
import { unfinishedOf } from '../unfinished/service.ts';
import { sessions } from './schema.ts';

/** Somebody at the terminal, with the card that was read. */
export interface SessionPerson {
  readonly id: string;
  readonly idNumber: string;
  readonly name: string;
  readonly card: Card;
}

/** A session with the seals off. `applicant` is whom the application is for. */
export interface OpenSession {
  readonly id: string;
  /** null at a window. */
  readonly terminalId: string | null;
  readonly expiresAt: Date;
  readonly resident: SessionPerson | null;
  readonly principal: SessionPerson | null;
  /** Whether the principal's own card was read. */
  readonly principalCardRead: boolean;
  readonly applicant: SessionPerson | null;
}

/**
 * The outer bound: the terminal ends a session long before, a minute and a half after the last touch. Somebody who writes
 * slowly asks nothing of the server meanwhile, and must not be sent away in the middle.
 */
const SESSION_MINUTES = 120;
const PURPOSE = 'sessions.card';
const hash = (token: string): Uint8Array => createHash('sha256').update(token).digest();

/** A card may be used: in date, with a number that passes its check, and a name. */
export function checkCard(card: Card, today: string): FailureCode | null {
  if (!isPersonName(card.name)) return 'card.name';
  if (!isResidentNumber(card.idNumber)) return 'card.number';
  return isCardValidOn(card, today) ? null : 'card.expired';
}

/** Whoever the card is of, known here from now on. */
export async function meet(
  context: Context,
  card: Card,
  queries: Queries = context.database
): Promise<Result<SessionPerson, FailureCode>> {
  const refused = checkCard(card, dayOf(context.now()));
  if (refused) return fail(refused);
  const resident = await findOrRegister(context, queries, card);
  return ok({ ...resident, card });
}

export const seal = (context: Context, card: Card): Uint8Array => context.sealing.seal(PURPOSE, JSON.stringify(card));

/** Opens a session for the holder of a card, or for nobody in particular. The token is told once. */
export async function openSession(
  context: Context,
  terminalId: string,
  card: Card | null
): Promise<Result<{ token: string; session: OpenSession }, FailureCode>> {
  const met = card ? await meet(context, card) : ok(null);
  if (!met.ok) return met;
  const resident = met.value;
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(context.now().getTime() + SESSION_MINUTES * 60_000);
  const [row] = await context.database
    .insert(sessions)
    .values({
      communityCode: context.centre.communityCode,
      terminalId,
      tokenHash: hash(token),
      residentId: resident?.id ?? null,
      card: resident ? seal(context, resident.card) : null,
      startedAt: context.now(),
      expiresAt
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error('a session was not made');
  return ok({
    token,
    session: {
      id: row.id,
      terminalId,
      expiresAt,
      resident,
      principal: null,
      principalCardRead: true,
      applicant: resident
    }
  });
}

export type SessionRow = typeof sessions.$inferSelect;

function person(context: Context, id: string | null, sealedCard: Uint8Array | null): SessionPerson | null {
  if (!id || !sealedCard) return null;
  const card = JSON.parse(context.sealing.open(PURPOSE, sealedCard)) as Card;
  return { id, idNumber: card.idNumber, name: card.name, card };
}

/** A session with the seals off. */
export function opened(context: Context, row: SessionRow): OpenSession {
  const resident = person(context, row.residentId, row.card);
  const principal = person(context, row.principalId, row.principalCard);
  const { id, terminalId, expiresAt } = row;
  const { principalCardRead } = row;
  return { id, terminalId, expiresAt, resident, principal, principalCardRead, applicant: principal ?? resident };
}

/** The live session of a token at the terminal that opened it. */
export async function findSession(context: Context, terminalId: string, token: string): Promise<OpenSession | null> {
  const [row] = await context.database
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.tokenHash, hash(token)),
        eq(sessions.communityCode, context.centre.communityCode),
        eq(sessions.terminalId, terminalId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, context.now())
      )
    );
  return row ? opened(context, row) : null;
}

const where = (context: Context, id: string) =>
  and(eq(sessions.communityCode, context.centre.communityCode), eq(sessions.id, id));

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
    .where(and(where(context, session.id), isNull(sessions.endedAt)))
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
    .where(where(context, session.id));
  return { ...session, principal: null, principalCardRead: true, applicant: session.resident };
}

/** Ends a session, erases the cards that were read in it, and calls nobody for whoever has left. */
export async function endSession(context: Context, session: OpenSession): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx
      .update(sessions)
      .set({ endedAt: context.now(), card: null, principalCard: null, draft: null })
      .where(where(context, session.id));
    await endCallsOf(context, tx, session.id);
  });
}

/** Ends whatever is open at a terminal that nobody may use any more. */
export async function endSessionsAt(context: Context, tx: Transaction, terminalId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: context.now(), card: null, principalCard: null, draft: null })
    .where(
      and(
        eq(sessions.communityCode, context.centre.communityCode),
        eq(sessions.terminalId, terminalId),
        isNull(sessions.endedAt)
      )
    );
}

/** Whether a session goes on; its end then waits until this transaction is over, and sees what was written in it. */
export async function holdSession(context: Context, tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(where(context, id), isNull(sessions.endedAt)))
    .for('share');
  return row !== undefined;
}

/** Erases the cards of sessions that nobody ended: a terminal without power, a network that was away. */
export async function eraseExpiredCards(context: Context): Promise<void> {
  await context.database
    .update(sessions)
    .set({ card: null, principalCard: null, draft: null })
    .where(
      and(
        eq(sessions.communityCode, context.centre.communityCode),
        lte(sessions.expiresAt, context.now()),
        or(isNotNull(sessions.card), isNotNull(sessions.principalCard), isNotNull(sessions.draft))
      )
    );
}

/** Who is here, as the screen in front of them may show it. */
export async function sessionView(context: Context, session: OpenSession): Promise<Session> {
  const resident = session.resident && residentView(context, session.resident.card);
  return {
    id: session.id,
    resident,
    principal: session.principal ? residentView(context, session.principal.card) : null,
    expiresAt: session.expiresAt.toISOString(),
    openCases: session.resident ? await countOpenCases(context, session.resident.id) : 0,
    toSign: session.resident ? (await signingsOf(context, session.resident.card.idNumber)).length : 0,
    entitled: session.resident && resident ? await entitledTo(context, session.resident.id, resident.age) : [],
    unfinished: session.resident ? await unfinishedOf(context, session.resident.idNumber) : []
  };
}

/** What outlives a session: who was here at which terminal or before whom, without the cards. */
export interface SessionRecord extends Pick<SessionRow, 'terminalId' | 'staffId' | 'residentId' | 'principalId'> {
  readonly live: boolean;
}
export async function sessionRecord(context: Context, id: string): Promise<SessionRecord | null> {
  const [row] = await context.database
    .select({
      terminalId: sessions.terminalId,
      staffId: sessions.staffId,
      residentId: sessions.residentId,
      principalId: sessions.principalId,
      endedAt: sessions.endedAt,
      expiresAt: sessions.expiresAt
    })
    .from(sessions)
    .where(where(context, id));
  if (!row) return null;
  const { endedAt, expiresAt, ...who } = row;
  return { ...who, live: endedAt === null && expiresAt > context.now() };
}
