import { due } from '../calendar/rules.ts';
import { nearness } from '../cases/deadlines.ts';
import type { Day } from '../cases/facts.ts';
import type { CaseAct } from '../contract/case-state.ts';
import type { Light } from '../contract/clock-light.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Outcome, TicketAct, TicketState } from '../contract/grade.ts';
import { TICKET_ACTS } from '../contract/grade.ts';
import type { TicketAction } from '../contract/grade-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';

/** What a decision needs to know of a 差评单. */
export interface TicketFacts {
  readonly state: TicketState;
  readonly version: number;
  readonly openedOn: string;
  readonly contactDays: number;
  readonly rectifyDays: number;
  readonly officerId: string | null;
  readonly tries: readonly string[];
  readonly contactedOn: string | null;
  readonly ledgerOn: string | null;
  readonly appeal: 'mistaken' | 'malicious' | null;
  readonly answeredOn: string | null;
  readonly regrade: number | null;
  readonly level: number;
}

/** Whoever asks: the head, or a clerk whom the head named; never anybody who worked on the case. */
export interface Caller {
  readonly id: string;
  readonly isHead: boolean;
}

export interface TicketChange {
  readonly state: TicketState;
  readonly officerId?: string;
  readonly tries?: readonly string[];
  readonly contactedOn?: string;
  readonly ledgerOn?: string;
  readonly appeal?: 'mistaken' | 'malicious';
  readonly outcome?: Outcome;
  readonly answeredOn?: string;
  readonly regrade?: number;
  readonly closedOn?: string;
}

/** Whoever was not reached on so many days counts as called back (实名差评回访率 100 %: nobody is left out for being away). */
const TRIES = 3;
/** 二次评价 stays open for so many natural days. */
const REGRADE_DAYS = 30;

export const contactBy = ({ openedOn, contactDays }: TicketFacts, { calendar }: Day): string =>
  due(calendar, openedOn, contactDays, 'working').due;
export const rectifyBy = ({ openedOn, rectifyDays }: TicketFacts, { calendar }: Day): string =>
  due(calendar, openedOn, rectifyDays, 'working').due;

/** What has to be done next, and by when; null where the resident is waited for, or nobody. */
export function dutyOf(
  facts: TicketFacts,
  day: Day
): { readonly duty: 'contact' | 'rectify'; readonly dueOn: string } | null {
  if (facts.state === 'answered' || facts.state === 'regraded' || facts.state === 'closed') return null;
  if (facts.tries.length === 0) return { duty: 'contact', dueOn: contactBy(facts, day) };
  return { duty: 'rectify', dueOn: facts.ledgerOn ?? rectifyBy(facts, day) };
}

/** How near that day is. */
export function lightOf(facts: TicketFacts, day: Day): Light {
  const next = dutyOf(facts, day);
  if (!next) return 'none';
  const days = next.duty === 'contact' ? facts.contactDays : facts.rectifyDays;
  return nearness({ due: next.dueOn, provisional: false }, days, day);
}

const LEVELS: Readonly<Record<Light, number>> = { none: 0, green: 0, amber: 1, red: 1, over: 2 };
/** How far up it should have been told by this day: 1 whoever has it, 2 the head. */
export const levelOf = (facts: TicketFacts, day: Day): number => LEVELS[lightOf(facts, day)];

/** Nobody graded again for so long: it is over. */
export const isOver = ({ state, answeredOn }: TicketFacts, { today, calendar }: Day): boolean =>
  state === 'answered' && answeredOn !== null && today > due(calendar, answeredOn, REGRADE_DAYS, 'natural').due;

/** Where each act has a meaning; whose it is besides: the officer's, or of the head who is not the officer. */
const TABLE: Readonly<
  Record<TicketAct, { readonly in: readonly TicketState[]; readonly by: 'other' | 'officer' | 'head' }>
