import { and, asc, count, eq, inArray } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { announce } from '../changes.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { CallApplication } from '../contract/call-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { OpenedTicket, TicketAct, TicketAction, WindowTicket, WindowTickets } from '../contract/ticket-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { sessionRecord } from '../sessions/service.ts';
import { staffNames } from '../staff/service.ts';
import { currentOf } from './calling.ts';
import { hallChanged } from './changed.ts';
import { allSeats, holdSeats } from './counters.ts';
import { type Actor, mayOpen, RANK, staffMay, stateAfter } from './rules.ts';
import { APPLICATION, FORGOTTEN, tickets } from './schema.ts';
import { type TicketRow, windowViews } from './views.ts';

/** Why a clerk looks at what somebody has not handed in yet: for the record. */
const PURPOSE = '叫号';
/** So many of the line are shown; how many there are is told beside them. */
const MOST_SHOWN = 30;

const ofDay = (context: Context) =>
  and(eq(tickets.communityCode, context.centre.communityCode), eq(tickets.day, dayOf(context.now())));

/** What is called, served, set aside and waits today, for whoever asks. */
export async function listTickets(context: Context, staff: Staff): Promise<WindowTickets> {
  const { database: queries } = context;
  const today = ofDay(context);
  const seats = await allSeats(context, queries);
  const line = and(today, eq(tickets.state, 'waiting'));
  const aside = await queries
    .select()
    .from(tickets)
    .where(and(today, inArray(tickets.state, ['called', 'serving', 'held', 'parked', 'missed'])))
    .orderBy(asc(tickets.orderAt), asc(tickets.serial));
  const first = await queries
    .select()
    .from(tickets)
    .where(line)
    .orderBy(asc(tickets.rank), asc(tickets.orderAt), asc(tickets.serial))
    .limit(MOST_SHOWN);
  const [whole] = await queries.select({ waiting: count() }).from(tickets).where(line);
  const mine = aside.filter(({ by, state }) => by === staff.id && state !== 'parked' && state !== 'missed');
  const names = await staffNames(
    context,
    queries,
    seats.flatMap(({ staffId }) => staffId ?? [])
  );
  const counter = seats.find(({ staffId }) => staffId === staff.id)?.name ?? null;
  const busy = mine.some(({ state }) => state !== 'held');
  const actor = { staffId: staff.id, counter, busy, today: dayOf(context.now()) };
  const views = await windowViews(context, queries, [...aside, ...first], actor);
  const of = (rows: readonly TicketRow[]) => views.filter(({ id }) => rows.some((row) => row.id === id));
  return {
    counter,
    counters: seats.map(({ name, staffId }) => ({ name, by: staffId && (names.get(staffId) ?? '') })),
    // Who was called or is served before who waits beside the counter.
    mine: of(mine).sort((one, other) => Number(one.state === 'held') - Number(other.state === 'held')),
    waiting: of(first),
    waitingCount: whole?.waiting ?? 0,
    parked: views.filter(({ state }) => state === 'parked'),
    missed: views.filter(({ state }) => state === 'missed')
  };
}

/** What an act writes down, beside the state it leads to. */
function written(act: TicketAct, row: TicketRow, to: string | null, now: Date): Partial<TicketRow> {
  switch (act) {
    case 'recall':
      return { calls: row.calls + 1, calledAt: now };
    case 'begin':
      return { begunAt: now };
    case 'return':
      return { rank: RANK.returned, by: null };
    case 'forward':
      return { rank: RANK.forwarded, forwardedTo: to, by: null };
    case 'finish':
    case 'cancel':
      return { overAt: now, ...FORGOTTEN };
    case 'hold':
    case 'resume':
    case 'park':
    case 'miss':
      // Somebody who waited beside the counter without having been served begins to be served now.
      return act === 'resume' && row.begunAt === null ? { begunAt: now } : {};
  }
}

async function hold(context: Context, tx: Transaction, id: string): Promise<TicketRow | null> {
  const [row] = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityCode, context.centre.communityCode), eq(tickets.id, id)))
    .for('update');
  return row ?? null;
}

