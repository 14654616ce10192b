import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { signedIn, staffNames } from '../staff/service.ts';
import { hallChanged } from './changed.ts';
import { inOrder, RANK, stateWhenLeft } from './rules.ts';
import { FORGOTTEN, ticketCounters, tickets } from './schema.ts';

/** A counter, and who sits there today. */
export interface Seat {
  readonly name: string;
  readonly staffId: string | null;
}

type CounterRow = typeof ticketCounters.$inferSelect;
/** Whoever sat there yesterday does not sit there today. */
const seatIn = (context: Context, { name, staffId, day }: CounterRow): Seat => ({
  name,
  staffId: day === dayOf(context.now()) ? staffId : null
});
const ofCentre = (context: Context) => eq(ticketCounters.communityCode, context.centre.communityCode);
const named = (context: Context, name: string) => and(ofCentre(context), eq(ticketCounters.name, name));

/** Where somebody sits today; null where they sit nowhere. */
export async function counterOf(context: Context, queries: Queries, staffId: string): Promise<string | null> {
  const [row] = await queries
    .select()
    .from(ticketCounters)
    .where(and(ofCentre(context), eq(ticketCounters.staffId, staffId)));
  return row && seatIn(context, row).staffId !== null ? row.name : null;
}

/** Every counter of the hall, 2号 before 10号. */
export async function allSeats(context: Context, queries: Queries): Promise<Seat[]> {
  const rows = await queries.select().from(ticketCounters).where(ofCentre(context));
  return inOrder(rows.map((row) => seatIn(context, row)));
}

/**
 * Holds the counter of a member of staff until this transaction is over, and another one that it is about: always in the
 * order of their names, so that no two wait for each other. Theirs is the first that it gives, the other the second.
 */
export async function holdSeats(
  context: Context,
  tx: Transaction,
  staffId: string,
  other: string | null = null
): Promise<[Seat | null, Seat | null]> {
  const rows = await tx
    .select()
    .from(ticketCounters)
    .where(
      and(
        ofCentre(context),
        or(eq(ticketCounters.staffId, staffId), other === null ? undefined : eq(ticketCounters.name, other))
      )
    )
    .orderBy(asc(ticketCounters.name))
    .for('update');
  const seats = rows.map((row) => seatIn(context, row));
  return [seats.find((seat) => seat.staffId === staffId) ?? null, seats.find(({ name }) => name === other) ?? null];
}

/** Frees a counter: whoever waits for it or was called to it is called first elsewhere, whoever was served is done. */
async function vacate(context: Context, tx: Transaction, { name, staffId }: Seat): Promise<void> {
  const now = context.now();
  const today = and(eq(tickets.communityCode, context.centre.communityCode), eq(tickets.day, dayOf(now)));
  const waiting = { state: 'waiting', rank: RANK.returned, forwardedTo: null, by: null } as const;
  if (staffId !== null) {
    const theirs = await tx
      .select({ id: tickets.id, state: tickets.state })
      .from(tickets)
      .where(and(today, eq(tickets.by, staffId), inArray(tickets.state, ['called', 'serving', 'held'])))
      .for('update');
    for (const { id, state } of theirs)
      await tx
        .update(tickets)
        .set(stateWhenLeft(state) === 'done' ? { state: 'done', overAt: now, ...FORGOTTEN } : waiting)
        .where(and(today, eq(tickets.id, id)));
  }
  await tx
    .update(tickets)
    .set(waiting)
    .where(and(today, eq(tickets.forwardedTo, name), eq(tickets.state, 'waiting')));
  await tx.update(ticketCounters).set({ staffId: null, day: null }).where(named(context, name));
}

/**
 * Sits down at a counter, and leaves the one before. One person sits at a counter; of whoever is signed in nowhere any
 * more it is free. Failures: `counter.unknown`, `counter.taken` with who sits there.
 */
export function chooseCounter(context: Context, staff: Staff, name: string): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const [mine, wanted] = await holdSeats(context, tx, staff.id, name);
    if (!wanted) return fail<Failure>({ code: 'counter.unknown' });
    if (mine?.name === name) return ok(null);
    const { staffId } = wanted;
    if (staffId !== null && (await signedIn(context, tx, [staffId])).has(staffId)) {
      const names = await staffNames(context, tx, [staffId]);
      return fail<Failure>({ code: 'counter.taken', by: names.get(staffId) ?? '' });
    }
    await vacate(context, tx, wanted);
    // Also where they sat yesterday: one person has one counter.
    const before = await tx
      .select({ name: ticketCounters.name })
      .from(ticketCounters)
      .where(and(ofCentre(context), eq(ticketCounters.staffId, staff.id)));
    for (const one of before) await vacate(context, tx, { name: one.name, staffId: staff.id });
    await tx
      .update(ticketCounters)
      .set({ staffId: staff.id, day: dayOf(context.now()) })
      .where(named(context, name));
    await hallChanged(context, tx);
    return ok(null);
  });
}

/** Gets up. Nothing happens where somebody sits nowhere. */
export function leaveCounter(context: Context, staffId: string): Promise<void> {
  return context.database.transaction(async (tx) => {
    const [mine] = await holdSeats(context, tx, staffId);
    if (!mine) return;
    await vacate(context, tx, mine);
    await hallChanged(context, tx);
  });
}

/** Whoever is signed in nowhere any more sits nowhere. */
export async function leaveWhenGone(context: Context, staffId: string): Promise<void> {
  if (!(await signedIn(context, context.database, [staffId])).has(staffId)) await leaveCounter(context, staffId);
}

/** A counter more. Failure: `counter.known`. */
export async function addCounter(context: Context, name: string): Promise<Result<null, Failure>> {
  const { communityCode } = context.centre;
  const added = await context.database
    .insert(ticketCounters)
    .values({ communityCode, name })
    .onConflictDoNothing()
    .returning();
  return added.length > 0 ? ok(null) : fail({ code: 'counter.known' });
}

/** A counter less; whoever sits there gets up. Failure: `counter.unknown`. */
export function removeCounter(context: Context, staff: Staff, name: string): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const [, seat] = await holdSeats(context, tx, staff.id, name);
    if (!seat) return fail<Failure>({ code: 'counter.unknown' });
    await vacate(context, tx, seat);
    await tx.delete(ticketCounters).where(named(context, name));
    await hallChanged(context, tx);
    return ok(null);
  });
}
