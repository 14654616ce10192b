import type { Failure, FailureCode } from '../contract/failure.ts';
import {
  TICKET_ACTS,
  type TicketAct,
  type TicketPriority,
  type TicketSource,
  type TicketState
} from '../contract/ticket-wire.ts';

/**
 * How much earlier whoever goes first is taken to have come. An ordinary ticket is overtaken only by those of the next
 * half hour: nobody waits for ever, however many come that go first.
 */
export const HEAD_START_MS = 30 * 60_000;
/** Whoever comes later than this to an appointment stands in line like everybody. */
const APPOINTMENT_KEPT_MS = 30 * 60_000;
/** 老年人权益保障法 第二条. */
const ELDERLY_FROM = 60;

/**
 * What one terminal gives out without cards before it asks for one. Twenty who come at once in the morning are let through;
 * whoever plays with it has soon had enough, and nobody is sent away by it: a card takes a number all the same.
 */
export const MOST_WITHOUT_CARD = 20;
export const STRETCH_MS = 10 * 60_000;

/** Whether a number is one of those: a card has one at a time, and at a window somebody sees who asks. */
export const isCounted = ({
  source,
  residentId
}: {
  readonly source: TicketSource;
  readonly residentId: string | null;
}): boolean => source === 'terminal' && residentId === null;

/** Who is called first: what was sent on to one counter, what came back, then the line. */
export const RANK = { forwarded: 0, returned: 1, line: 2 } as const;

/** Why somebody is called before others: what they said, else what their card says. */
export const priorityOf = (asked: TicketPriority, age: number | null): TicketPriority =>
  asked === 'none' && age !== null && age >= ELDERLY_FROM ? 'elderly' : asked;

/** Where a ticket stands in the line: at the time of its appointment, else at the moment it is taken (null), less a head start. */
export function standingOf(
  priority: TicketPriority,
  dueAt: Date | null,
  now: Date
): { at: Date | null; aheadMs: number } {
  const isKept = dueAt !== null && now.getTime() - dueAt.getTime() <= APPOINTMENT_KEPT_MS;
  return { at: isKept ? dueAt : null, aheadMs: priority === 'none' ? 0 : HEAD_START_MS };
}

/** What is decided upon. `by` is an id of staff. */
export interface TicketFacts {
  readonly day: string;
  readonly state: TicketState;
  readonly by: string | null;
}

/** Whoever acts, at this moment. `busy`: they have somebody called or served at their counter. */
export interface Actor {
  readonly staffId: string;
  readonly counter: string | null;
  readonly busy: boolean;
  readonly today: string;
}

const FROM: Readonly<Record<TicketAct, readonly TicketState[]>> = {
  recall: ['called'],
  begin: ['called'],
  hold: ['called', 'serving'],
  resume: ['held'],
  park: ['called', 'serving', 'held'],
  return: ['parked', 'missed'],
  forward: ['called', 'serving', 'held'],
  miss: ['called'],
  finish: ['serving', 'held'],
  cancel: ['waiting', 'called', 'held', 'parked', 'missed']
};

const TO: Readonly<Record<TicketAct, TicketState>> = {
  recall: 'called',
  begin: 'serving',
  hold: 'held',
  resume: 'serving',
  park: 'parked',
  return: 'waiting',
  forward: 'waiting',
  miss: 'missed',
  finish: 'done',
  cancel: 'cancelled'
};
/** The state that an act leads to. */
export const stateAfter = (act: TicketAct): TicketState => TO[act];

/** States that nothing leads out of. */
export const OVER: readonly TicketState[] = ['done', 'cancelled'];
const isOver = ({ day, state }: TicketFacts, today: string): boolean => day !== today || OVER.includes(state);

/** At no counter: whoever is asked first does what there is to do. */
const AT_NO_COUNTER: readonly TicketState[] = ['waiting', 'parked', 'missed'];

/**
 * Whether somebody at the windows may do this to a ticket. Who came back is put in line by anybody, and who has left taken
 * out of it; all else is done by whoever called.
 */
export function staffMay(act: TicketAct, ticket: TicketFacts, actor: Actor): 'may' | FailureCode {
  if (isOver(ticket, actor.today)) return 'ticket.over';
  if (!FROM[act].includes(ticket.state)) return 'ticket.state';
  if (AT_NO_COUNTER.includes(ticket.state)) return 'may';
  if (ticket.by !== actor.staffId) return 'ticket.not-yours';
  return act === 'resume' && actor.busy ? 'counter.busy' : 'may';
}

/** Everything that somebody may do with a ticket now, in the order in which it is offered. */
export const actsOf = (ticket: TicketFacts, actor: Actor): TicketAct[] =>
  TICKET_ACTS.filter((act) => staffMay(act, ticket, actor) === 'may');

/** What was filled in is for whoever serves the ticket now. */
export function mayOpen(ticket: TicketFacts, staffId: string, today: string): 'may' | FailureCode {
  if (isOver(ticket, today)) return 'ticket.over';
  if (!['called', 'serving', 'held'].includes(ticket.state)) return 'ticket.state';
  return ticket.by === staffId ? 'may' : 'ticket.not-yours';
}

/** Whoever holds a ticket gives it back as long as nobody calls them; `done` where they have already. */
export function holderMayCancel(ticket: TicketFacts, today: string): 'may' | 'done' | FailureCode {
  if (ticket.state === 'cancelled') return 'done';
  if (isOver(ticket, today)) return 'ticket.over';
  return AT_NO_COUNTER.includes(ticket.state) ? 'may' : 'ticket.state';
}

/**
 * Whether the next one may be called while `current` is at the counter. Whoever calls names the ticket that they are done
 * with: one press is enough for what happens two hundred times a day, and a second press at the same moment finishes
 * nobody who has only just been called. Whether somebody who was called has come, only whoever sits there can say.
 */
export function mayCallNext(
  counter: string | null,
  current: { readonly id: string; readonly state: TicketState } | null,
  finish: string | null
): 'may' | Failure {
  if (counter === null) return { code: 'counter.none' };
  if (current === null) return 'may';
  if (current.id !== finish) return { code: 'counter.busy' };
  return current.state === 'serving' ? 'may' : { code: 'counter.called' };
}

/** What becomes of a ticket whose counter is left: who was called or waits beside it is called elsewhere, who was served is done. */
export const stateWhenLeft = (state: TicketState): TicketState => (state === 'serving' ? 'done' : 'waiting');

/** Whole minutes until somebody with so many ahead is called; null where nobody was served yet today, or nobody calls. */
export function waitMinutes(ahead: number, medianSeconds: number | null, counters: number): number | null {
  if (medianSeconds === null || counters === 0) return null;
  return Math.ceil((medianSeconds * ahead) / counters / 60);
}

/** 2号窗口 before 10号窗口. */
const NAMES = new Intl.Collator('zh', { numeric: true });
export const inOrder = <Named extends { readonly name: string }>(counters: readonly Named[]): Named[] =>
  [...counters].sort((one, other) => NAMES.compare(one.name, other.name));
