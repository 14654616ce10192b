import { and, count, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Queries } from '../database/database.ts';
import { waitMinutes } from './rules.ts';
import { ticketCounters, tickets } from './schema.ts';

/** How fast the line moves is told from the last of today that were served: what was slow at nine says little at eleven. */
const LATEST = 50;

/** How many wait on a day, or wait before somebody. */
async function countWaiting(context: Context, queries: Queries, day: string, before?: Standing): Promise<number> {
  const [row] = await queries
    .select({ waiting: count() })
    .from(tickets)
    .where(
      and(
        eq(tickets.communityCode, context.centre.communityCode),
        eq(tickets.day, day),
        eq(tickets.state, 'waiting'),
        before &&
          sql`(${tickets.rank}, ${tickets.orderAt}, ${tickets.serial}) < (${before.rank}, ${before.orderAt.toISOString()}::timestamptz, ${before.serial})`
      )
    );
  return row?.waiting ?? 0;
}

/** Where a ticket stands in line. */
interface Standing {
  readonly rank: number;
  readonly orderAt: Date;
  readonly serial: number;
}

/** The median of what was served lately took so many seconds, and so many counters serve. */
async function paceOf(
  context: Context,
  queries: Queries,
  day: string
): Promise<{ medianSeconds: number | null; counters: number }> {
  const { communityCode } = context.centre;
  const { rows } = await queries.execute<{ median: number | null; counters: number }>(sql`
    select
      (select percentile_cont(0.5) within group (order by extract(epoch from over_at - begun_at)) from (
        select over_at, begun_at from ${tickets}
        where community_code = ${communityCode} and day = ${day} and state = 'done'
        order by over_at desc limit ${LATEST}
      ) as latest)::float8 as median,
      (select count(*) from ${ticketCounters}
        where community_code = ${communityCode} and day = ${day} and staff_id is not null)::int as counters`);
  const [found] = rows;
  return { medianSeconds: found?.median ?? null, counters: found?.counters ?? 0 };
}

/** How many are called before somebody who stands there, and how long that takes as far as it can be told. */
export async function waitOf(
  context: Context,
  queries: Queries,
  day: string,
  standing: Standing
): Promise<{ ahead: number; waitMinutes: number | null }> {
  const ahead = await countWaiting(context, queries, day, standing);
  const { medianSeconds, counters } = await paceOf(context, queries, day);
  return { ahead, waitMinutes: waitMinutes(ahead, medianSeconds, counters) };
}

/** How many wait, and how long somebody would who came now. */
export async function wholeLine(
  context: Context,
  queries: Queries,
  day: string
): Promise<{ waiting: number; waitMinutes: number | null }> {
  const waiting = await countWaiting(context, queries, day);
  const { medianSeconds, counters } = await paceOf(context, queries, day);
  return { waiting, waitMinutes: waitMinutes(waiting, medianSeconds, counters) };
}
