import type { Card } from '../../server/contract/card.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import type { BytePort, CardReadFailure, DeviceStatus, IdCardReader, PortSource, ReaderFault } from '../device.ts';
import { type Answer, createAnswerParser, encodeRequest, type RequestName, STATUS, textOfBase } from './frame.ts';
import { decodeCard } from './layout.ts';

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
/** Requests in a row without an answer before the reader counts as silent. */
const SILENT_AFTER = 3;

type Asked = { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'silent' | 'garbage' | 'gone' };

/** What one attempt at a card came to. `none`: nothing there yet. */
type Attempt =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'none' | 'gone' | 'trouble' }
  | { readonly kind: 'failed'; readonly code: CardReadFailure };

const after = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });

const failureOf = (status: number): CardReadFailure => {
  if (status === STATUS.cardRefusesReader || status === STATUS.readerRefusesCard) return 'id-card.refused';
  if (status === STATUS.unknownCardType) return 'id-card.not-an-id-card';
  return 'id-card.moved-too-early';
};

/**
 * Drives a SAM_V reader: opens its port whenever it is there, reads a card once on request, then watches until it is
 * lifted. Between requests the plate is ignored and nothing is sent. Buffers that held a person are zeroed.
 */
export function createIdCardReader(options: {
  readonly source: PortSource;
  readonly timings?: Partial<ReaderTimings>;
}): IdCardReader {
  const { source } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const listeners = new Set<Parameters<IdCardReader['subscribe']>[0]>();
  const parser = createAnswerParser();
  const closing = new AbortController();
  let port: BytePort | null = null;
  let status: DeviceStatus<ReaderFault> = { state: 'absent' };
  let waiting: ((asked: Asked) => void) | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let watching: AbortController | null = null;
  let silences = 0;

  function become(next: DeviceStatus<ReaderFault>): void {
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    for (const listener of listeners) listener({ type: 'status' });
  }

  function received(bytes: Uint8Array): void {
    for (const found of parser.push(bytes)) {
      if (typeof found !== 'string') waiting?.({ kind: 'answer', answer: found });
      else if (found !== 'id-card.stray-bytes') waiting?.({ kind: 'garbage' });
    }
  }

  /** One request and its answer. What arrived before is dropped: it belongs to nobody any more. */
  async function ask(name: RequestName, deadline: number): Promise<Asked> {
    if (!port) return { kind: 'gone' };
    parser.reset();
    const { promise, resolve } = Promise.withResolvers<Asked>();
    waiting = resolve;
    const timer = setTimeout(() => resolve({ kind: 'silent' }), deadline);
    try {
      await port.write(encodeRequest(name));
      return await promise;
    } catch {
      return { kind: 'gone' };
    } finally {
      clearTimeout(timer);
      waiting = null;
    }
  }

  /** Opens the port and asks whose it is: a device that does not answer as a reader is let go. */
  async function connect(): Promise<boolean> {
    const opened = await source.open().catch(() => null);
    if (!opened || closing.signal.aborted) {
      await opened?.close();
      if (status.state !== 'fault' || !opened) become({ state: 'absent' });
      return false;
    }
    port = opened;
    opened.onData(received);
    opened.onClose(() => {
      if (port !== opened) return;
      port = null;
      parser.reset();
      waiting?.({ kind: 'gone' });
      become({ state: 'absent' });
    });
    const asked = await ask('samStatus', timings.find);
    if (asked.kind === 'answer' && asked.answer.status === STATUS.ok) {
      silences = 0;
      become({ state: 'ready' });
      return true;
    }
    const code =
      asked.kind === 'answer'
        ? 'id-card.reader-self-test'
        : asked.kind === 'garbage'
          ? 'id-card.reader-garbage'
          : 'id-card.reader-silent';
    if (asked.kind !== 'gone') become({ state: 'fault', code });
    await letGo();
    return false;
  }

  async function letGo(): Promise<void> {
    const old = port;
    port = null;
    parser.reset();
    await old?.close().catch(() => undefined);
  }

  /** Keeps looking for the reader for as long as this driver lives. */
  async function supervise(): Promise<void> {
    while (!closing.signal.aborted) {
      if (!port) await exclusively(() => (port ? Promise.resolve(true) : connect()));
      await after(timings.replug, closing.signal);
    }
  }

  /** One conversation with the reader at a time. */
  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function trouble(asked: Exclude<Asked, { kind: 'answer' }>): Promise<Attempt> {
    if (asked.kind === 'gone') return { kind: 'gone' };
    silences++;
    if (silences < SILENT_AFTER) return { kind: 'none' };
    silences = 0;
    become({ state: 'fault', code: asked.kind === 'garbage' ? 'id-card.reader-garbage' : 'id-card.reader-silent' });
    await letGo();
    return { kind: 'trouble' };
  }

  async function attempt(): Promise<Attempt> {
    const found = await ask('find', timings.find);
    if (found.kind !== 'answer') return trouble(found);
    silences = 0;
    if (found.answer.status === STATUS.noCard) return { kind: 'none' };
    if (found.answer.status !== STATUS.found) return { kind: 'failed', code: failureOf(found.answer.status) };
    become({ state: 'busy' });
    const selected = await ask('select', timings.select);
    if (selected.kind !== 'answer') return trouble(selected);
    if (selected.answer.status !== STATUS.ok) return { kind: 'failed', code: failureOf(selected.answer.status) };
    const read = await ask('readBase', timings.read);
    if (read.kind !== 'answer') return trouble(read);
    if (read.answer.status !== STATUS.ok) return { kind: 'failed', code: failureOf(read.answer.status) };
    const text = textOfBase(read.answer.data);
    read.answer.data.fill(0);
    const card = text && decodeCard(text);
    text?.fill(0);
    return card ? { kind: 'card', card } : { kind: 'failed', code: 'id-card.unreadable' };
  }

  /** After a card was read: looks until it is gone, so that it is not read again and its lifting is told. */
  async function watchLift(signal: AbortSignal): Promise<void> {
    let missed = 0;
    while (!signal.aborted) {
      await after(timings.poll, signal);
      if (signal.aborted) return;
      const found = await exclusively(() => ask('find', timings.find));
      if (found.kind === 'gone') break;
      if (found.kind !== 'answer') continue;
      missed = found.answer.status === STATUS.noCard ? missed + 1 : 0;
      if (missed >= LIFTED_AFTER) break;
    }
    if (signal.aborted) return;
    watching = null;
    for (const listener of listeners) listener({ type: 'lifted' });
  }

  async function readOnce(deadlineMs: number, signal: AbortSignal): Promise<Result<Card, CardReadFailure>> {
    const end = performance.now() + deadlineMs;
    let last: CardReadFailure = 'id-card.no-card';
    let settled: CardReadFailure | null = null;
    while (!signal.aborted && performance.now() < end) {
      if (!port && !(await connect())) last = status.state === 'fault' ? 'id-card.reader-failed' : 'id-card.no-reader';
      const tried: Attempt = port ? await attempt() : { kind: 'none' };
      if (signal.aborted) break;
      if (tried.kind === 'card') return ok(tried.card);
      if (tried.kind === 'trouble') last = 'id-card.reader-failed';
      if (tried.kind === 'gone') last = 'id-card.no-reader';
      // A card that cannot be read is told once it is lifted or has failed twice; one that moved is simply tried again.
      if (tried.kind === 'failed' && settled === tried.code && tried.code !== 'id-card.moved-too-early')
        return fail(tried.code);
      if (tried.kind === 'failed') {
        settled = tried.code;
        last = tried.code;
      }
      if (port) become({ state: 'ready' });
      await after(port ? timings.poll : timings.replug, signal);
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
    async read({ deadlineMs, signal }) {
      const both = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      // A card that still lies there from the last reading has to be lifted first: nobody is read twice by mistake.
      if (watching) await waitForLift(both, deadlineMs);
      const result = await exclusively(() => readOnce(deadlineMs, both));
      if (port) become({ state: 'ready' });
      if (result.ok) {
        watching = new AbortController();
        void watchLift(AbortSignal.any([watching.signal, closing.signal]));
      }
      return result;
    },
    async close() {
      closing.abort();
      watching?.abort();
      await turn;
      await letGo();
    }
  };

  async function waitForLift(signal: AbortSignal, deadlineMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = (event: { type: string }) => event.type === 'lifted' && resolve();
    listeners.add(stop);
    const timer = setTimeout(resolve, deadlineMs);
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (watching) await promise;
    clearTimeout(timer);
    listeners.delete(stop);
  }
}
