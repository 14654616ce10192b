import { type SQL, sql } from 'drizzle-orm';
import { announcing } from '../changes.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { hallVersions, tickets } from './schema.ts';

/**
 * Counts a change of the hall and gives its version. It belongs into the last statement of a transaction: everything that
 * changes the hall waits for its row, and nobody holds it while anything else is waited for. With a condition it is counted
 * where that holds.
 */
export const countChange = (communityCode: string, condition: SQL = sql`where true`): SQL => sql`
  insert into ${hallVersions} as known (community_code, version) select ${communityCode}, 1 ${condition}
  on conflict (community_code) do update set version = known.version + 1 returning version`;

/** Tells every display and every window that something has changed, and gives the ticket that was called its version. */
export async function hallChanged(context: Context, tx: Transaction, calledId: string | null = null): Promise<void> {
  const { communityCode } = context.centre;
  await tx.execute(sql`
    with hall as (${countChange(communityCode)}),
    called as (
      update ${tickets} set call_version = hall.version from hall
      where community_code = ${communityCode} and id = ${calledId}::uuid
    )
    select ${announcing('ticket_changes', { communityCode })} from hall`);
}
