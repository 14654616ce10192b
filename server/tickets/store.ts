import { and, eq, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Queries } from '../database/database.ts';
import { tickets } from './schema.ts';
import type { TicketRow } from './views.ts';

export const UNIQUE_VIOLATION = '23505';

export const ofCentre = (context: Context): SQL => eq(tickets.communityCode, context.centre.communityCode);

export async function findTicket(context: Context, queries: Queries, id: string): Promise<TicketRow | null> {
  const [row] = await queries
    .select()
    .from(tickets)
    .where(and(ofCentre(context), eq(tickets.id, id)));
  return row ?? null;
}
