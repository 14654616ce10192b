import { and, eq, inArray, notInArray, or } from 'drizzle-orm';
import { currentItems } from '../catalogue/service.ts';
import { dayOf, momentAt } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, type Result } from '../contract/result.ts';
import type { Appointment, CheckIn, Ticket } from '../contract/ticket-wire.ts';
import type { OpenSession } from '../sessions/service.ts';
import { bookedOn } from '../slots/service.ts';
import { OVER } from './rules.ts';
import { tickets } from './schema.ts';
import { takeForAppointment } from './service.ts';
import { ofCentre } from './store.ts';

const bookedToday = async (context: Context, { resident }: OpenSession) =>
  resident ? bookedOn(context, context.database, dayOf(context.now()), resident.id) : [];

type Booked = Awaited<ReturnType<typeof bookedToday>>[number];

/** Those that this card has a number of, or that were done: nobody is asked about them once more. */
async function withoutTicket(
  context: Context,
  { resident }: OpenSession,
  booked: readonly Booked[]
): Promise<Booked[]> {
  if (!resident || booked.length === 0) return [];
  const theirs = or(
    eq(tickets.state, 'done'),
    and(eq(tickets.residentId, resident.id), notInArray(tickets.state, [...OVER]))
  );
  const ofThese = inArray(
    tickets.caseId,
    booked.map(({ caseId }) => caseId)
  );
  const taken = await context.database
    .select({ caseId: tickets.caseId })
    .from(tickets)
    .where(and(ofCentre(context), eq(tickets.day, dayOf(context.now())), ofThese, theirs));
  return booked.filter(({ caseId }) => !taken.some((one) => one.caseId === caseId));
}

/** What somebody has booked for today and not checked in for, for themselves or for somebody else, the earliest first. */
export async function appointmentsToday(context: Context, session: OpenSession): Promise<Appointment[]> {
  const booked = await withoutTicket(context, session, await bookedToday(context, session));
  if (booked.length === 0) return [];
  const names = new Map((await currentItems(context)).map(({ code, name }) => [code, name]));
  return booked.map(({ caseId, itemCode, slot }) => ({
    caseId,
    itemName: names.get(itemCode) ?? null,
    at: momentAt(slot).toISOString()
  }));
}

/** 预约签到 with the card. Failure: `ticket.appointment` where it is none of theirs today. */
export async function checkIn(
  context: Context,
  session: OpenSession,
  { key, caseId }: CheckIn
): Promise<Result<Ticket, FailureCode>> {
  const booked = (await bookedToday(context, session)).find((one) => one.caseId === caseId);
  if (!booked) return fail('ticket.appointment');
  const { itemCode, slot } = booked;
  return takeForAppointment(context, session, key, { caseId, itemCode, at: momentAt(slot) });
}
