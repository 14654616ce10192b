import { and, eq, lt, or, sql } from 'drizzle-orm';
import { halfDone } from '../calls/half-done.ts';
import { announcing } from '../changes.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { CallApplication } from '../contract/call-wire.ts';
import type { FailureCode } from '../contract/failure.ts';
import { ageOn } from '../contract/id-number.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { TICKET_SOURCES, type Ticket, type TicketRequest, type WalkIn } from '../contract/ticket-wire.ts';
import type { Queries } from '../database/database.ts';
import { causeOf } from '../process/start-failure.ts';
import type { OpenSession } from '../sessions/service.ts';
import type { Terminal } from '../terminals/service.ts';
import { countChange, hallChanged } from './changed.ts';
import { holderMayCancel, priorityOf, RANK, standingOf } from './rules.ts';
import { APPLICATION, FORGOTTEN, ticketSerials, tickets } from './schema.ts';
import { holderView, type TicketRow } from './views.ts';

export const UNIQUE_VIOLATION = '23505';

type Wanted = Pick<
  TicketRow,
  'source' | 'priority' | 'key' | 'terminalId' | 'sessionId' | 'itemCode' | 'caseId' | 'dueAt'
> & { readonly application: CallApplication | null };

/**
 * Gives out the next number of its letter: one statement, so that the letter's row is held no longer than that takes, and
 * nothing was given where it fails. A ticket that is there already fails it, by its key or its appointment.
 */
async function giveOut(context: Context, wanted: Wanted): Promise<string> {
  const { communityCode } = context.centre;
  const now = context.now();
  const day = dayOf(now);
  const letter = TICKET_SOURCES[wanted.source];
  const { at, aheadMs } = standingOf(wanted.priority, wanted.dueAt, now);
  const application = wanted.application && context.sealing.seal(APPLICATION, JSON.stringify(wanted.application));
  const { rows } = await context.database.execute<{ id: string }>(sql`
    with given as (
      insert into ${ticketSerials} as known (community_code, day, letter, last, at)
      values (${communityCode}, ${day}, ${letter}, 1, ${now.toISOString()})
      on conflict (community_code, day, letter)
      do update set last = known.last + 1, at = greatest(known.at, excluded.at)
      returning last, at
    ), ticket as (
      insert into ${tickets} (community_code, day, number, serial, source, priority, state, key, terminal_id, session_id,
        item_code, case_id, application, taken_at, due_at, rank, order_at)
      select ${communityCode}, ${day}::date, ${letter} || lpad(last::text, greatest(3, length(last::text)), '0'), last,
        ${wanted.source}, ${wanted.priority}, 'waiting', ${wanted.key}::uuid, ${wanted.terminalId}::uuid,
        ${wanted.sessionId}::uuid, ${wanted.itemCode}, ${wanted.caseId}::uuid,
        ${application && Buffer.from(application)}::bytea, at, ${wanted.dueAt?.toISOString() ?? null}::timestamptz,
        ${RANK.line}::int, coalesce(${at?.toISOString() ?? null}::timestamptz, at) - ${aheadMs}::int * interval '1 ms'
      from given
      returning id
    ), hall as (${countChange(communityCode)})
    select ticket.id, ${announcing('ticket_changes', { communityCode })} from ticket, hall`);
  const [made] = rows;
  if (!made) throw new Error('a ticket was not made');
  return made.id;
}

const ofCentre = (context: Context) => eq(tickets.communityCode, context.centre.communityCode);

export async function findTicket(context: Context, queries: Queries, id: string): Promise<TicketRow | null> {
  const [row] = await queries
    .select()
    .from(tickets)
    .where(and(ofCentre(context), eq(tickets.id, id)));
  return row ?? null;
}

