import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { endCallsOf } from '../calls/end.ts';
import { entitledTo } from '../cases/entitlement.ts';
import { countOpenCases } from '../cases/open-cases.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { type Card, isCardValidOn } from '../contract/card.ts';
import type { FailureCode } from '../contract/failure.ts';
import { isResidentNumber } from '../contract/id-number.ts';
import { isPersonName } from '../contract/person-name.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Session } from '../contract/wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { findOrRegister, residentView } from '../people/service.ts';
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

/** The row of a session of this community. */
export const isSession = (context: Context, id: string) =>
  and(eq(sessions.communityCode, context.centre.communityCode), eq(sessions.id, id));

/** Ends a session, erases the cards that were read in it, and calls nobody for whoever has left. */
export async function endSession(context: Context, session: OpenSession): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx
      .update(sessions)
      .set({ endedAt: context.now(), card: null, principalCard: null, draft: null })
      .where(isSession(context, session.id));
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
    .where(and(isSession(context, id), isNull(sessions.endedAt)))
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
    .where(isSession(context, id));
  if (!row) return null;
  const { endedAt, expiresAt, ...who } = row;
  return { ...who, live: endedAt === null && expiresAt > context.now() };
}
