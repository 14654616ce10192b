import { currentItems } from '../catalogue/service.ts';
import { dayOf, momentAt } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Appointment, CheckIn, Ticket } from '../contract/ticket-wire.ts';
import type { OpenSession } from '../sessions/service.ts';
import { bookedOn } from '../slots/service.ts';
import { takeForAppointment } from './service.ts';

const bookedToday = async (context: Context, { resident }: OpenSession) =>
  resident ? bookedOn(context, context.database, dayOf(context.now()), resident.id) : [];

/** What somebody has booked for today, for themselves or for somebody else, the earliest first. */
export async function appointmentsToday(context: Context, session: OpenSession): Promise<Appointment[]> {
  const booked = await bookedToday(context, session);
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
  return ok(await takeForAppointment(context, session, key, { caseId, itemCode, at: momentAt(slot) }));
}
