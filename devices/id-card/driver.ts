import type { Card } from '../../server/contract/card.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import type { CardReadFailure, DeviceStatus, IdCardReader, PortSource, ReaderFault } from '../device.ts';
import { STATUS, textOfBase } from './frame.ts';
import { decodeCard } from './layout.ts';
import { type Asked, createReaderLink, type ReaderLink } from './link.ts';

/** Milliseconds. The answers of working readers come in a third of these. */
export interface ReaderTimings {
  /** Between two looks for a card. */
  readonly poll: number;
  readonly find: number;
  readonly select: number;
  readonly read: number;
  /** Between two looks for a reader that is not there. */
  readonly replug: number;
}

const TIMINGS: ReaderTimings = { poll: 300, find: 600, select: 600, read: 3500, replug: 1000 };
/** Looks without a card before it counts as lifted: one can be missed. */
const LIFTED_AFTER = 2;
/** Requests in a row that failed before the reader counts as broken. */
const BROKEN_AFTER = 3;

/** What one attempt at a card came to. `none`: nothing there yet. */
type Attempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'failed'; readonly code: CardReadFailure };

const after = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
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

/** These pass by themselves: the card is tried again for as long as there is time. */
const PASSING: readonly CardReadFailure[] = ['id-card.moved-too-early', 'id-card.reader-failed'];

/**
 * Drives a SAM_V reader: opens its port whenever it is there, reads a card once on request, then watches until it is
 * lifted. Between requests the plate is ignored and nothing is sent. A card that lies there since it was read is not read
 * again before it was lifted. A reading that has begun is ended even where the deadline passes in it.
 */