/** Where a ticket is sent on to somebody has to sit. */
const forwardProblem = (to: string | null, mine: string | null, isManned: boolean): Failure | null =>
  to !== null && (!isManned || to === mine) ? { code: 'counter.empty' } : null;

/**
 * What somebody at the windows does with a ticket. Failures: `ticket.not-found`, `ticket.over`, `ticket.state`,
 * `ticket.not-yours` with whose it is, `counter.busy`, `counter.empty`.
 */
export function actUpon(
  context: Context,
  staff: Staff,
  id: string,
  action: TicketAction
): Promise<Result<WindowTicket, Failure>> {
  const { act } = action;
  const to = action.act === 'forward' ? action.to : null;
  return context.database.transaction(async (tx) => {
    const [mine, other] = await holdSeats(context, tx, staff.id, to);
    const row = await hold(context, tx, id);
    if (!row) return fail<Failure>({ code: 'ticket.not-found' });
    const now = context.now();
    const counter = mine?.name ?? null;
    const busy = (await currentOf(context, tx, staff.id)) !== null;
    const actor: Actor = { staffId: staff.id, counter, busy, today: dayOf(now) };
    const allowed = staffMay(act, row, actor);
    if (allowed !== 'may') {
      if (allowed !== 'ticket.not-yours' || row.by === null) return fail<Failure>({ code: allowed });
      const names = await staffNames(context, tx, [row.by]);
      return fail<Failure>({ code: allowed, by: names.get(row.by) ?? '' });
    }
    const problem = forwardProblem(to, counter, other?.staffId != null);
    if (problem) return fail(problem);
    const [changed] = await tx
      .update(tickets)
      .set({ state: stateAfter(act), ...written(act, row, to, now) })
      .where(and(ofDay(context), eq(tickets.id, id)))
      .returning();
    if (!changed) throw new Error('a ticket that is held is gone');
    const isServed = changed.by === staff.id && ['called', 'serving'].includes(changed.state);
    const [view] = await windowViews(context, tx, [changed], { ...actor, busy: isServed });
    if (!view) throw new Error('a ticket without a view');
    // Whether somebody has come is nothing that the hall shows.
    if (act === 'begin') await announce(tx, 'ticket_changes', { communityCode: context.centre.communityCode });
    else await hallChanged(context, tx, act === 'recall' ? id : null);
    return ok(view);
  });
}

/** On record with the people it is about: the ticket forgets them when it is over, and they may ask who looked. */
async function recordReading(
  context: Context,
  tx: Transaction,
  staff: Staff,
  { id, sessionId }: TicketRow
): Promise<void> {
  const session = sessionId === null ? null : await sessionRecord(context, sessionId);
  const about = [session?.residentId, session?.principalId].filter((one) => typeof one === 'string');
  for (const subject of new Set([id, ...about]))
    await record(context, tx, {
      actorKind: 'staff',
      actorId: staff.id,
      action: 'ticket.read',
      subject,
      purpose: PURPOSE
    });
}

/** What was filled in before the ticket was taken, for whoever serves it and nobody else; on record. Failures as above. */
export function openTicket(context: Context, staff: Staff, id: string): Promise<Result<OpenedTicket, Failure>> {
  return context.database.transaction(async (tx) => {
    const row = await hold(context, tx, id);
    if (!row) return fail<Failure>({ code: 'ticket.not-found' });
    const today = dayOf(context.now());
    const allowed = mayOpen(row, staff.id, today);
    if (allowed !== 'may') return fail<Failure>({ code: allowed });
    const busy = row.state !== 'held';
    const [ticket] = await windowViews(context, tx, [row], { staffId: staff.id, counter: row.counter, busy, today });
    if (!ticket) throw new Error('a ticket without a view');
    const { application } = row;
    if (application) await recordReading(context, tx, staff, row);
    return ok({
      ticket,
      application: application && (JSON.parse(context.sealing.open(APPLICATION, application)) as CallApplication)
    });
  });
}
