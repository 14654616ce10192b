import { createHash } from 'node:crypto';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { auditRecords } from './schema.ts';

/** One thing that was read or done. Subjects are ids, never names or numbers of people. */
export interface AuditEntry {
  readonly actorKind: 'staff' | 'resident' | 'terminal' | 'department' | 'system';
  readonly actorId: string;
  readonly action: string;
  readonly subject: string;
  readonly purpose: string;
}

const GENESIS = new Uint8Array(32);

function hashOf(previous: Uint8Array, serial: number, at: Date, entry: AuditEntry): Uint8Array {
  const text = JSON.stringify([
    serial,
    at.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.subject,
    entry.purpose
  ]);
  return createHash('sha256').update(previous).update(text).digest();
}

/**
 * Writes one record after the last, in the transaction of what it records: either both are on disk or neither. The
 * community's chain is locked until that transaction ends.
 */
export async function record(context: Context, tx: Transaction, entry: AuditEntry): Promise<void> {
  const { communityCode } = context.centre;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${communityCode}`}, 0))`);
  const [last] = await tx
    .select({ serial: auditRecords.serial, hash: auditRecords.hash })
    .from(auditRecords)
    .where(eq(auditRecords.communityCode, communityCode))
    .orderBy(desc(auditRecords.serial))
    .limit(1);
  const serial = (last?.serial ?? 0) + 1;
  const previous = last?.hash ?? GENESIS;
  const at = context.now();
  await tx
    .insert(auditRecords)
    .values({ communityCode, serial, at, ...entry, previous, hash: hashOf(previous, serial, at, entry) });
}

export type AuditRecord = typeof auditRecords.$inferSelect;

/** Everything on record of these subjects, the newest first. */
export async function recordsOf(
  context: Context,
  queries: Queries,
  subjects: readonly string[]
): Promise<AuditRecord[]> {
  return queries
    .select()
    .from(auditRecords)
    .where(
      and(eq(auditRecords.communityCode, context.centre.communityCode), inArray(auditRecords.subject, [...subjects]))
    )
    .orderBy(desc(auditRecords.serial));
}

/** Serial of the first record that does not follow from the one before it; null where the chain is whole. */
export async function firstBrokenRecord(context: Context, queries: Queries): Promise<number | null> {
  const rows = await queries
    .select()
    .from(auditRecords)
    .where(and(eq(auditRecords.communityCode, context.centre.communityCode)))
    .orderBy(asc(auditRecords.serial));
  let previous: Uint8Array = GENESIS;
  let expected = 1;
  for (const row of rows) {
    const follows = row.serial === expected && Buffer.compare(row.previous, previous) === 0;
    if (!follows || Buffer.compare(row.hash, hashOf(previous, row.serial, row.at, row)) !== 0) return row.serial;
    previous = row.hash;
    expected++;
  }
  return null;
}
