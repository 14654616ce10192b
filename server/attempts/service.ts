import { and, count, eq, gt, lte } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Queries } from '../database/database.ts';
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
