import type { Calendar } from '../../calendar/rules.ts';
import { type Clock, type Dues, duesOf, goOn, pause, STANDING } from '../../cases/clock.ts';
import { escalationOf, warningDays } from '../../cases/deadlines.ts';
import { dutyDay } from '../../cases/duties.ts';
import type { CaseFacts } from '../../cases/facts.ts';
import { type CaseState, isClosed } from '../../contract/case-state.ts';
import type { Item } from '../../contract/item.ts';
import type { Happening } from './life.ts';

/** What a case has become, before it has a number. */
export interface Become extends CaseFacts {
  readonly departmentId: string | null;
  readonly responsibleId: string;
  readonly events: readonly (Happening & { readonly from: CaseState | null })[];
}

/** Who of a centre has to do with a case. */
export interface Hands {
  readonly clerk: string;
  readonly departmentId: string | null;
  readonly asked: readonly string[];
}

interface Course {
  readonly state: CaseState;
  readonly clock: Clock;
  readonly changes: Partial<CaseFacts> & { readonly departmentId?: string | null };
}

/** One thing that happens, as the case engine keeps it (`cases/step.ts`). */
function happens(course: Course, { act, to }: Happening, day: string, hands: Hands): Course {
  const { clock, changes } = course;
  const becomes = (more: Course['changes'], moved: Clock = clock): Course => ({
    state: to,
    clock: moved,
    changes: { ...changes, ...more }
  });
  const undecided = { ...clock, from: null };
  switch (act) {
    case 'claim':
      return becomes({ ownerId: hands.clerk });
    case 'accept':
    case 'supplement':
      return becomes({ bringBy: null }, { ...clock, from: clock.from ?? day, acceptedOn: day });
    case 'ask-supplement':
      return becomes({ supplementAsked: true }, undecided);
    case 'send':
      return becomes(
        {
          departmentId: hands.departmentId,
          opinions: Object.fromEntries(hands.asked.map((id) => [id, 'asked' as const]))
        },
        { ...clock, sentOn: day, joint: hands.asked.length > 0 }
      );
    case 'suspend':
      return becomes({ heldIn: course.state }, pause(clock, day));
    case 'resume':
      return becomes({ heldIn: null }, goOn(clock, day));
    case 'grant':
      return becomes({ decidedOn: day });
    case 'deny':
      return becomes({ decidedOn: day, closedOn: day });
    case 'refuse':
    case 'dismiss':
      return becomes({ decidedOn: day, closedOn: day }, undecided);
    case 'withdraw':
      return becomes({ closedOn: day }, undecided);
    case 'issue':
      return becomes({ closedOn: day });
    case 'archive':
      return becomes({ archivedOn: day });
    default:
      return becomes({});
  }
}

/** How a case stands on a day of its life: what has happened by then, and nothing after. */
export function standing(
  life: readonly Happening[],
  today: number,
  dayOf: (index: number) => string,
  materials: CaseFacts['materials'],
  hands: Hands
): Become {
  const past = life.filter(({ on }) => on <= today);
  const receivedOn = dayOf(past[0]?.on ?? today);
  let course: Course = { state: 'received', clock: { ...STANDING, from: receivedOn }, changes: {} };
  const events = past.map((event) => {
    const from = event.act === 'submit' ? null : course.state;
    course = happens(course, event, dayOf(event.on), hands);
    return { ...event, from };
  });
  const { state, clock, changes } = course;
  const decidedItself = state === 'granted' && !changes.ownerId;
  return {
    supplementAsked: false,
    bringBy: null,
    heldIn: null,
    decidedOn: null,
    archivedOn: null,
    opinions: {},
    departmentId: null,
    ownerId: null,
    ...changes,
    closedOn: changes.closedOn ?? (decidedItself ? receivedOn : null),
    state,
    clock,
    version: events.length,
    offeredTo: null,
    materials,
    unsigned: 0,
    receivedOn,
    publicUntil: null,
    unansweredObjections: 0,
    escalation: 0,
    rated: false,
    agencyAsked: false,
    entrustedTo: null,
    deliveredOn: null,
    revisitedOn: null,
    responsibleId: hands.clerk,
    events
  };
}

const NO_LIGHTS = { amberOn: null, redOn: null };

/** The days that follow, counted once for all cases whose clock and item are alike. */
export function dayBook(calendar: Calendar, today: string) {
  const known = new Map<string, Dues>();
  function dues(item: Item, clock: Clock): Dues {
    const key = `${item.code} ${clock.from} ${clock.acceptedOn} ${clock.pauses.map(({ from, to }) => `${from}-${to}`)}`;
    const found = known.get(key) ?? duesOf(calendar, clock, item);
    known.set(key, found);
    return found;
  }
  return {
    dues,
    /** Its lights, how often somebody must have been reminded of it by now, and from when on again. */
    warnings(become: Become, item: Item) {
      const isOver = become.closedOn !== null || (isClosed(become.state) && become.state !== 'granted');
      const escalation = isOver ? 0 : escalationOf(become, item, { today, calendar });
      const { promised } = dues(item, become.clock);
      const kept = { dueOn: promised?.due ?? null, provisional: promised?.provisional ?? false };
      const dutyOn = become.archivedOn ? null : dutyDay({ ...become, escalation }, item, kept, { today, calendar });
      return { ...(isOver ? NO_LIGHTS : warningDays(become, item, calendar)), escalation, dutyOn };
    }
  };
}
export type DayBook = ReturnType<typeof dayBook>;
