import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { announcing } from '../changes.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { WindowTicket } from '../contract/ticket-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { causeOf } from '../process/start-failure.ts';
import { allSeats } from './counters.ts';
import { mayCallNext } from './rules.ts';
import { hallVersions, ticketCounters, tickets } from './schema.ts';
import { findTicket, UNIQUE_VIOLATION } from './store.ts';
import { type TicketRow, windowViews } from './views.ts';

/** Whom a member of staff has called or serves. Of a counter there is one at most. */
export async function currentOf(context: Context, queries: Queries, staffId: string): Promise<TicketRow | null> {
  const [row] = await queries
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityCode, context.centre.communityCode),
        eq(tickets.day, dayOf(context.now())),
        inArray(tickets.state, ['called', 'serving']),
        eq(tickets.by, staffId)
      )
    );
  return row ?? null;
}

/**
 * One statement from the counter to the call, so that what everybody waits for, the row of the hall, is held only while
 * it is written to disk. Each step reads the one before: nobody is called without a counter, and whoever was served there
 * is done before the next one is. The first that no other counter is just calling is taken.
 */
const calling = (communityCode: string, staffId: string, finish: string | null, now: Date): SQL => sql`
  with seat as (
    select name from ${ticketCounters}
    where community_code = ${communityCode} and staff_id = ${staffId} and day = ${dayOf(now)}
    for share
  ), finished as (
    update ${tickets} set state = 'done', over_at = ${now.toISOString()}, application = null, session_id = null,
      resident_id = null
    from seat
    where community_code = ${communityCode} and id = ${finish}::uuid and by = ${staffId} and state = 'serving'
    returning id
  ), first as (
    select id from ${tickets}
    where community_code = ${communityCode} and day = ${dayOf(now)} and state = 'waiting'
      and (forwarded_to is null or forwarded_to = (select name from seat)) and exists (select from seat)
    order by rank, order_at, serial limit 1
    for update skip locked
  ), hall as (
    insert into ${hallVersions} as known (community_code, version)
    select ${communityCode}, 1 where exists (select from finished) or exists (select from first)
    on conflict (community_code) do update set version = known.version + 1 returning version
  ), called as (
    update ${tickets} set state = 'called', counter = seat.name, by = ${staffId}, forwarded_to = null,
      called_at = ${now.toISOString()}, begun_at = null, calls = 1, call_version = hall.version
    from seat, hall, first
    where community_code = ${communityCode} and tickets.id = first.id
    returning tickets.id
  )
  select (select id from called) as id, (select ${announcing('ticket_changes', { communityCode })} from hall)`;

/**
 * 叫下一位, at the counter that this member of staff sits at; null where nobody waits. `finish` is the ticket that they are
 * done with. Failures: `counter.none`, `counter.busy`, `counter.called`.
 */
export async function callNext(
  context: Context,
  staff: Staff,
  finish: string | null
): Promise<Result<WindowTicket | null, Failure>> {
  const { database } = context;
  const seat = (await allSeats(context, database)).find(({ staffId }) => staffId === staff.id);
  const allowed = mayCallNext(seat?.name ?? null, await currentOf(context, database, staff.id), finish);
  if (allowed !== 'may') return fail(allowed);
  const now = context.now();
  let id: string | null;
  try {
    const { rows } = await database.execute<{ id: string | null }>(
      calling(context.centre.communityCode, staff.id, finish, now)
    );
    id = rows[0]?.id ?? null;
  } catch (error) {
    // Pressed twice at one moment: the counter serves one at a time, as its index has it.
    if (causeOf(error).code !== UNIQUE_VIOLATION) throw error;
    return fail({ code: 'counter.busy' });
  }
  const row = id === null ? null : await findTicket(context, database, id);
  const actor = { staffId: staff.id, counter: seat?.name ?? null, busy: true, today: dayOf(now) };
  const [view] = row ? await windowViews(context, database, [row], actor) : [];
  return ok(view ?? null);
}
