import { type SQL, sql } from 'drizzle-orm';
import { MOST_WITHOUT_CARD, STRETCH_MS } from './rules.ts';
import { ticketAllowances } from './schema.ts';

/**
 * One row where a number may be given out, and none where its terminal has given out all that it may without cards; counts it
 * in the same statement. Whoever asks at the same moment waits for the terminal's row, and reads it as it is after that. null:
 * of no terminal, or to a card, which nobody counts.
 */
export function counting(communityCode: string, terminalId: string | null, now: Date): SQL {
  if (terminalId === null) return sql`select`;
  const over = sql`known.since <= ${new Date(now.getTime() - STRETCH_MS).toISOString()}::timestamptz`;
  return sql`
    insert into ${ticketAllowances} as known (community_code, terminal_id, since, taken)
    values (${communityCode}, ${terminalId}::uuid, ${now.toISOString()}::timestamptz, 1)
    on conflict (community_code, terminal_id) do update set
      taken = case when ${over} then 1 else known.taken + 1 end,
      since = case when ${over} then excluded.since else known.since end
    where ${over} or known.taken < ${MOST_WITHOUT_CARD}
    returning terminal_id`;
}