> = {
  accept: { in: ['new', 'calling', 'appealed', 'rectifying', 'answered', 'regraded'], by: 'other' },
  contact: { in: ['calling'], by: 'officer' },
  fix: { in: ['calling'], by: 'officer' },
  ledger: { in: ['calling'], by: 'officer' },
  rectified: { in: ['rectifying'], by: 'officer' },
  explain: { in: ['calling'], by: 'officer' },
  appeal: { in: ['calling'], by: 'officer' },
  uphold: { in: ['appealed'], by: 'head' },
  overrule: { in: ['appealed'], by: 'head' },
  close: { in: ['regraded'], by: 'officer' }
};

/** Why this may not be done now; null where it may. */
export function problemOf(facts: TicketFacts, act: TicketAct, caller: Caller): FailureCode | null {
  const rule = TABLE[act];
  if (!rule.in.includes(facts.state)) return 'grade.state';
  const isOfficer = facts.officerId === caller.id;
  if (rule.by === 'other') return isOfficer ? 'grade.state' : null;
  if (rule.by === 'head') return caller.isHead && !isOfficer ? null : 'grade.not-yours';
  if (!isOfficer) return 'grade.not-yours';
  if (facts.state === 'calling' && act !== 'contact' && facts.contactedOn === null) return 'grade.contact-first';
  // 复核 once: what the head did not uphold is put right.
  return act === 'appeal' && facts.appeal !== null ? 'grade.state' : null;
}

export const allowedActs = (facts: TicketFacts, caller: Caller): TicketAct[] =>
  TICKET_ACTS.filter((act) => problemOf(facts, act, caller) === null);

const answered = (outcome: Outcome, today: string) => ({ state: 'answered', outcome, answeredOn: today }) as const;

/** What an act makes of it. */
export function step(
  facts: TicketFacts,
  action: TicketAction,
  caller: Caller,
  day: Day
): Result<TicketChange, FailureCode> {
  if (action.version !== facts.version) return fail('grade.changed');
  const problem = problemOf(facts, action.act, caller);
  if (problem) return fail(problem);
  const { state, tries, appeal } = facts;
  const { today } = day;
  switch (action.act) {
    case 'accept':
      return ok({ state: state === 'new' ? 'calling' : state, officerId: caller.id });
    case 'contact': {
      const days = [...new Set([...tries, today])];
      const isDone = action.reached || days.length >= TRIES;
      return ok({ state, tries: days, ...(isDone ? { contactedOn: today } : {}) });
    }
    case 'fix':
      return ok(answered('fixed', today));
    case 'explain':
      return ok(answered('explained', today));
    case 'rectified':
      return ok(answered('rectified', today));
    case 'ledger':
      if (action.by < today || action.by > rectifyBy(facts, day)) return fail('grade.day');
      return ok({ state: 'rectifying', ledgerOn: action.by });
    case 'appeal':
      return ok({ state: 'appealed', appeal: action.ground });
    case 'overrule':
      return ok({ state: 'calling' });
    case 'uphold':
      // Whoever touched the wrong line may say it again; what was meant to harm is over.
      return ok(
        appeal === 'mistaken'
          ? answered('mistaken', today)
          : { ...answered('malicious', today), state: 'closed', closedOn: today }
      );
    case 'close':
      return ok({ state: 'closed', closedOn: today });
  }
}

/** What happened at a counter, by how much it says of the window that a grade is about. */
const MET: readonly CaseAct[] = ['issue', 'supplement', 'accept', 'submit'];

/** The window that a grade is about: where it was handed out, else accepted, else filed; null where none is known. */
export function windowOf(events: readonly { readonly act: CaseAct; readonly counter: string | null }[]): string | null {
  const known = events.filter(({ act, counter }) => counter !== null && MET.includes(act));
  const [first] = known.toSorted((one, other) => MET.indexOf(one.act) - MET.indexOf(other.act));
  return first?.counter ?? null;
}

/** 二次评价, once, after the resident was told what was done. */
export const isRegradable = ({ state, regrade }: Pick<TicketFacts, 'state' | 'regrade'>): boolean =>
  state === 'answered' && regrade === null;
