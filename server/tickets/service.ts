import { and, asc, eq, lt, notInArray, or, sql } from 'drizzle-orm';
import { halfDone } from '../calls/half-done.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import { ageOn } from '../contract/id-number.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Ticket, TicketRequest, WalkIn } from '../contract/ticket-wire.ts';
import type { OpenSession } from '../sessions/service.ts';
import type { Terminal } from '../terminals/service.ts';
import { hallChanged } from './changed.ts';
import { give } from './giving.ts';
import { holderMayCancel, OVER, priorityOf } from './rules.ts';
import { FORGOTTEN, tickets } from './schema.ts';
import { findTicket, ofCentre } from './store.ts';
import { holderView } from './views.ts';

const ageOf = (context: Context, session: OpenSession | null): number | null =>
  session?.resident ? ageOn(session.resident.card.birth, dayOf(context.now())) : null;

/**
 * 取号 at a terminal, with a card or none. What was filled in goes along until the ticket is over, also when its session ends.
 * A card that has a number is told that one. Failure: `ticket.too-many`, without a card.
 */
export async function takeTicket(
  context: Context,
  terminal: Terminal,
  session: OpenSession | null,
  { key, priority, itemCode, begun }: TicketRequest
): Promise<Result<Ticket, FailureCode>> {
  const application = await halfDone(context, session, begun);
  return give(context, {
    source: 'terminal',
    priority: priorityOf(priority, ageOf(context, session)),
    key,
    terminalId: terminal.id,
    residentId: session?.resident?.id ?? null,
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
): Promise<Result<Ticket, FailureCode>> =>
  give(context, {
    source: 'appointment',
    priority: priorityOf('none', ageOf(context, session)),
    key,
    terminalId: session.terminalId,
    residentId: session.resident?.id ?? null,
    sessionId: null,
    itemCode,
    caseId,
    dueAt: at,
    application: null
  });

/** A number for somebody who stands at a window. */
export const takeAtWindow = (
  context: Context,
  { key, priority, itemCode }: WalkIn
): Promise<Result<Ticket, FailureCode>> =>
  give(context, {
    source: 'window',
    priority,
    key,
    terminalId: null,
    residentId: null,
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

/** What this card has today that is not over, the earliest first. */
export async function myTickets(context: Context, { resident }: OpenSession): Promise<Ticket[]> {
  if (!resident) return [];
  const rows = await context.database
    .select()
    .from(tickets)
    .where(
      and(
        ofCentre(context),
        eq(tickets.day, dayOf(context.now())),
        eq(tickets.residentId, resident.id),
        notInArray(tickets.state, [...OVER])
      )
    )
    .orderBy(asc(tickets.takenAt), asc(tickets.id));
  return Promise.all(rows.map((row) => holderView(context, context.database, row)));
}

/**
 * 不等了, at the terminal that gave it out, or anywhere with the card that took it. Failures: `ticket.not-found`,
 * `ticket.over`, `ticket.state` where somebody calls them.
 */
export function cancelTicket(
  context: Context,
  terminal: Terminal,
  session: OpenSession | null,
  id: string
): Promise<Result<null, FailureCode>> {
  return context.database.transaction(async (tx) => {
    const card = session?.resident;
    const theirs = or(eq(tickets.terminalId, terminal.id), card ? eq(tickets.residentId, card.id) : undefined);
    const mine = and(ofCentre(context), eq(tickets.id, id), theirs);
    const [row] = await tx.select().from(tickets).where(mine).for('update');
    if (!row) return fail('ticket.not-found');
    const now = context.now();
    const allowed = holderMayCancel(row, dayOf(now));
    if (allowed === 'done') return ok(null);
    if (allowed !== 'may') return fail(allowed);
    await tx
      .update(tickets)
      .set({ state: 'cancelled', overAt: now, ...FORGOTTEN })
      .where(and(ofCentre(context), eq(tickets.id, id)));
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
        sql`(${tickets.application} is not null or ${tickets.sessionId} is not null or ${tickets.residentId} is not null)`
      )
    );
}
