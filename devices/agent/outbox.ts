import { CompactEncrypt, importJWK } from 'jose';
import type { Submitted } from '../../server/contract/case-wire.ts';
import type { Submission } from '../../server/contract/wire.ts';
import { type Centre, type CentreAnswer, codeOf, jsonOf } from './centre.ts';
import type { OutboxEntry, Store } from './store.ts';
import type { SubmitAnswer } from './wire.ts';

/** What came of a submission: an answer for the page, or the server's own refusal to be shown as it is. */
export type SubmitOutcome =
  | { readonly settled: true; readonly answer: SubmitAnswer }
  | { readonly settled: false; readonly refusal: CentreAnswer };

/**
 * What came of taking one back: it is nowhere any more; or the centre has it, and has to be asked; or nobody can tell
 * now, and it stays where it is.
 */
export type TakenBack = 'nowhere' | 'at-centre' | 'unknown';

/** Something to hand in, and its key. */
export interface Application {
  readonly key: string;
  readonly submission: Submission;
}

export interface Outbox {
  readonly size: number;
  /** Refused after whoever applied had gone home: somebody of the centre has to look at these. */
  readonly setAside: number;
  subscribe(listener: () => void): () => void;
  /** Told when one has come to the centre, whether at once or after a wait. */
  onTaken(listener: (key: string, submitted: Submitted) => void): () => void;
  /** Seals, keeps, sends. Kept on disk before the first byte leaves, and until the server has acknowledged it. */
  submit(key: string, submission: Submission): Promise<SubmitOutcome>;
  /** The same of several, in this order: all are kept before the first leaves, so that none is lost between two. */
  submitAll(applications: readonly Application[]): Promise<readonly SubmitOutcome[]>;
  /** Takes one back that waits. What may have arrived is asked after first: none is ever both sent and taken back. */
  takeBack(key: string): Promise<TakenBack>;
  /** Sends those again that the server had refused, by reference: somebody at the centre thinks that it will take them now. */
  tryAgain(references: readonly string[]): void;
  close(): void;
}

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
/** Enough to tell one waiting application from another over the phone. */
const REFERENCE_LENGTH = 8;

/** Codes that say nothing of the submission itself: the same one is sent again later. */
const PASSING: readonly string[] = [
  'server.fault',
  'server.unavailable',
  'request.too-many',
  'terminal.unknown',
  'terminal.withdrawn'
];

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

/**
 * What is known of an application of this life that is not at the centre for certain. `unsent`: nothing of it has left.
 * `unknown`: an answer was lost, so it may be there.
 */
type Standing = 'unsent' | 'unknown' | 'refused';

function standingAfter(before: Standing | undefined, answer: CentreAnswer, verdict: Verdict): Standing {
  // Something else came in under this key: what that was lies at the centre.
  if (verdict.kind === 'refused') return verdict.code === 'submission.key-reused' ? 'unknown' : 'refused';
  return answer.reached || answer.sent ? 'unknown' : (before ?? 'unknown');
}

