import { and, eq, notInArray, or, sql } from 'drizzle-orm';
import { announce, announcing } from '../changes.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { CallApplication } from '../contract/call-wire.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { TICKET_SOURCES, type Ticket } from '../contract/ticket-wire.ts';
import { causeOf } from '../process/start-failure.ts';
import { counting } from './allowance.ts';
import { countChange } from './changed.ts';
import { isCounted, OVER, RANK, standingOf } from './rules.ts';
import { APPLICATION, ticketSerials, tickets } from './schema.ts';
import { findTicket, ofCentre, UNIQUE_VIOLATION } from './store.ts';
import { holderView, type TicketRow } from './views.ts';

type Wanted = Pick<
  TicketRow,
  'source' | 'priority' | 'key' | 'terminalId' | 'residentId' | 'sessionId' | 'itemCode' | 'caseId' | 'dueAt'
> & { readonly application: CallApplication | null };

const sealedApplication = (context: Context, application: CallApplication | null): Uint8Array | null =>
  application && context.sealing.seal(APPLICATION, JSON.stringify(application));

/**
 * Gives out the next number of its letter: one statement, so that the letter's row is held no longer than that takes, and
 * nothing was given where it fails. A ticket that is there already fails it, by its key, its appointment or its card. null
 * where its terminal has given out all that it may without cards.
 */
async function giveOut(context: Context, wanted: Wanted): Promise<string | null> {
  const { communityCode } = context.centre;
  const now = context.now();
  const day = dayOf(now);
  const letter = TICKET_SOURCES[wanted.source];
  const { at, aheadMs } = standingOf(wanted.priority, wanted.dueAt, now);
  const application = sealedApplication(context, wanted.application);
  const { rows } = await context.database.execute<{ id: string }>(sql`
    with allowed as (${counting(communityCode, isCounted(wanted) ? wanted.terminalId : null, now)}),
    given as (
      insert into ${ticketSerials} as known (community_code, day, letter, last, at)
      select ${communityCode}, ${day}::date, ${letter}, 1, ${now.toISOString()}::timestamptz from allowed
      on conflict (community_code, day, letter)
      do update set last = known.last + 1, at = greatest(known.at, excluded.at)
      returning last, at
    ), ticket as (
      insert into ${tickets} (community_code, day, number, serial, source, priority, state, key, terminal_id, resident_id,
        session_id, item_code, case_id, application, taken_at, due_at, rank, order_at)
      select ${communityCode}, ${day}::date, ${letter} || lpad(last::text, greatest(3, length(last::text)), '0'), last,
        ${wanted.source}, ${wanted.priority}, 'waiting', ${wanted.key}::uuid, ${wanted.terminalId}::uuid,
        ${wanted.residentId}::uuid, ${wanted.sessionId}::uuid, ${wanted.itemCode}, ${wanted.caseId}::uuid,
        ${application && Buffer.from(application)}::bytea, at, ${wanted.dueAt?.toISOString() ?? null}::timestamptz,
        ${RANK.line}::int, coalesce(${at?.toISOString() ?? null}::timestamptz, at) - ${aheadMs}::int * interval '1 ms'
      from given
      returning id
    ), hall as (${countChange(communityCode, sql`where exists (select from ticket)`)})
    select ticket.id, ${announcing('ticket_changes', { communityCode })} from ticket, hall`);
  return rows[0]?.id ?? null;
}

/** The ticket that was given out before: for the same key, else for the same appointment, or to the same card. */
async function findGiven(context: Context, { source, key, caseId, residentId }: Wanted): Promise<TicketRow | null> {
  const today = eq(tickets.day, dayOf(context.now()));
  const ofCase = caseId ? and(today, eq(tickets.caseId, caseId), sql`${tickets.state} <> 'cancelled'`) : undefined;
  const ofCard =
    residentId && source === 'terminal'
      ? and(today, eq(tickets.residentId, residentId), eq(tickets.source, source), notInArray(tickets.state, [...OVER]))
      : undefined;
  const [row] = await context.database
    .select()
    .from(tickets)
    .where(and(ofCentre(context), or(eq(tickets.key, key), ofCase, ofCard)))
    .orderBy(sql`${tickets.key} = ${key} desc`)
    .limit(1);
  return row ?? null;
}

/** What was filled in since goes along with the number that a card has already; null where that is over by now. */
function carryAlong(context: Context, { id }: TicketRow, wanted: Wanted): Promise<TicketRow | null> {
  return context.database.transaction(async (tx) => {
    const { itemCode, sessionId } = wanted;
    const [row] = await tx
      .update(tickets)
      .set({ itemCode, sessionId, application: sealedApplication(context, wanted.application) })
      .where(and(ofCentre(context), eq(tickets.id, id), notInArray(tickets.state, [...OVER])))
      .returning();
    if (row) await announce(tx, 'ticket_changes', { communityCode: context.centre.communityCode });
    return row ?? null;
  });
}

/** How often a ticket may be over between the moment it was in the way and the moment it is looked for. */
const MOST_TRIES = 3;

/** A number, or the one that is there already. Failure: `ticket.too-many`. */
export async function give(context: Context, wanted: Wanted): Promise<Result<Ticket, FailureCode>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const id = await giveOut(context, wanted).catch((error: unknown) => {
      if (causeOf(error).code !== UNIQUE_VIOLATION) throw error;
      return undefined;
    });
    const found = id ? await findTicket(context, context.database, id) : await findGiven(context, wanted);
    if (id === null && !found) return fail('ticket.too-many');
    const isOwn = found === null || found.key === wanted.key || wanted.application === null;
    const row = isOwn ? found : await carryAlong(context, found, wanted);
    if (row) return ok(await holderView(context, context.database, row));
  }
  throw new Error('a ticket was neither made nor found');
}
