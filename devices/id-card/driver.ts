import type { Card } from '../../server/contract/card.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import {
  type CardReadFailure,
  type CardReading,
  type CardRequest,
  type IdCardReader,
  type PortCandidate,
  PortDenied,
  type PortFinder,
  type ReaderFault
} from '../device.ts';
import { createQueue } from '../queue.ts';
import { createStatus } from '../status.ts';
import { createSupervisor } from '../supervisor.ts';
import { baseInformation, type RequestName, STATUS } from './frame.ts';
import { decodeCard } from './layout.ts';
import { type Asked, createReaderLink, type ReaderLink } from './link.ts';
import {
  createReaderMachine,
  firstMachine,
  READER_TIMINGS,
  type ReaderEffect,
  type ReaderEvent,
  type ReaderTimings,
  statusOf
} from './machine.ts';

/** Somebody who waits for a card. */
interface Waiting {
  readonly photo: boolean;
  settle(result: Result<CardReading, CardReadFailure>): void;
}

/**
 * What was promised, or null once the signal is aborted. The signal lives as long as the reader: it keeps nothing of what
 * was waited for, or every card of the day would stay in memory.
 */
async function unlessAborted<T>(signal: AbortSignal, promised: Promise<T>): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const end = () => resolve(null);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    return await Promise.race([promised, promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Of several that were tried, what is told is the fault that an operator can do most about: the last of these. */
const FAULTS: readonly ReaderFault[] = [
  'id-card.reader-silent',
  'id-card.reader-garbage',
  'id-card.reader-self-test',
  'id-card.reader-denied'
];
const moreUseful = (one: ReaderFault | null, other: ReaderFault | null): ReaderFault | null =>
  FAULTS.indexOf(other as ReaderFault) > FAULTS.indexOf(one as ReaderFault) ? other : one;

/**
 * Drives a SAM_V reader: opens whatever may be one and claims what answers as one, reads a card once on request, then looks
 * until it is lifted. Between requests the plate is ignored and nothing is sent. A reading that has begun is ended even
 * where the deadline passes in it. Failures: `CardReadFailure`.
 */
export function createIdCardReader(options: {
  readonly finder: PortFinder;
  readonly timings?: Partial<ReaderTimings>;
}): IdCardReader {
  const { finder } = options;
  const timings = { ...READER_TIMINGS, ...options.timings };
  const first = firstMachine(timings);
  const status = createStatus<IdCardReader['status'], { readonly type: 'status' | 'lifted' }>(statusOf(first), {
    type: 'status'
  });
  const closing = new AbortController();
  const inTurn = createQueue();
  let link: ReaderLink | null = null;
  /** The reader that answered last: of several it is the one to be asked first. */
  let known: string | null = null;
  let waiting: Waiting | null = null;
  let photo: Uint8Array | null = null;
  let opening: Promise<void> = Promise.resolve();

  const supervisor = createSupervisor<typeof first, ReaderEvent, ReaderEffect>({
    first,
    next: createReaderMachine(timings),
    perform,
    entered: (machine) => status.become(statusOf(machine))
  });

  function perform(effect: ReaderEffect): void {
    switch (effect.do) {
      case 'open':
        opening = open();
        return;
      case 'let-go':
        void letGo();
        return;
      case 'ask':
        void ask(effect.request, effect.deadlineMs);
        return;
      case 'give':
        give(effect.result);
        return;
      case 'tell-lifted':
        status.tell({ type: 'lifted' });
    }
  }

  async function letGo(): Promise<void> {
    const old = link;
    link = null;
    await old?.close();
  }

  /** Opens one candidate and asks whose it is: what does not answer as a reader is let go. */
  async function claim(candidate: PortCandidate): Promise<ReaderFault | null> {
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), timings.open);
    const port = candidate.open();
    const opened = await Promise.race([port, late.promise]).finally(() => clearTimeout(timer));
    if (opened === 'late') {
      port.then((one) => one?.close()).catch(() => undefined);
      return 'id-card.reader-silent';
    }
    if (!opened) return null;
    const own: ReaderLink = createReaderLink(opened, () => {
      if (link !== own) return;
      void letGo();
      supervisor.dispatch({ type: 'gone' });
    });
    const fault = faultOf(await own.ask('samStatus', timings.find));
    if (fault === 'claimed') {
      link = own;
      known = candidate.identity;
      return null;
    }
    await own.close();
    return fault;
  }

  async function open(): Promise<void> {
    const candidates = await finder.find().catch(() => []);
    let fault: ReaderFault | null = null;
    for (const candidate of candidates.toSorted((one) => (one.identity === known ? -1 : 0))) {
      const found = await claim(candidate).catch((error) =>
        error instanceof PortDenied ? ('id-card.reader-denied' as const) : null
      );
      if (link || closing.signal.aborted) break;
      fault = moreUseful(fault, found);
    }
    if (closing.signal.aborted) await letGo();
    supervisor.dispatch(link ? { type: 'opened' } : { type: 'not-opened', fault });
  }

  async function ask(request: RequestName, deadlineMs: number): Promise<void> {
    const asked = await link?.ask(request, deadlineMs);
    if (!asked || asked.kind === 'gone') return;
    if (asked.kind !== 'answer') return supervisor.dispatch({ type: 'unanswered', kind: asked.kind });
    const { status: answer, data } = asked.answer;
    const base = request === 'readBase' && answer === STATUS.ok ? baseInformation(data) : null;
    data.fill(0);
    const card = base && decodeCard(base.text);
    base?.text.fill(0);
    if (card && waiting?.photo) photo = base.photo;
    else base?.photo.fill(0);
    supervisor.dispatch({ type: 'answered', status: answer, card });
    photo?.fill(0);
    photo = null;
  }

  function give(result: Result<Card, CardReadFailure>): void {
    const to = waiting;
    waiting = null;
    to?.settle(result.ok ? ok({ card: result.value, photo }) : result);
    if (to && result.ok) photo = null;
  }

  async function readNow(
    request: CardRequest,
    endsAtMs: number,
    signal: AbortSignal
  ): Promise<Result<CardReading, CardReadFailure>> {
    if (signal.aborted) return fail('id-card.cancelled');
    const { promise, resolve } = Promise.withResolvers<Result<CardReading, CardReadFailure>>();
    waiting = { photo: request.photo === true, settle: resolve };
    supervisor.dispatch({ type: 'wanted', endsAtMs });
    const given = await unlessAborted(signal, promise);
    if (given) return given;
    waiting = null;
    supervisor.dispatch({ type: 'unwanted' });
    return fail('id-card.cancelled');
  }

  supervisor.dispatch({ type: 'due' });
  return {
    get status() {
      return status.current;
    },
    subscribe: status.subscribe,
    async read(request) {
      const endsAtMs = performance.now() + request.deadlineMs;
      const signal = AbortSignal.any([closing.signal, ...(request.signal ? [request.signal] : [])]);
      const reading = inTurn(() => readNow(request, endsAtMs, signal));
      return (await unlessAborted(signal, reading)) ?? fail('id-card.cancelled');
    },
    async close() {
      closing.abort();
      supervisor.close();
      await opening;
      await inTurn.settled();
      await letGo();
    }
  };
}

function faultOf(asked: Asked): ReaderFault | 'claimed' | null {
  switch (asked.kind) {
    case 'answer':
      return asked.answer.status === STATUS.ok ? 'claimed' : 'id-card.reader-self-test';
    case 'silent':
      return 'id-card.reader-silent';
    case 'garbage':
      return 'id-card.reader-garbage';
    case 'gone':
      return null;
  }
}
