import { randomUUID } from 'node:crypto';
import type { Slip } from '../../server/contract/slip.ts';
import type { Session } from '../../server/contract/wire.ts';
import type { Centre } from './centre.ts';

/** Whoever is at the terminal: in memory only, gone with the session or with the process. */
export interface LiveSession {
  readonly token: string;
  view: Session;
  draft: unknown;
  /** The key of each application begun here, by the id of its prefill: a second tap meets the same one. */
  readonly keys: Map<string, string>;
  /** Slips of applications handed in here, by number: whoever filed without a card has no other way to them. */
  readonly slips: Map<string, Slip>;
}

export interface SessionHolder {
  readonly current: LiveSession | null;
  subscribe(listener: () => void): () => void;
  begin(token: string, view: Session): LiveSession;
  see(view: Session): void;
  /** Forgets the person at once, and tells the server; a server that is away lets the session expire by itself. */
  end(): Promise<void>;
}

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
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    get current() {
      return current;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(token, view) {
      current = { token, view, draft: null, keys: new Map(), slips: new Map() };
      tell();
      return current;
    },
    see(view) {
      if (!current) return;
      current.view = view;
      tell();
    },
    async end() {
      const ended = current;
      if (!ended) return;
      current = null;
      tell();
      await centre.ask({ method: 'DELETE', path: '/api/sessions/current', session: ended.token });
    }
  };
}
