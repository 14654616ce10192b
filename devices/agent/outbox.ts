import { CompactEncrypt, importJWK } from 'jose';
import type { Submission, Submitted } from '../../server/contract/wire.ts';
import { type Centre, type CentreAnswer, codeOf, jsonOf } from './centre.ts';
import type { OutboxEntry, Store } from './store.ts';
import type { SubmitAnswer } from './wire.ts';

/** What came of a submission: an answer for the page, or the server's own refusal to be shown as it is. */
export type SubmitOutcome =
  | { readonly settled: true; readonly answer: SubmitAnswer }
  | { readonly settled: false; readonly refusal: CentreAnswer };

export interface Outbox {
  readonly size: number;
  /** Refused after whoever applied had gone home: somebody of the centre has to look at these. */
  readonly setAside: number;
  subscribe(listener: () => void): () => void;
  /** Seals, keeps, sends. Kept on disk before the first byte leaves, and until the server has acknowledged it. */
  submit(key: string, submission: Submission): Promise<SubmitOutcome>;
  close(): void;
}

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
/** Enough to tell one waiting application from another over the phone. */
const REFERENCE_LENGTH = 8;

/** Codes that say nothing of the submission itself: the same one is sent again later. */
const PASSING: readonly string[] = ['server.fault', 'server.unavailable', 'request.too-many', 'terminal.unknown'];

/** What the server's own words come to. Anything else that answers at its address (a proxy, a portal) settles nothing. */
type Verdict =
  | { readonly kind: 'taken'; readonly submitted: Submitted }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'again' };

function verdictOf(answer: CentreAnswer): Verdict {
  if (!answer.reached) return { kind: 'again' };
  const submitted = answer.status === 200 ? submittedOf(answer) : null;
  if (submitted) return { kind: 'taken', submitted };
  const code = codeOf(answer);
  return PASSING.includes(code) ? { kind: 'again' } : { kind: 'refused', code };
}

function submittedOf(answer: { readonly body: Uint8Array }): Submitted | null {
  try {
    const submitted = jsonOf<Submitted>(answer);
    return submitted.case.number && submitted.slip.number ? submitted : null;
  } catch {
    return null;
  }
}

/** Submissions on their way to a centre. `publicKey` gives the server's key, once it is known. */
export function createOutbox(options: {
  readonly centre: Centre;
  readonly store: Store;
  readonly publicKey: () => Promise<Record<string, string> | null>;
}): Outbox {
  const { centre, store, publicKey } = options;
  const listeners = new Set<() => void>();
  let size = store.waiting().length;
  let setAside = store.countSetAside();
  let delay = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let sending = false;

  const tell = () => {
    size = store.waiting().length;
    setAside = store.countSetAside();
    for (const listener of listeners) listener();
  };

  /** A full disk may refuse: what was sent stays, is sent again, and is still one case. */
  function strikeOff(entry: OutboxEntry): void {
    try {
      store.drop(entry);
    } catch {}
  }

  const send = ({ key, sealed }: OutboxEntry): Promise<CentreAnswer> =>
    centre.ask({
      method: 'POST',
      path: '/api/submissions',
      body: sealed,
      type: 'application/jose',
      headers: { 'idempotency-key': key }
    });

  function plan(): void {
    if (closed || sending || timer || size === 0) return;
    timer = setTimeout(retry, delay);
    timer.unref();
    delay = Math.min(delay * 2, LONGEST_RETRY_MS);
  }

  /** Whoever reaches the server first, a page most likely, tells what waits that it can go. */
  const unsubscribe = centre.subscribe(() => {
    if (centre.reachable && timer) retry();
  });

  function retry(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    sending = true;
    sendAll()
      .catch(() => undefined)
      .finally(() => {
        sending = false;
        if (closed) return;
        tell();
        plan();
      });
  }

  /**
   * Sends what waits, the oldest first; whoever applied has gone home, so a refusal is kept for the centre. One that
   * cannot be settled now does not hold up those behind it.
   */
  async function sendAll(): Promise<void> {
    for (const entry of store.waiting()) {
      const answer = await send(entry);
      if (closed || !answer.reached) return;
      const verdict = verdictOf(answer);
      if (verdict.kind === 'again') continue;
      delay = FIRST_RETRY_MS;
      if (verdict.kind === 'taken') strikeOff(entry);
      else {
        store.setAside(entry, verdict.code);
        console.error(`submission ${reference(entry.key)} was refused with ${verdict.code} and is kept`);
      }
    }
  }

  plan();
  return {
    get size() {
      return size;
    },
    get setAside() {
      return setAside;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async submit(key, submission) {
      const jwk = await publicKey();
      // Without the server's key nothing can be kept that a stolen disk would not tell.
      if (!jwk) return { settled: false, refusal: { reached: false } };
      const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(submission)))
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
        .encrypt(await importJWK(jwk, 'ECDH-ES'));
      const entry = { key, sealed };
      store.keep(entry);
      const answer = await send(entry);
      const verdict = verdictOf(answer);
      if (verdict.kind !== 'again') strikeOff(entry);
      tell();
      plan();
      if (verdict.kind === 'refused') return { settled: false, refusal: answer };
      if (verdict.kind === 'taken')
        return { settled: true, answer: { state: 'submitted', submitted: verdict.submitted } };
      return { settled: true, answer: { state: 'waiting', reference: reference(key) } };
    },
    close() {
      closed = true;
      unsubscribe();
      if (timer) clearTimeout(timer);
    }
  };
}

const reference = (key: string): string => key.replaceAll('-', '').slice(-REFERENCE_LENGTH).toUpperCase();
