import type { Opinions } from '../cases/facts.ts';
import { type CaseAct, type CaseState, isClosed, type StaffRole } from '../contract/case-state.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';

export type EventType = 'case.sent' | 'case.withdrawn' | 'case.closed';

/** What a department says of a case: its decision, or as one of several its opinion. */
export type Said = 'granted' | 'denied' | 'agreed' | 'objected';

export type DeliveryState = 'waiting' | 'delivered' | 'dead';

/** What became of an answer. All but `applied` changed nothing. */
export type AnswerOutcome =
  | 'applied'
  | 'duplicate' // the same decision again
  | 'late' // decided or withdrawn before
  | 'unknown-case'
  | 'other-department' // the case lies with somebody else, or with nobody
  | 'wrong-state' // it is not to be decided yet
  | 'malformed';

/** How a try to deliver ended: the status that was answered, or why none was. */
export type TryEnd =
  | { readonly status: number; readonly retryAfterS: number | null }
  | { readonly status: null; readonly problem: 'timeout' | 'unreachable' };

/** What becomes of a delivery after a try. `gone`: the department wants to hear nothing more. */
export type AfterTry =
  | { readonly state: 'delivered' }
  | { readonly state: 'waiting'; readonly waitS: number; readonly problem: string }
  | { readonly state: 'dead'; readonly problem: string; readonly gone: boolean };

/** Seconds after each failed try: the schedule that Standard Webhooks shows, ten tries in a little more than three days. */
const WAITS_S = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** Departments that fall together must not be asked together: each wait is up to a fifth longer. */
const JITTER = 0.2;

/** A department may ask for more patience, not for endless. */
const LONGEST_WAIT_S = 86_400;

const GONE = 410;

/**
 * The state after the `attempts`th try. 2xx is delivered, 410 means never again, everything else is tried again until the
 * schedule is at its end. `chance` is from 0 up to 1.
 */
export function afterTry(attempts: number, end: TryEnd, chance: number): AfterTry {
  if (end.status !== null && end.status >= 200 && end.status < 300) return { state: 'delivered' };
  const problem = end.status === null ? end.problem : `status-${end.status}`;
  if (end.status === GONE) return { state: 'dead', problem, gone: true };
  const wait = WAITS_S[attempts - 1];
  if (wait === undefined) return { state: 'dead', problem, gone: false };
  const asked = end.status === null ? 0 : Math.min(end.retryAfterS ?? 0, LONGEST_WAIT_S);
  return { state: 'waiting', waitS: Math.max(wait * (1 + JITTER * chance), asked), problem };
}

/** Where a department decides: in review, or after 公示. */
const DECIDED_IN: readonly CaseState[] = ['reviewing', 'publicised'];

/** What departments that have a case are told of an act upon it; null for nothing. `state` is the one before the act. */
export function eventOf(act: CaseAct, state: CaseState): EventType | null {
  switch (act) {
    case 'send':
      return 'case.sent';
    case 'withdraw':
    case 'lapse':
      return 'case.withdrawn';
    case 'grant':
    case 'deny':
    case 'pass-up':
      // Once it was passed up they have nothing more to do with it.
      return DECIDED_IN.includes(state) ? 'case.closed' : null;
    case 'annul':
      return 'case.closed';
    default:
      return null;
  }
}

/** What is known of the case that an answer names. */
export interface AnsweredCase {
  readonly state: CaseState;
  readonly departmentId: string | null;
  readonly opinions: Opinions;
  /** What this department said last. */
  readonly before: Said | null;
}

const isOpinion = (said: Said): boolean => said === 'agreed' || said === 'objected';

/** Whether what a department says may be tried upon its case, or why it changes nothing. */
export function verdictOf(
  found: AnsweredCase,
  departmentId: string,
  said: Said
): 'apply' | Exclude<AnswerOutcome, 'applied' | 'malformed' | 'unknown-case'> {
  const isAsked = isOpinion(said) ? departmentId in found.opinions : found.departmentId === departmentId;
  if (!isAsked) return 'other-department';
  if (found.before === said) return 'duplicate';
  if (isClosed(found.state)) return 'late';
  return DECIDED_IN.includes(found.state) ? 'apply' : 'wrong-state';
}

/** Where a case lies for its decision; null or nothing: in the officers' common queue. */
interface Lying {
  readonly state: CaseState;
  readonly departmentId?: string | null;
  readonly opinions: Opinions;
}

/** Why an external department may not do an act: it decides what lies with it, says what it was asked, and does nothing else. */
export function departmentProblem(facts: Lying, act: CaseAct, departmentId: string): Failure | null {
  if (act !== 'grant' && act !== 'deny' && act !== 'opine') return { code: 'staff.role' };
  const isIts = act === 'opine' ? departmentId in facts.opinions : facts.departmentId === departmentId;
  if (!isIts) return { code: 'case.not-yours' };
  return DECIDED_IN.includes(facts.state) ? null : { code: 'case.state' };
}

/** Why a member of staff may not decide a case that lies somewhere: an officer decides for their own department. */
export function officerProblem(
  { departmentId = null }: Pick<Lying, 'departmentId'>,
  staff: { readonly role: StaffRole; readonly departmentId?: string | null }
): FailureCode | null {
  if (staff.role !== 'officer' || departmentId === null) return null;
  return staff.departmentId === departmentId ? null : 'case.not-yours';
}

/** Whether somebody can be told of what comes due at a department of the house: whoever is told of a case has to see it. */
export const canLead = (
  department: { readonly name: string; readonly kind: 'internal' | 'external' },
  staff: { readonly role: StaffRole; readonly department: string | null; readonly disabled: boolean }
): boolean =>
  department.kind === 'internal' &&
  !staff.disabled &&
  (staff.role === 'officer'
    ? staff.department === department.name
    : staff.role === 'clerk' || staff.role === 'manager');

/** Where an item usually goes: whoever handles just that item before whoever handles its field; null for the common queue. */
export function usualDepartment(
  all: readonly { readonly id: string; readonly handles: readonly string[] }[],
  item: { readonly code: string; readonly field: string }
): string | null {
  const handling = (code: string) => all.find(({ handles }) => handles.includes(code));
  return (handling(item.code) ?? handling(item.field))?.id ?? null;
}

/** Files of residents travel encrypted; only what never leaves the machine may go without. */
export function isFitEndpoint(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}