/** Submissions on their way to a centre. `publicKey` gives the server's key, once it is known. */
export function createOutbox(options: {
  readonly centre: Centre;
  readonly store: Store;
  readonly publicKey: () => Promise<Record<string, string> | null>;
}): Outbox {
  const { centre, store, publicKey } = options;
  const listeners = new Set<() => void>();
  const takenListeners = new Set<(key: string, submitted: Submitted) => void>();
  const standings = new Map<string, Standing>();
  const underWay = new Set<{ readonly key: string; readonly settled: Promise<unknown> }>();
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

  /** One attempt, and what is known after it. Who handed in what has arrived may still be here, and is told. */
  async function send(entry: OutboxEntry): Promise<{ readonly answer: CentreAnswer; readonly verdict: Verdict }> {
    const { key, sealed } = entry;
    const asked = centre.ask({
      method: 'POST',
      path: '/api/submissions',
      body: sealed,
      type: 'application/jose',
      headers: { 'idempotency-key': key }
    });
    const attempt = { key, settled: asked };
    underWay.add(attempt);
    const answer = await asked;
    underWay.delete(attempt);
    const verdict = verdictOf(answer);
    if (verdict.kind === 'taken') {
      standings.delete(key);
      strikeOff(entry);
      for (const listener of takenListeners) listener(key, verdict.submitted);
    } else standings.set(key, standingAfter(standings.get(key), answer, verdict));
    return { answer, verdict };
  }

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

  const waits = ({ key, sealed }: OutboxEntry): boolean =>
    store.waiting().some((entry) => entry.key === key && entry.sealed === sealed);

  /**
   * Sends what waits, the oldest first; whoever applied has gone home, so a refusal is kept for the centre. One that
   * cannot be settled now does not hold up those behind it, and one that was taken back meanwhile does not go.
   */
  async function sendAll(): Promise<void> {
    for (const entry of store.waiting()) {
      if (!waits(entry)) continue;
      const { answer, verdict } = await send(entry);
      if (closed || !answer.reached) return;
      if (verdict.kind === 'again') continue;
      delay = FIRST_RETRY_MS;
      if (verdict.kind === 'taken') continue;
      store.setAside(entry, verdict.code);
      console.error(`submission ${reference(entry.key)} was refused with ${verdict.code} and is kept`);
    }
  }

  /** What may have arrived is sent once more: under its key the centre says whether it has it. */
  async function askAfter(key: string): Promise<void> {
    const entry = store.waiting().find((waiting) => waiting.key === key);
    if (entry && standings.get(key) === 'unknown') await send(entry);
  }

  async function sendKept(entry: OutboxEntry): Promise<SubmitOutcome> {
    const { key } = entry;
    const { answer, verdict } = await send(entry);
    if (verdict.kind === 'taken')
      return { settled: true, answer: { state: 'submitted', submitted: verdict.submitted } };
    if (verdict.kind === 'again') return waitingUnder(key);
    strikeOff(entry);
    if (standings.get(key) === 'refused') standings.delete(key);
    return { settled: false, refusal: answer };
  }

  async function submitAll(applications: readonly Application[]): Promise<readonly SubmitOutcome[]> {
    const jwk = await publicKey();
    if (!jwk) return applications.map(() => NO_KEY);
    const entries = await Promise.all(
      applications.map(async ({ key, submission }) => ({ key, sealed: await seal(jwk, submission) }))
    );
    store.keep(...entries);
    for (const { key } of entries) if (!standings.has(key)) standings.set(key, 'unsent');
    const outcomes: SubmitOutcome[] = [];
    for (const entry of entries) {
      // Where the centre cannot take one now, nobody here waits until it has not taken each of the others either.
      const isAway = outcomes.some((outcome) => outcome.settled && outcome.answer.state === 'waiting');
      outcomes.push(isAway ? waitingUnder(entry.key) : await sendKept(entry));
    }
    tell();
    plan();
    return outcomes;
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
    onTaken(listener) {
      takenListeners.add(listener);
      return () => takenListeners.delete(listener);
    },
    async submit(key, submission) {
      const [outcome] = await submitAll([{ key, submission }]);
      return outcome ?? NO_KEY;
    },
    submitAll,
    async takeBack(key) {
      await Promise.all([...underWay].filter((attempt) => attempt.key === key).map(({ settled }) => settled));
      await askAfter(key);
      const standing = standings.get(key);
      if (standing !== undefined && standing !== 'unknown') {
        store.takeBack(key);
        standings.delete(key);
      }
      tell();
      if (standing === undefined) return 'at-centre';
      return standing === 'unknown' ? 'unknown' : 'nowhere';
    },
    tryAgain(references) {
      const meant = store.refused().filter(({ key }) => references.includes(reference(key)));
      for (const { key } of meant) store.putBack(key);
      if (meant.length === 0) return;
      tell();
      if (!sending) retry();
    },
    close() {
      closed = true;
      unsubscribe();
      if (timer) clearTimeout(timer);
    }
  };
}

/** Without the server's key nothing can be kept that a stolen disk would not tell. */
const NO_KEY: SubmitOutcome = { settled: false, refusal: { reached: false, sent: false } };

const waitingUnder = (key: string): SubmitOutcome => ({
  settled: true,
  answer: { state: 'waiting', reference: reference(key) }
});

const seal = async (jwk: Record<string, string>, submission: Submission): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(submission)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(await importJWK(jwk, 'ECDH-ES'));

/** What an application is called by whoever must not know its key. */
export const reference = (key: string): string => key.replaceAll('-', '').slice(-REFERENCE_LENGTH).toUpperCase();
