import type { Card } from '../../server/contract/card.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import type { CardReadFailure, ReaderFault, ReaderStatus } from '../device.ts';
import type { Step } from '../supervisor.ts';
import { type RequestName, STATUS } from './frame.ts';

/**
 * How a reader is driven, as a pure machine: absent → opening → ready → searching → reading → lying (read once, waits to be
 * lifted). It knows no ports, timers or clocks.
 */
export type ReaderState =
  | { readonly at: 'absent'; readonly fault: ReaderFault | null }
  | { readonly at: 'opening'; readonly fault: ReaderFault | null }
  | { readonly at: 'ready' }
  | { readonly at: 'searching' }
  | { readonly at: 'reading'; readonly asked: 'select' | 'readBase' }
  /** `seen`: looked at since it was read, it was there. Many readers never see a card again that they have read. */
  | { readonly at: 'lying'; readonly misses: number; readonly seen: boolean };

/** A request that waits for a card. `last`: what it would be told if its time were over now. */
interface Wanted {
  readonly endsAtMs: number;
  readonly last: CardReadFailure;
}

export interface ReaderMachine {
  readonly state: ReaderState;
  readonly wanted: Wanted | null;
  /** Requests in a row that were not answered, or answered with damage. */
  readonly failures: number;
  /** Until a reader with a fault is tried again. */
  readonly backOffMs: number;
}

export type ReaderEvent =
  | { readonly type: 'due' }
  | { readonly type: 'opened' }
  | { readonly type: 'not-opened'; readonly fault: ReaderFault | null }
  | { readonly type: 'gone' }
  | { readonly type: 'wanted'; readonly endsAtMs: number }
  | { readonly type: 'unwanted' }
  /** `card`: what an answer to readBase held, null where it was none or could not be read. */
  | { readonly type: 'answered'; readonly status: number; readonly card: Card | null }
  | { readonly type: 'unanswered'; readonly kind: 'silent' | 'garbage' };

export type ReaderEffect =
  | { readonly do: 'open' }
  | { readonly do: 'let-go' }
  | { readonly do: 'ask'; readonly request: RequestName; readonly deadlineMs: number }
  | { readonly do: 'give'; readonly result: Result<Card, CardReadFailure> }
  | { readonly do: 'tell-lifted' };

/** Milliseconds. The answers of working readers come in a third of these. */
export interface ReaderTimings {
  /** Between two looks for a card. */
  readonly poll: number;
  /** Until a port has to be open. */
  readonly open: number;
  readonly find: number;
  readonly select: number;
  readonly read: number;
  /** Between two looks for a reader that is not there. */
  readonly replug: number;
  /** The longest pause before a reader with a fault is tried again; it begins with `replug` and doubles. */
  readonly longestBackOff: number;
}

export const READER_TIMINGS: ReaderTimings = {
  poll: 300,
  open: 3000,
  find: 600,
  select: 600,
  read: 3500,
  replug: 1000,
  longestBackOff: 10_000
};

/** Looks without a card before it counts as lifted: one can be missed. */
const LIFTED_AFTER = 2;
/** Requests in a row that failed before the reader counts as broken. */
const BROKEN_AFTER = 3;
/** These pass by themselves: the card is tried again for as long as there is time. */
const PASSING: readonly CardReadFailure[] = ['id-card.moved-too-early', 'id-card.reader-failed'];

const ABSENT = { at: 'absent', fault: null } as const;
const READY = { at: 'ready' } as const;
const SEARCHING = { at: 'searching' } as const;
const TELL_LIFTED = { do: 'tell-lifted' } as const;
const LET_GO = { do: 'let-go' } as const;

/** Nothing is known yet; the first event is `due`. */
export const firstMachine = ({ replug }: ReaderTimings): ReaderMachine => ({
  state: ABSENT,
  wanted: null,
  failures: 0,
  backOffMs: replug
});

/** What a status means for whoever holds the card (GA 450; the union of published tables). */
function failureOf(status: number): CardReadFailure {
  switch (status) {
    case STATUS.cardRefusesReader:
    case STATUS.readerRefusesCard:
      return 'id-card.refused';
    case STATUS.unknownCardType:
      return 'id-card.not-an-id-card';
    case STATUS.wrongInformation:
    case STATUS.wrongFingerprint:
    case STATUS.wrongInformationLength:
      return 'id-card.unreadable';
    case STATUS.selectFailed:
    case STATUS.readFailed:
    case STATUS.noRandomNumber:
    case STATUS.noCard:
      return 'id-card.moved-too-early';
    default:
      return 'id-card.reader-failed';
  }
}

