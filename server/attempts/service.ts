import { and, count, eq, gt, lte, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, type Result } from '../contract/result.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { attempts } from './schema.ts';

/** How many wrong tries are borne in how many minutes. */
export interface AttemptLimit {
  readonly most: number;
  readonly minutes: number;
}

const indexOf = (context: Context, about: string): Uint8Array => context.sealing.index('attempts.about', about);
const since = (context: Context, minutes: number): Date => new Date(context.now().getTime() - minutes * 60_000);

/** Whether one more try is borne. `about` names who or what is tried: a terminal, a user name. */
export async function mayTry(context: Context, queries: Queries, about: string, limit: AttemptLimit): Promise<boolean> {
  const [row] = await queries
    .select({ made: count() })
    .from(attempts)
    .where(
      and(
        eq(attempts.communityCode, context.centre.communityCode),
        eq(attempts.about, indexOf(context, about)),
        gt(attempts.at, since(context, limit.minutes))
      )
    );
  return (row?.made ?? 0) < limit.most;
}

/** Counts a wrong try, and drops those about the same that no longer count. */
export async function countWrong(
  context: Context,
  queries: Queries,
  about: string,
  limit: AttemptLimit
): Promise<void> {
  const { communityCode } = context.centre;
  const of = indexOf(context, about);
  await queries
    .delete(attempts)
    .where(
      and(
        eq(attempts.communityCode, communityCode),
        eq(attempts.about, of),
        lte(attempts.at, since(context, limit.minutes))
      )
    );
  await queries.insert(attempts).values({ communityCode, about: of, at: context.now() });
}

/** One try after another about the same: however many are made at once, no more wrong ones are borne. */
export async function tryWithin<T>(
  context: Context,
  about: string,
  limit: AttemptLimit,
  attempt: (tx: Transaction) => Promise<Result<T, Failure>>
): Promise<Result<T, Failure>> {
  return context.database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
    if (!(await mayTry(context, tx, about, limit))) return fail({ code: 'request.too-many' });
    const tried = await attempt(tx);
    if (!tried.ok) await countWrong(context, tx, about, limit);
    return tried;
  });
}
