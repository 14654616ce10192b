import { type Calendar, type Due, due, next, previous, workingDaysUntil } from '../calendar/rules.ts';
import { isClosed } from '../contract/case-state.ts';
import type { Light } from '../contract/clock-light.ts';
import { duesOf } from './clock.ts';
import type { CaseFacts, Day, Escalation, ItemFacts } from './facts.ts';
import { awaitsAny, isComplete } from './materials.ts';
import { stageOf } from './stages.ts';

/** Working days before the last one on which whoever has a case is warned, and warned again. */
const AMBER = 3;
const RED = 1;
/** 行政许可法 第32条: whoever is told nothing for so long is accepted from the day of receipt. */
const ANSWER_TO_PERMIT = 5;
/** A filing from a terminal has its first answer within a working day (安阳市政务服务条例 第42条). */
const FIRST_ANSWER = 1;
/** So many working days after that day whoever is named for it is told that it has none, and somebody above. */
const UNANSWERED_FOR = [1, 2];
/** A closed file lies open for its applicant, and for a rating, for so many natural days. */
const OPEN_AFTER_CLOSING = 30;

/** Half of a short limit is never amber from its first day. */
const amberFor = (days: number): number => Math.min(AMBER, Math.ceil(days / 2));

/** How near the last day of a limit of so many days is. */
export function nearness({ due }: Due, days: number, { today, calendar }: Day): Light {
  if (due < today) return 'over';
  const left = workingDaysUntil(calendar, today, due);
  if (left <= RED) return 'red';
  return left <= amberFor(days) ? 'amber' : 'green';
}

/** The first day on which no more than so many working days are left. */
function firstDayWith(calendar: Calendar, left: number, day: string): string {
  let first = day;
  for (let counted = Number(calendar.isWorkingDay(first)); counted <= left; ) {
    first = previous(first);
    counted += Number(calendar.isWorkingDay(first));
  }
  return first;
}

/** How near the promised day is. */
export function lightOf(facts: CaseFacts, item: ItemFacts, day: Day): Light {
  const { promised } = duesOf(day.calendar, facts.clock, item);
  return isClosed(facts.state) || !promised ? 'none' : nearness(promised, item.promisedLimit.days, day);
}

/** The same by the days that were written down, for a case whose item can tell nothing. */
export function writtenLight(
  written: Pick<CaseFacts, 'state'> & Readonly<Record<'dueOn' | 'redOn' | 'amberOn', string | null>>,
  { today }: Pick<Day, 'today'>
): Light {
  const { state, dueOn, redOn, amberOn } = written;
  if (isClosed(state) || dueOn === null) return 'none';
  if (dueOn < today) return 'over';
  if (redOn !== null && redOn <= today) return 'red';
  return amberOn !== null && amberOn <= today ? 'amber' : 'green';
}

/** How near the end of the leg that a case is on is. */
export function stageLightOf(facts: CaseFacts, item: ItemFacts, day: Day): Light {
  const stage = stageOf(day.calendar, facts, item);
  return stage ? nearness(stage.due, stage.days, day) : 'none';
}

/** The days from which a case is amber and red, by the whole or by the leg it is on; null where nothing is counted. */
export function warningDays(
  facts: Pick<CaseFacts, 'state' | 'clock' | 'decidedOn'>,
  item: ItemFacts,
  calendar: Calendar
): { readonly amberOn: string | null; readonly redOn: string | null } {
  const { promised } = isClosed(facts.state) ? { promised: null } : duesOf(calendar, facts.clock, item);
  const stage = stageOf(calendar, facts, item);
  const limits = [
    ...(promised ? [{ due: promised.due, days: item.promisedLimit.days }] : []),
    ...(stage ? [{ due: stage.due.due, days: stage.days }] : [])
  ];
  const first = (daysLeft: (days: number) => number): string | null =>
    limits.map(({ due, days }) => firstDayWith(calendar, daysLeft(days), due)).sort()[0] ?? null;
  // Red is amber too, where a limit is so short that it is never amber by itself.
  return { amberOn: first((days) => Math.max(RED, amberFor(days))), redOn: first(() => RED) };
}

const LEVEL_OF: Readonly<Record<Light, Escalation>> = { none: 0, green: 0, amber: 1, red: 2, over: 3 };

/** Nobody has said anything yet of what could be accepted: its day of the first answer is past, by one working day or by more. */
function unanswered(facts: CaseFacts, { today, calendar }: Day): Escalation {
  if (facts.state !== 'received' || !isComplete(facts.materials)) return 0;
  const late = -workingDaysUntil(calendar, today, due(calendar, facts.receivedOn, FIRST_ANSWER, 'working').due);
  return UNANSWERED_FOR.filter((days) => late >= days).length as Escalation;
}

/** How far up a case should have been told by this day. */
export function escalationOf(facts: CaseFacts, item: ItemFacts, day: Day): Escalation {
  const levels = [lightOf, stageLightOf].map((of) => LEVEL_OF[of(facts, item, day)]);
  return Math.max(...levels, unanswered(facts, day)) as Escalation;
}

/** 视为受理: an application for a permit whose applicant was told nothing in time. */
export const isDeemedAccepted = (facts: CaseFacts, item: ItemFacts, { today, calendar }: Day): boolean =>
  item.itemType === '行政许可' &&
  facts.state === 'received' &&
  today > due(calendar, facts.receivedOn, ANSWER_TO_PERMIT, 'working').due;

/** 视为撤回: what was to be brought was not, where the item says that this ends the application. */
export const isLapsed = (facts: CaseFacts, item: ItemFacts, { today }: Day): boolean =>
  item.lapsesAfter !== null &&
  facts.bringBy !== null &&
  today > facts.bringBy &&
  (facts.state === 'supplementing' || awaitsAny(facts.materials));

/** 归档, once it has lain open for its applicant long enough; of 全程代办 not before its 回访. */
export const isToArchive = (
  { closedOn, archivedOn, entrustedTo, revisitedOn }: CaseFacts,
  { today, calendar }: Day
): boolean =>
  closedOn !== null &&
  archivedOn === null &&
  (entrustedTo === null || revisitedOn !== null) &&
  today > due(calendar, closedOn, OPEN_AFTER_CLOSING, 'natural').due;

/** Every day from which any of the above may say something else than on the day before, as the calendar is known now. */
export function turningDays(facts: CaseFacts, item: ItemFacts, calendar: Calendar): string[] {
  const { promised } = duesOf(calendar, facts.clock, item);
  const stage = stageOf(calendar, facts, item);
  const { amberOn, redOn } = warningDays(facts, item, calendar);
  const working = (days: number): string => due(calendar, facts.receivedOn, days, 'working').due;
  const lastDays = [
    promised?.due,
    stage?.due.due,
    working(ANSWER_TO_PERMIT),
    facts.bringBy,
    facts.closedOn && due(calendar, facts.closedOn, OPEN_AFTER_CLOSING, 'natural').due
  ];
  const firstDays = [amberOn, redOn, ...UNANSWERED_FOR.map((days) => working(FIRST_ANSWER + days))];
  return [...lastDays.flatMap((day) => (day ? [next(day)] : [])), ...firstDays.flatMap((day) => (day ? [day] : []))];
}