/** The ticket that was given out before, for the same key or the same appointment. */
async function findGiven(context: Context, { key, caseId }: Wanted): Promise<TicketRow | null> {
  const ofCase = caseId
    ? and(eq(tickets.day, dayOf(context.now())), eq(tickets.caseId, caseId), sql`${tickets.state} <> 'cancelled'`)
    : undefined;
  const [row] = await context.database
    .select()
    .from(tickets)
    .where(and(ofCentre(context), or(eq(tickets.key, key), ofCase)))
    .orderBy(sql`${tickets.key} = ${key} desc`)
    .limit(1);
  return row ?? null;
}

async function give(context: Context, wanted: Wanted): Promise<Ticket> {
  const row = await giveOut(context, wanted).then(
    (id) => findTicket(context, context.database, id),
    (error: unknown) => {
      if (causeOf(error).code !== UNIQUE_VIOLATION) throw error;
      return findGiven(context, wanted);
    }
  );
  if (!row) throw new Error('a ticket was neither made nor found');
  return holderView(context, context.database, row);
}

const ageOf = (context: Context, session: OpenSession | null): number | null =>
  session?.resident ? ageOn(session.resident.card.birth, dayOf(context.now())) : null;

/** 取号 at a terminal, with a card or none. What was filled in goes along until the ticket is over, also when its session ends. */
export async function takeTicket(
  context: Context,
  terminal: Terminal,
  session: OpenSession | null,
  { key, priority, itemCode, begun }: TicketRequest
): Promise<Ticket> {
  const application = await halfDone(context, session, begun);
  return give(context, {
    source: 'terminal',
    priority: priorityOf(priority, ageOf(context, session)),
    key,
    terminalId: terminal.id,
    sessionId: application && session ? session.id : null,
    itemCode,
    caseId: null,
    dueAt: null,
    application
  });
}

/** 预约签到: the ticket of an appointment, which is one however often it is asked for. */
export const takeForAppointment = (
  context: Context,
  session: OpenSession,
  key: string,
  { caseId, itemCode, at }: { readonly caseId: string; readonly itemCode: string; readonly at: Date }
): Promise<Ticket> =>
  give(context, {
    source: 'appointment',
    priority: priorityOf('none', ageOf(context, session)),
    key,
    terminalId: session.terminalId,
    sessionId: null,
    itemCode,
    caseId,
    dueAt: at,
    application: null
  });

/** A number for somebody who stands at a window. */
export const takeAtWindow = (context: Context, { key, priority, itemCode }: WalkIn): Promise<Ticket> =>
  give(context, {
    source: 'window',
    priority,
    key,
    terminalId: null,
    sessionId: null,
    itemCode,
    caseId: null,
    dueAt: null,
    application: null
  });

/** How a ticket stands, for whatever terminal shows it. */
export async function readTicket(context: Context, id: string): Promise<Ticket | null> {
  const row = await findTicket(context, context.database, id);
  return row && holderView(context, context.database, row);
}

/** 不等了, at the terminal that gave it out. Failures: `ticket.not-found`, `ticket.over`, `ticket.state` where somebody calls them. */
export function cancelTicket(context: Context, terminal: Terminal, id: string): Promise<Result<null, FailureCode>> {
  return context.database.transaction(async (tx) => {
    const mine = and(ofCentre(context), eq(tickets.id, id), eq(tickets.terminalId, terminal.id));
    const [row] = await tx.select().from(tickets).where(mine).for('update');
    if (!row) return fail('ticket.not-found');
    const now = context.now();
    const allowed = holderMayCancel(row, dayOf(now));
    if (allowed === 'done') return ok(null);
    if (allowed !== 'may') return fail(allowed);
    await tx
      .update(tickets)
      .set({ state: 'cancelled', overAt: now, ...FORGOTTEN })
      .where(mine);
    await hallChanged(context, tx);
    return ok(null);
  });
}

/** Tickets of days that are over keep nothing of anybody. */
export async function forgetOldTickets(context: Context): Promise<void> {
  await context.database
    .update(tickets)
    .set(FORGOTTEN)
    .where(
      and(
        ofCentre(context),
        lt(tickets.day, dayOf(context.now())),
        sql`(${tickets.application} is not null or ${tickets.sessionId} is not null)`
      )
    );
}
