import { createHash, randomBytes } from 'node:crypto';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Card } from '../contract/card.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { readableCode } from '../readable-code.ts';
import { cardReads, terminals } from './schema.ts';

export interface Terminal {
  readonly id: string;
  readonly communityCode: string;
  readonly name: string;
  readonly withdrawnAt: Date | null;
}

const CODE_LENGTH = 8;
const ENROLMENT_MINUTES = 15;
const CARD_READ_MINUTES = 5;

const hash = (secret: string): Uint8Array => createHash('sha256').update(secret).digest();
const newCredential = (): string => randomBytes(32).toString('base64url');

/** A new terminal and the code its technician types once, within fifteen minutes. */
export async function createEnrolment(
  context: Context,
  name: string,
  queries: Queries = context.database
): Promise<{ code: string; endsAt: Date }> {
  const code = readableCode(CODE_LENGTH);
  const endsAt = new Date(context.now().getTime() + ENROLMENT_MINUTES * 60_000);
  await queries.insert(terminals).values({
    communityCode: context.centre.communityCode,
    name,
    enrolmentCodeHash: hash(code),
    enrolmentEndsAt: endsAt
  });
  return { code, endsAt };
}

/** Changes a code for a credential, once. null where the code is wrong, used or too old. */
export async function enrol(
  context: Context,
  code: string
): Promise<{ terminal: Terminal; credential: string } | null> {
  const credential = newCredential();
  const [row] = await context.database
    .update(terminals)
    .set({
      credentialHash: hash(credential),
      enrolledAt: context.now(),
      enrolmentCodeHash: null,
      enrolmentEndsAt: null
    })
    .where(
      and(
        eq(terminals.communityCode, context.centre.communityCode),
        eq(terminals.enrolmentCodeHash, hash(code.trim().toUpperCase())),
        gt(terminals.enrolmentEndsAt, context.now())
      )
    )
    .returning();
  return row ? { terminal: row, credential } : null;
}

/** A terminal of the demonstration: enrolled at once; an earlier one of this name that is in use gets a new credential. */
export async function registerTerminal(context: Context, name: string): Promise<string> {
  const credential = newCredential();
  const { communityCode } = context.centre;
  const enrolled = { credentialHash: hash(credential), enrolledAt: context.now() };
  const [known] = await context.database
    .update(terminals)
    .set(enrolled)
    .where(and(eq(terminals.communityCode, communityCode), eq(terminals.name, name), isNull(terminals.withdrawnAt)))
    .returning({ id: terminals.id });
  if (!known) await context.database.insert(terminals).values({ communityCode, name, ...enrolled });
  return credential;
}

/** The terminal of a credential, also one that was withdrawn. Being asked counts as a sign of life, written down at most once a minute. */
export async function findTerminal(context: Context, credential: string): Promise<Terminal | null> {
  const [row] = await context.database
    .select()
    .from(terminals)
    .where(eq(terminals.credentialHash, hash(credential)));
  if (!row) return null;
  const now = context.now();
  if (!row.lastSeenAt || now.getTime() - row.lastSeenAt.getTime() > 60_000)
    await context.database
      .update(terminals)
      .set({ lastSeenAt: now })
      .where(and(eq(terminals.communityCode, row.communityCode), eq(terminals.id, row.id)));
  return { id: row.id, communityCode: row.communityCode, name: row.name, withdrawnAt: row.withdrawnAt };
}

/** All terminals of the centre, for the administrator. */
export const listTerminals = (context: Context) =>
  context.database
    .select({
      id: terminals.id,
      name: terminals.name,
      enrolledAt: terminals.enrolledAt,
      enrolmentEndsAt: terminals.enrolmentEndsAt,
      lastSeenAt: terminals.lastSeenAt,
      withdrawnAt: terminals.withdrawnAt
    })
    .from(terminals)
    .where(eq(terminals.communityCode, context.centre.communityCode))
    .orderBy(asc(terminals.name));

/** What each terminal of the centre is called, by id. */
export async function terminalNames(context: Context, queries: Queries): Promise<ReadonlyMap<string, string>> {
  const rows = await queries
    .select({ id: terminals.id, name: terminals.name })
    .from(terminals)
    .where(eq(terminals.communityCode, context.centre.communityCode));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Keeps a card that was read at a window's desk for five minutes; the page gets the id of the reading, not the number. */
export async function keepCardRead(context: Context, terminalId: string, card: Card): Promise<string> {
  const now = context.now();
  await context.database.delete(cardReads).where(sql`${cardReads.endsAt} < ${now}`);
  const [row] = await context.database
    .insert(cardReads)
    .values({
      communityCode: context.centre.communityCode,
      terminalId,
      card: context.sealing.seal('card_reads.card', JSON.stringify(card)),
      endsAt: new Date(now.getTime() + CARD_READ_MINUTES * 60_000)
    })
    .returning({ id: cardReads.id });
  if (!row) throw new Error('a card read was not kept');
  return row.id;
}

/** Whose card was read at a window's desk, and when. */
export interface CardRead {
  readonly idNumber: string;
  readonly name: string;
  readonly card: Card;
  readonly readAt: Date;
}

const live = (context: Context, readId: string) =>
  and(
    eq(cardReads.communityCode, context.centre.communityCode),
    eq(cardReads.id, readId),
    gt(cardReads.endsAt, context.now())
  );

/** Whose card is behind a reading, once: whoever asked has it. */
export async function takeCardRead(context: Context, queries: Queries, readId: string): Promise<CardRead | null> {
  const [row] = await queries.delete(cardReads).where(live(context, readId)).returning();
  return row ? opened(context, row) : null;
}

/** The same, to be looked at first; it counts on until it is dropped, and waits for whoever else has it in hand. */
export async function openCardRead(context: Context, tx: Transaction, readId: string): Promise<CardRead | null> {
  const [row] = await tx.select().from(cardReads).where(live(context, readId)).for('update');
  return row ? opened(context, row) : null;
}

/** What was done with readings is done: they count no more. */
export async function dropCardReads(context: Context, tx: Transaction, readIds: readonly string[]): Promise<void> {
  await tx
    .delete(cardReads)
    .where(and(eq(cardReads.communityCode, context.centre.communityCode), inArray(cardReads.id, [...readIds])));
}

function opened(context: Context, row: typeof cardReads.$inferSelect): CardRead {
  const card = JSON.parse(context.sealing.open('card_reads.card', row.card)) as Card;
  const readAt = new Date(row.endsAt.getTime() - CARD_READ_MINUTES * 60_000);
  return { idNumber: card.idNumber, name: card.name, card, readAt };
}
