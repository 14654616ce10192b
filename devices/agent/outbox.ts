import { CompactEncrypt, importJWK } from 'jose';
import type { Submission, Submitted } from '../../server/contract/wire.ts';
import { type Centre, type CentreAnswer, codeOf, jsonOf } from './centre.ts';
import type { Store } from './store.ts';
import type { SubmitAnswer } from './wire.ts';

/** What came of a submission: an answer for the page, or the server's own refusal to be shown as it is. */
export type SubmitOutcome =
  | { readonly settled: true; readonly answer: SubmitAnswer }
  | { readonly settled: false; readonly refusal: CentreAnswer };

export interface Outbox {
  readonly size: number;
  subscribe(listener: () => void): () => void;
  /** Seals, keeps, sends. Kept on disk before the first byte leaves, and until the server has acknowledged it. */
  submit(key: string, submission: Submission): Promise<SubmitOutcome>;
  close(): void;
}

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
/** Enough to tell one waiting application from another over the phone. */
const REFERENCE_LENGTH = 8;

const isFinal = (answer: CentreAnswer): answer is Extract<CentreAnswer, { reached: true }> =>
  answer.reached && answer.status < 500 && ![401, 408, 429].includes(answer.status);

/** Submissions on their way to a centre. `publicKey` gives the server's key, once it is known. */
export function createOutbox(options: {
  readonly centre: Centre;
  readonly store: Store;
  readonly publicKey: () => Promise<Record<string, string> | null>;
}): Outbox {
  const { centre, store, publicKey } = options;
  const listeners = new Set<() => void>();
  let size = store.waiting().length;
  let delay = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let sending = false;

  const tell = () => {
    size = store.waiting().length;
    for (const listener of listeners) listener();
  };

  /** A full disk may refuse: what was sent stays, is sent again, and is still one case. */
  function strikeOff(key: string): void {
    try {
      store.drop(key);
    } catch {}
    tell();
    plan();
  }

  const send = (key: string, sealed: string): Promise<CentreAnswer> =>
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

  /** Sends what waits, the oldest first; whoever applied has gone home, so a refusal is kept for the centre. */
  async function sendAll(): Promise<void> {
    for (const { key, sealed } of store.waiting()) {
      const answer = await send(key, sealed);
      if (closed || !isFinal(answer)) return;
      delay = FIRST_RETRY_MS;
      if (answer.status === 200) store.drop(key);
      else {
        store.setAside(key, codeOf(answer));
        console.error(`submission ${reference(key)} was refused with ${codeOf(answer)} and is kept`);
      }
    }
  }

  plan();
  return {
    get size() {
      return size;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async submit(key, submission) {
      const jwk = await publicKey();
      // The server was never reached: there is no key to seal to.
      if (!jwk) return { settled: false, refusal: { reached: false } };
      const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(submission)))
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
        .encrypt(await importJWK(jwk, 'ECDH-ES'));
      store.keep({ key, sealed });
      const answer = await send(key, sealed);
      if (!isFinal(answer)) {
        tell();
        plan();
        return { settled: true, answer: { state: 'waiting', reference: reference(key) } };
      }
      strikeOff(key);
      if (answer.status !== 200) return { settled: false, refusal: answer };
      return { settled: true, answer: { state: 'submitted', submitted: jsonOf<Submitted>(answer) } };
    },
    close() {
      closed = true;
      unsubscribe();
      if (timer) clearTimeout(timer);
    }
  };
}

const reference = (key: string): string => key.replaceAll('-', '').slice(-REFERENCE_LENGTH).toUpperCase();