const isBroken = (status: number): boolean => status === STATUS.selfTestFailed || status === STATUS.notAuthorised;

/** These say something of the card, and not of the reader. */
const OF_CARD: readonly CardReadFailure[] = [
  'id-card.moved-too-early',
  'id-card.unreadable',
  'id-card.refused',
  'id-card.not-an-id-card'
];

/**
 * What others see of the reader. While a port is being opened it is what it was before. What came of a card is told at the
 * first time, and not only when the time of the request is over.
 */
export function statusOf({ state, wanted }: ReaderMachine): ReaderStatus {
  const told = wanted && OF_CARD.includes(wanted.last) ? { told: wanted.last } : {};
  switch (state.at) {
    case 'absent':
    case 'opening':
      return state.fault ? { state: 'fault', code: state.fault } : { state: 'absent' };
    case 'reading':
      return { state: 'busy', ...told };
    default:
      return { state: 'ready', ...told };
  }
}

type Next = Step<ReaderMachine, ReaderEffect>;

/** The next step of a reader with these timings. */
export const createReaderMachine = (timings: ReaderTimings) => {
  const find = { do: 'ask', request: 'find', deadlineMs: timings.find } as const;
  const poll = { do: 'wait', ms: timings.poll } as const;

  const to = (machine: ReaderMachine, ...effects: Next['effects']): Next => ({ state: machine, effects });

  /** Nobody may wait longer than asked: told what is known when time is over. */
  function late(machine: ReaderMachine, nowMs: number): readonly ReaderEffect[] {
    const { wanted } = machine;
    return wanted && nowMs >= wanted.endsAtMs ? [{ do: 'give', result: fail(wanted.last) }] : [];
  }

  const tellLifted = ({ state }: ReaderMachine) => (state.at === 'lying' ? [TELL_LIFTED] : []);

  /** Without a reader nobody sees a card lie: whoever relied on it is told that it is gone. */
  function without(machine: ReaderMachine, fault: ReaderFault | null, nowMs: number): Next {
    const wanted = machine.wanted && {
      ...machine.wanted,
      last: fault ? ('id-card.reader-failed' as const) : ('id-card.no-reader' as const)
    };
    const given = late({ ...machine, wanted }, nowMs);
    const next: ReaderMachine = {
      state: { at: 'absent', fault },
      wanted: given.length > 0 ? null : wanted,
      failures: 0,
      backOffMs: fault ? Math.min(2 * machine.backOffMs, timings.longestBackOff) : timings.replug
    };
    // Whoever stands there and waits is worth more haste than an empty terminal.
    const ms = fault && !next.wanted ? machine.backOffMs : timings.replug;
    return to(next, ...tellLifted(machine), ...(machine.state.at === 'opening' ? [] : [LET_GO]), ...given, {
      do: 'wait',
      ms
    });
  }

  /** Waits for the next look, or rests where nobody wants a card or time is over. */
  function again(machine: ReaderMachine, nowMs: number): Next {
    const given = late(machine, nowMs);
    if (!machine.wanted || given.length > 0) return to({ ...machine, state: READY, wanted: null }, ...given);
    return to({ ...machine, state: SEARCHING }, poll);
  }

  /** An attempt at a card that lies there came to nothing. Twice the same answer about a card is the truth about it. */
  function failed(machine: ReaderMachine, code: CardReadFailure, nowMs: number): Next {
    const { wanted } = machine;
    if (wanted?.last === code && !PASSING.includes(code))
      return to({ ...machine, state: READY, wanted: null }, { do: 'give', result: fail(code) });
    return again({ ...machine, wanted: wanted && { ...wanted, last: code } }, nowMs);
  }

  function opened(machine: ReaderMachine): Next {
    const next = { ...machine, failures: 0 };
    return machine.wanted ? to({ ...next, state: SEARCHING }, find) : to({ ...next, state: READY });
  }

  function wanted(machine: ReaderMachine, endsAtMs: number): Next {
    const next: ReaderMachine = { ...machine, wanted: { endsAtMs, last: 'id-card.no-card' } };
    switch (machine.state.at) {
      case 'absent':
        return to({ ...next, state: { ...machine.state, at: 'opening' } }, { do: 'open' });
      case 'ready':
        return to({ ...next, state: SEARCHING }, find);
      default:
        return to(next);
    }
  }

  function due(machine: ReaderMachine, nowMs: number): Next {
    const { state } = machine;
    if (state.at === 'absent') {
      const given = late(machine, nowMs);
      const next = given.length > 0 ? { ...machine, wanted: null } : machine;
      return to({ ...next, state: { ...state, at: 'opening' } }, ...given, { do: 'open' });
    }
    if (state.at === 'lying') return to(machine, find);
    if (state.at !== 'searching') return to(machine);
    return machine.wanted && nowMs < machine.wanted.endsAtMs ? to(machine, find) : again(machine, nowMs);
  }

  /**
   * A card that was read lies there: it is not read again before two looks have missed it. That it was lifted is told only of
   * one that was seen lying: a reader that answers "no card" while it still lies would send people away who hold it there.
   */
  function looked(
    machine: ReaderMachine,
    lying: Extract<ReaderState, { at: 'lying' }>,
    status: number,
    nowMs: number
  ): Next {
    const missed = status === STATUS.noCard;
    const misses = missed ? lying.misses + 1 : 0;
    if (misses < LIFTED_AFTER) {
      const given = late(machine, nowMs);
      const next: ReaderMachine = { ...machine, state: { at: 'lying', misses, seen: lying.seen || !missed } };
      return to(given.length > 0 ? { ...next, wanted: null } : next, ...given, poll);
    }
    const { state, effects } = again({ ...machine, state: READY }, nowMs);
    return to(state, ...(lying.seen ? [TELL_LIFTED] : []), ...effects);
  }

  function answered(machine: ReaderMachine, status: number, card: Card | null, nowMs: number): Next {
    const { state } = machine;
    if (isBroken(status)) return without(machine, 'id-card.reader-self-test', nowMs);
    // A reader that answers in order is no longer one with a fault.
    const well = { ...machine, failures: 0, backOffMs: timings.replug };
    if (state.at === 'lying') return looked(well, state, status, nowMs);
    if (!machine.wanted) return to({ ...well, state: READY });
    if (state.at === 'searching') {
      if (status === STATUS.noCard) return again(well, nowMs);
      if (status !== STATUS.found) return failed(well, failureOf(status), nowMs);
      return to(
        { ...well, state: { at: 'reading', asked: 'select' } },
        { do: 'ask', request: 'select', deadlineMs: timings.select }
      );
    }
    if (state.at !== 'reading') return to(machine);
    if (status !== STATUS.ok) return failed(well, failureOf(status), nowMs);
    if (state.asked === 'select')
      return to(
        { ...well, state: { at: 'reading', asked: 'readBase' } },
        { do: 'ask', request: 'readBase', deadlineMs: timings.read }
      );
    if (!card) return failed(well, 'id-card.unreadable', nowMs);
    // Looked at again at once: whoever lifts it in a moment was seen to have had it there.
    return to(
      { ...well, state: { at: 'lying', misses: 0, seen: false }, wanted: null },
      { do: 'give', result: ok(card) },
      find
    );
  }

  /** An answer that did not come, or came broken: once or twice is bad luck, more is a fault. */
  function unanswered(machine: ReaderMachine, kind: 'silent' | 'garbage', nowMs: number): Next {
    const next = { ...machine, failures: machine.failures + 1 };
    if (next.failures >= BROKEN_AFTER)
      return without(next, kind === 'garbage' ? 'id-card.reader-garbage' : 'id-card.reader-silent', nowMs);
    if (machine.state.at === 'lying') return to(next, poll);
    // Damage before a card was found says nothing of a card.
    const ofCard = kind === 'garbage' && machine.state.at === 'reading';
    return failed(next, ofCard ? 'id-card.unreadable' : 'id-card.reader-failed', nowMs);
  }

  return (machine: ReaderMachine, event: ReaderEvent, nowMs: number): Next => {
    switch (event.type) {
      case 'due':
        return due(machine, nowMs);
      case 'opened':
        return opened(machine);
      case 'not-opened':
        return without(machine, event.fault, nowMs);
      case 'gone':
        return machine.state.at === 'absent' || machine.state.at === 'opening'
          ? to(machine)
          : without(machine, null, nowMs);
      case 'wanted':
        return wanted(machine, event.endsAtMs);
      case 'unwanted':
        return to({ ...machine, wanted: null });
      case 'answered':
        return answered(machine, event.status, event.card, nowMs);
      case 'unanswered':
        return unanswered(machine, event.kind, nowMs);
    }
  };
};