export function createIdCardReader(options: {
  readonly source: PortSource;
  readonly timings?: Partial<ReaderTimings>;
}): IdCardReader {
  const { source } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const listeners = new Set<Parameters<IdCardReader['subscribe']>[0]>();
  const closing = new AbortController();
  let link: ReaderLink | null = null;
  let status: DeviceStatus<ReaderFault> = { state: 'absent' };
  let turn: Promise<unknown> = Promise.resolve();
  let failures = 0;
  /** A card lies there that was read; looks in a row that did not see it. */
  let lying = false;
  let misses = 0;
  let watching = false;

  function become(next: DeviceStatus<ReaderFault>): void {
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    for (const listener of listeners) listener({ type: 'status' });
  }

  function lifted(): void {
    if (!lying) return;
    lying = false;
    for (const listener of listeners) listener({ type: 'lifted' });
  }

  /** One conversation with the reader at a time. */
  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  }

  /** Without a reader nobody sees a card lie: whoever relied on it is told that it is gone. */
  async function letGo(): Promise<void> {
    const old = link;
    link = null;
    failures = 0;
    lifted();
    await old?.close();
  }

  async function breakWith(code: ReaderFault): Promise<Attempt> {
    become({ state: 'fault', code });
    await letGo();
    return { kind: 'failed', code: 'id-card.reader-failed' };
  }

  /** Opens the port and asks whose it is: a device that does not answer as a reader is let go. */
  async function connect(): Promise<void> {
    const port = await source.open().catch(() => null);
    if (!port || closing.signal.aborted) {
      await port?.close().catch(() => undefined);
      become({ state: 'absent' });
      return;
    }
    const opened: ReaderLink = createReaderLink(port, () => {
      if (link !== opened) return;
      become({ state: 'absent' });
      void letGo();
    });
    link = opened;
    const asked = await opened.ask('samStatus', timings.find);
    if (asked.kind === 'gone') return;
    if (asked.kind !== 'answer') {
      await breakWith(asked.kind === 'garbage' ? 'id-card.reader-garbage' : 'id-card.reader-silent');
    } else if (asked.answer.status === STATUS.ok) become({ state: 'ready' });
    else await breakWith('id-card.reader-self-test');
  }

  /** Keeps looking for the reader for as long as this driver lives. */
  async function supervise(): Promise<void> {
    while (!closing.signal.aborted) {
      if (!link) await exclusively(() => (link ? Promise.resolve() : connect()));
      await after(timings.replug, closing.signal);
    }
  }

  /** An answer that did not come, or came broken: once or twice is bad luck, more is a fault. */
  async function trouble(kind: Exclude<Asked['kind'], 'answer'>): Promise<Attempt> {
    if (kind === 'gone') return { kind: 'failed', code: 'id-card.no-reader' };
    failures++;
    if (failures >= BROKEN_AFTER)
      return breakWith(kind === 'garbage' ? 'id-card.reader-garbage' : 'id-card.reader-silent');
    return { kind: 'failed', code: kind === 'garbage' ? 'id-card.unreadable' : 'id-card.reader-failed' };
  }

  /** Looks at the plate: true where a card lies there that was not read yet. */
  async function look(on: ReaderLink): Promise<true | Attempt> {
    const found = await on.ask('find', timings.find);
    if (found.kind !== 'answer') return trouble(found.kind);
    const { status: answer } = found.answer;
    if (isBroken(answer)) return breakWith('id-card.reader-self-test');
    if (answer === STATUS.noCard) {
      failures = 0;
      misses++;
      if (misses >= LIFTED_AFTER) lifted();
      return { kind: 'none' };
    }
    misses = 0;
    if (lying) return { kind: 'none' };
    return answer === STATUS.found ? true : { kind: 'failed', code: failureOf(answer) };
  }

  async function attempt(on: ReaderLink): Promise<Attempt> {
    const seen = await look(on);
    if (seen !== true) return seen;
    become({ state: 'busy' });
    for (const step of ['select', 'readBase'] as const) {
      const asked = await on.ask(step, step === 'select' ? timings.select : timings.read);
      if (asked.kind !== 'answer') return trouble(asked.kind);
      const { status: answer, data } = asked.answer;
      if (isBroken(answer)) return breakWith('id-card.reader-self-test');
      if (answer !== STATUS.ok) return { kind: 'failed', code: failureOf(answer) };
      if (step === 'select') continue;
      failures = 0;
      const text = textOfBase(data);
      data.fill(0);
      const card = text && decodeCard(text);
      text?.fill(0);
      if (card) return { kind: 'card', card };
    }
    return { kind: 'failed', code: 'id-card.unreadable' };
  }

  /** After a card was read: looks until it is gone, so that its lifting is told. */
  async function watchLift(): Promise<void> {
    if (watching) return;
    watching = true;
    while (lying && !closing.signal.aborted) {
      await after(timings.poll, closing.signal);
      await exclusively(async () => {
        if (lying && link && !closing.signal.aborted) await look(link);
      });
    }
    watching = false;
  }

  async function readUntil(end: number, signal: AbortSignal): Promise<Result<Card, CardReadFailure>> {
    let last: CardReadFailure = 'id-card.no-card';
    while (!signal.aborted && performance.now() < end) {
      if (!link) await connect();
      if (link) {
        const tried = await attempt(link);
        if (signal.aborted) break;
        if (tried.kind === 'card') {
          lying = true;
          misses = 0;
          void watchLift();
          return ok(tried.card);
        }
        if (tried.kind === 'failed') {
          // Twice the same answer about a card is the truth about it.
          if (last === tried.code && !PASSING.includes(tried.code)) return fail(tried.code);
          last = tried.code;
        }
      } else last = status.state === 'fault' ? 'id-card.reader-failed' : 'id-card.no-reader';
      if (link) become({ state: 'ready' });
      await after(link ? timings.poll : timings.replug, signal);
    }
    return fail(signal.aborted ? 'id-card.cancelled' : last);
  }

  void supervise();
  return {
    get status() {
      return status;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read({ deadlineMs, signal }) {
      const end = performance.now() + deadlineMs;
      const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const reading = exclusively(async () => {
        const result = await readUntil(end, stop);
        if (link) become({ state: 'ready' });
        return result;
      });
      return Promise.race([reading, aborted(stop).then(() => fail('id-card.cancelled' as const))]);
    },
    async close() {
      closing.abort();
      await turn;
      await letGo();
    }
  };
}
