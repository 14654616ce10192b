import type { CallEnd } from '../contract/call-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { assertNever } from '../contract/result.ts';

/** `ringing` at every window until one `taken` it; `over` for good. */
export type CallState = 'ringing' | 'taken' | 'over';

/** What is decided upon. `takenBy` is an id of staff. */
export interface CallFacts {
  readonly state: CallState;
  readonly sessionId: string | null;
  readonly calledAt: Date;
  readonly takenBy: string | null;
}

/** Whoever waited this long is told that nobody came, and what number to call. */
const RINGING_MS = 5 * 60_000;
/** No call, and nothing that somebody typed, stays longer; a clerk who forgot 好了 is no reason to keep it. */
const LONGEST_MS = 30 * 60_000;
/** What is left of a call then is a line without a person in it; it goes too. */
export const KEPT_DAYS = 1;

/** Pressing 马上找人 and 不用了 in turn is a game after that: the number stands on the screen all the same. */
const MOST_CALLS = 3;
const MOST_WITHIN_MS = 5 * 60_000;

/** Since when the calls of one terminal are counted, and whether it may begin one more after so many. */
export const countedSince = (now: Date): Date => new Date(now.getTime() - MOST_WITHIN_MS);
export const mayCallAnew = (made: number): boolean => made < MOST_CALLS;

/** When a call that is called at this moment may still be open, by the state it is in. */
export const oldestOpen = (state: 'ringing' | 'taken', now: Date): Date =>
  new Date(now.getTime() - (state === 'ringing' ? RINGING_MS : LONGEST_MS));

/** Why an open call is over by now, although nobody has ended it. */
export function overdueEnd(call: Pick<CallFacts, 'state' | 'calledAt'>, now: Date): CallEnd | null {
  if (call.state === 'over' || call.calledAt > oldestOpen(call.state, now)) return null;
  return call.state === 'ringing' ? 'unanswered' : 'forgotten';
}

/**
 * What pressing the button is while the terminal has an open call: the same call, or another one, where the person who
 * called before has left. Somebody who taps a card after having called is still the same.
 */
export function ringAgain(open: CallFacts, sessionId: string | null, now: Date): 'same' | CallEnd {
  const overdue = overdueEnd(open, now);
  if (overdue) return overdue;
  return open.sessionId === null || open.sessionId === sessionId ? 'same' : 'session';
}

export type StaffAct = 'take' | 'read' | 'end';

/** Whether a member of staff may do this to a call; `done` where it is already so. `names` is how the failure says who. */
export function staffMay(
  act: StaffAct,
  call: CallFacts,
  staffId: string,
  names: ReadonlyMap<string, string>
): 'may' | 'done' | Failure {
  switch (call.state) {
    case 'over':
      return { code: 'call.over' };
    case 'ringing':
      return act === 'take' ? 'may' : { code: 'call.not-taken' };
    case 'taken':
      if (call.takenBy !== staffId) return { code: 'call.taken', by: names.get(call.takenBy ?? '') ?? '' };
      return act === 'take' ? 'done' : 'may';
    default:
      return assertNever(call.state);
  }
}
