import { and, asc, count, eq, gte, or, sql } from 'drizzle-orm';
import { cases } from '../cases/schema.ts';
import { minuteOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Item } from '../contract/item.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { type FreeSlot, freeSlotsOf, isBookable } from './rules.ts';
import { bookings } from './schema.ts';

/** Free times of an item, for one room or venue where it has several. */
export async function freeSlots(context: Context, item: Item, resource: string): Promise<FreeSlot[]> {
  if (!item.slotPlan) return [];
  const now = minuteOf(context.now());
  const rows = await context.database
    .select({ slot: bookings.slot, taken: count() })
    .from(bookings)
    .where(
      and(
        eq(bookings.communityCode, context.centre.communityCode),
        eq(bookings.itemCode, item.code),
        eq(bookings.resource, resource),
        gte(bookings.slot, now.slice(0, 10))
      )
    )
    .groupBy(bookings.slot);
  return freeSlotsOf(item.slotPlan, new Map(rows.map((row) => [row.slot, row.taken])), now);
}

/** Takes a place in the transaction of the case. The key of the table decides between two who want the last one. */
export async function takeSlot(
  context: Context,
  tx: Transaction,
  booking: { readonly item: Item; readonly resource: string; readonly slot: string; readonly caseId: string }
): Promise<boolean> {
  const { item, resource, slot, caseId } = booking;
  if (!item.slotPlan || !isBookable(item.slotPlan, slot, minuteOf(context.now()))) return false;
  for (let seat = 1; seat <= item.slotPlan.capacity; seat++) {
    const taken = await tx
      .insert(bookings)
      .values({ communityCode: context.centre.communityCode, itemCode: item.code, resource, slot, seat, caseId })
      .onConflictDoNothing()
      .returning({ seat: bookings.seat });
    if (taken.length > 0) return true;
  }
  return false;
}

/** What somebody booked for a day, themselves or for another, the earliest first. */
export function bookedOn(
  context: Context,
  queries: Queries,
  day: string,
  residentId: string
): Promise<{ caseId: string; itemCode: string; slot: string }[]> {
  const { communityCode } = context.centre;
  return queries
    .select({ caseId: bookings.caseId, itemCode: bookings.itemCode, slot: bookings.slot })
    .from(cases)
    .innerJoin(bookings, and(eq(bookings.communityCode, communityCode), eq(bookings.caseId, cases.id)))
    .where(
      and(
        eq(cases.communityCode, communityCode),
        or(eq(cases.applicantId, residentId), eq(cases.agentId, residentId)),
        sql`left(${bookings.slot}, 10) = ${day}`
      )
    )
    .orderBy(asc(bookings.slot));
}

/** Gives the places of a case back. */
export async function releaseSlots(context: Context, tx: Transaction, caseId: string): Promise<void> {
  await tx
    .delete(bookings)
    .where(and(eq(bookings.communityCode, context.centre.communityCode), eq(bookings.caseId, caseId)));
}
