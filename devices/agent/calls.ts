import type { CallPlace, TerminalCall } from '../../server/contract/call-wire.ts';
import { createQueue } from '../queue.ts';
import { begunIn, callAfter, type OpenCall } from './call-status.ts';
import { type Centre, type CentreAnswer, codeOf, jsonOf } from './centre.ts';
import type { LiveSession, SessionHolder } from './session.ts';
import type { CallStatus } from './wire.ts';

/** 马上找人 at this terminal: at most one call, of whoever stands here. */
export interface Calls {
  /** null while nobody calls. */
  readonly status: CallStatus | null;
  subscribe(listener: () => void): () => void;
  /** Rings the windows, with the draft of whoever is here; once more, it is the same call. */
  ring(place: CallPlace): Promise<CallStatus | null>;
  /** 不用了, or whoever called has left. Forgotten here at once; a server that is away is told when it is back. */
  end(): void;
  close(): Promise<void>;
}

/** How often the server is asked, only while a call is open, and how long its answer is waited for. */
const TIMINGS = { pollMs: 2000, deadlineMs: 5000 };
/** By then the server has ended it by itself. */
const OWED_MS = 5 * 60_000;

const isOpen = (status: CallStatus | null): status is OpenCall =>
  status?.state === 'ringing' || status?.state === 'taken';
/** Whether the server itself has spoken; what a proxy says while it is away is not its word. */
const hasSpoken = (answer: CentreAnswer): answer is Extract<CentreAnswer, { reached: true }> =>
  answer.reached && answer.status < 500;

export function createCalls(
  options: { readonly centre: Centre; readonly session: Pick<SessionHolder, 'current' | 'subscribe'> },
  timings = TIMINGS
): Calls {
  const { centre, session } = options;
  const listeners = new Set<() => void>();
  // One request after the other: an end that is late must not end the next call.
  const queue = createQueue();
  let status: CallStatus | null = null;
  let id: string | null = null;
  let caller: LiveSession | null = null;
  let ringing = false;
  /** Until when the server has to be told that there is no call from here. */
  let owedUntil = 0;
  let telling = 0;
  /** A ring got no answer: the server may hear of it after it was told of the end, and is told once more then. */
  let mayRingLate = false;
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function become(next: CallStatus | null): void {
    status = next;
    for (const listener of listeners) listener();
  }
  const ask = (method: string, path: string, body?: string, token: string | null = null): Promise<CentreAnswer> =>
    queue(() => {
      const signal = AbortSignal.timeout(timings.deadlineMs);
      return centre.ask({ method, path, session: token, signal, ...(body === undefined ? {} : { body }) });
    });

  function plan(): void {
    clearTimeout(timer);
    if (closed || !(isOpen(status) || owedUntil > Date.now())) return;
    timer = setTimeout(() => void look().finally(plan), timings.pollMs).unref();
  }
  async function look(): Promise<void> {
    if (!isOpen(status)) return telling > 0 ? undefined : tellEnd();
    const own = turn;
    const answer = await ask('GET', '/api/calls/current');
    if (own !== turn || !isOpen(status)) return;
    const { call } = answer.reached && answer.status === 200 ? jsonOf<{ call: TerminalCall | null }>(answer) : NO_CALL;
    const heard = call?.id === id ? call : null;
    const next = callAfter(status, hasSpoken(answer) ? heard : 'away', Date.now());
    if (JSON.stringify(next) !== JSON.stringify(status)) become(next);
  }
  async function tellEnd(): Promise<void> {
    const own = turn;
    telling++;
    const answer = await ask('DELETE', '/api/calls/current');
    telling--;
    if (!hasSpoken(answer) || own !== turn) return;
    if (!mayRingLate) owedUntil = 0;
    mayRingLate = false;
  }
  function owe(): void {
    owedUntil = Date.now() + OWED_MS;
    void tellEnd().finally(plan);
  }

  function end(): void {
    const isOnRecord = isOpen(status) || ringing;
    turn++;
    ringing = false;
    caller = null;
    if (status) become(null);
    if (isOnRecord) owe();
  }
  const unsubscribe = session.subscribe(() => {
    // Whoever taps a card after having called is the one who called.
    if (isOpen(status)) caller ??= session.current;
    if (caller && session.current !== caller) end();
  });

  async function ring(place: CallPlace): Promise<CallStatus | null> {
    const own = ++turn;
    caller = session.current;
    ringing = true;
    owedUntil = 0;
    const body = JSON.stringify({ ...place, begun: begunIn(caller?.draft) });
    const answer = await ask('POST', '/api/calls', body, caller?.token);
    mayRingLate = !hasSpoken(answer);
    // Whoever has taken it back or left by now was answered by `end`, behind this request.
    if (own !== turn) return status;
    ringing = false;
    if (answer.reached && answer.status === 200) {
      const call = jsonOf<TerminalCall>(answer);
      const since = id === call.id && isOpen(status) ? status.since : new Date().toISOString();
      id = call.id;
      become(callAfter({ state: 'ringing', since }, call, Date.now()));
    } else {
      become({ state: 'not-rung', code: hasSpoken(answer) ? codeOf(answer) : 'server.unavailable' });
      // It is said here that no bell rang: one that the server rings late is taken back.
      if (!hasSpoken(answer)) owe();
    }
    plan();
    return status;
  }

  return {
    get status() {
      return status;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ring,
    end,
    async close() {
      unsubscribe();
      end();
      closed = true;
      clearTimeout(timer);
      await queue.settled();
    }
  };
}

const NO_CALL = { call: null };
