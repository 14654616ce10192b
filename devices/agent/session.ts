import { randomUUID } from 'node:crypto';
import type { Card } from '../../server/contract/card.ts';
import type { Slip } from '../../server/contract/slip.ts';
import type { Session } from '../../server/contract/wire.ts';
import { type Centre, type CentreAnswer, jsonOf } from './centre.ts';
import type { PartAnswer, SubmitAnswer, UndoneApplication } from './wire.ts';

/** The application handed in last, and what brings the page before it back. */
export interface HandedIn {
  readonly key: string;
  readonly prefillId: string;
  readonly itemCode: string;
  readonly answer: SubmitAnswer;
  /** When the answer came, on the clock of `performance.now()`: what is left for taking it back is counted from there. */
  readonly answeredAtMs: number;
  readonly printId: string | null;
  readonly draft: unknown;
}

/** One item of a 一件事 that was handed in. */
export interface HandedInPart extends Omit<HandedIn, 'answer' | 'draft'> {
  readonly answer: PartAnswer;
  readonly isTakenBack: boolean;
}

/** The 一件事 handed in last, and what brings the page before it back. */
export interface HandedInBundle {
  readonly code: string;
  readonly parts: readonly HandedInPart[];
  readonly draft: unknown;
}

/** Whoever is at the terminal: in memory only, gone with the session or with the process. */
export interface LiveSession {
  readonly token: string;
  view: Session;
  draft: unknown;
  /** Whether they want what they have not handed in kept at the centre when they leave. */
  wantsKept: boolean;
  /** The application that was handed in last, until another is begun: a page that missed the answer finds it here. */
  done: HandedIn | null;
  /** The same of a 一件事. */
  bundle: HandedInBundle | null;
  /** What was taken back last, until something is handed in again: an answer that was lost is given again. */
  undone: UndoneApplication | null;
  /** The key of each application begun here, by the id of its prefill: a second tap meets the same one. */
  readonly keys: Map<string, string>;
  /** Slips of applications handed in here, by number: whoever filed without a card has no other way to them. */
  readonly slips: Map<string, Slip>;
}

export interface SessionHolder {
  readonly current: LiveSession | null;
  subscribe(listener: () => void): () => void;
  /**
   * Ends what was, and asks the server in the holder of a card, or nobody in particular. `left` where somebody said 结束,
   * or the page went away, before the server answered: nobody is let in then.
   */
  open(card: Card | null, signal: AbortSignal): Promise<CentreAnswer | 'left'>;
  /** What the server said of a session, unless that one is over by now. */
  see(of: LiveSession, view: Session): void;
  /**
   * Forgets the person at once, and tells the server; a server that is away lets the session expire by itself. `last` is done
   * as whoever has left, before the server is told.
   */
  end(last?: (ended: LiveSession) => Promise<unknown>): Promise<void>;
}

/** A little longer than the server lets a session live; by our own clock, which may differ from the server's. */
const LONGEST_MS = 121 * 60_000;

export const keyFor = (session: LiveSession, prefillId: string): string => {
  const known = session.keys.get(prefillId);
  if (known) return known;
  const key = randomUUID();
  session.keys.set(prefillId, key);
  return key;
};

export function createSessionHolder(centre: Centre): SessionHolder {
  const listeners = new Set<() => void>();
  let current: LiveSession | null = null;
  let turn = 0;
  let longest: NodeJS.Timeout | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const dismiss = (token: string) => centre.ask({ method: 'DELETE', path: '/api/sessions/current', session: token });

  async function end(last?: (ended: LiveSession) => Promise<unknown>): Promise<void> {
    turn++;
    clearTimeout(longest);
    const ended = current;
    if (!ended) return;
    current = null;
    tell();
    await last?.(ended);
    await dismiss(ended.token);
  }

  return {
    get current() {
      return current;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async open(card, signal) {
      const ended = end();
      const own = turn;
      await ended;
      const answer = await centre.ask({ method: 'POST', path: '/api/sessions', body: JSON.stringify({ card }) });
      if (!answer.reached || answer.status !== 200) return answer;
      const { token, session } = jsonOf<{ token: string; session: Session }>(answer);
      if (own !== turn || signal.aborted) {
        await dismiss(token);
        return 'left';
      }
      const nothing = { draft: null, wantsKept: false, done: null, bundle: null, undone: null };
      current = { token, view: session, ...nothing, keys: new Map(), slips: new Map() };
      longest = setTimeout(() => void end(), LONGEST_MS).unref();
      tell();
      return answer;
    },
    see(of, view) {
      if (current !== of) return;
      of.view = view;
      tell();
    },
    end
  };
}
