import type { AgentFailureCode } from '../../../devices/agent/failure.ts';
import type { Failure } from '../../../server/contract/failure.ts';
import type { Result } from '../../../server/contract/result.ts';
import { type Hearer, openEventStream } from './event-stream.ts';

/** Why a request brought nothing: a code of the server or the agent, or nobody answered at all. */
export interface Trouble {
  readonly code: AgentFailureCode | 'agent.away' | (string & {});
  readonly fields?: Failure['fields'];
  readonly by?: string;
}
export type Reply<T> = Promise<Result<T, Trouble>>;

const AWAY = { ok: false, error: { code: 'agent.away' } } as const;

/** A page that is refused as soon as it is there waits before it loads itself again: whatever is wrong, it does not spin. */
const YOUNGEST_MS = 5000;

interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How the agent knows this page: the token that it wrote into the HTML, which a page of another origin cannot read, and
 * which page this is, so that there is one at a time. Pages of the centre's server have no token and need none.
 */
const known = ((): Record<string, string> => {
  const meta = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="yimen"]');
  if (!meta) return {};
  const page = crypto.getRandomValues(new Uint32Array(4)).join('-');
  return { 'x-yimen': meta.content, 'x-yimen-page': page };
})();

/** What is put is put also where its page is left meanwhile. The Fetch standard grants that to 64 kB; a character may be three. */
const LONGEST_OUTLIVING = 20_000;

/**
 * One request to the agent's loopback origin, which answers for itself under `/agent/` and forwards `/api/`. Nothing is
 * kept by the browser. Rejects where nobody answers.
 */
export function send(path: string, { method = 'GET', body, signal }: Asking = {}): Promise<Response> {
  const text = body === undefined ? null : JSON.stringify(body);
  return fetch(path, {
    method,
    cache: 'no-store',
    headers: { ...known, ...(text === null ? {} : { 'content-type': 'application/json' }) },
    body: text,
    keepalive: method === 'PUT' && text !== null && text.length < LONGEST_OUTLIVING,
    ...(signal ? { signal } : {})
  });
}

/** What such a request brings, where that is data: the value, or why there is none. */
export async function ask<T>(path: string, asking: Asking = {}): Reply<T> {
  try {
    const response = await send(path, asking);
    const text = await response.text();
    const value: unknown = text === '' ? null : JSON.parse(text);
    if (response.ok) return { ok: true, value: value as T };
    const trouble = troubleOf(value);
    if (trouble.code === 'request.token') loadAnew();
    return { ok: false, error: trouble };
  } catch {
    return AWAY;
  }
}

/** Events of the agent, until the function it gives is called. */
export function listen(path: string, hearer: Hearer): () => void {
  return openEventStream((signal) => fetch(path, { method: 'POST', cache: 'no-store', headers: known, signal }), {
    ...hearer,
    refused(code) {
      if (code === 'request.token') loadAnew();
      hearer.refused(code);
    }
  });
}

let loading = false;
/** The agent was started anew since this page was loaded: a page as new as the agent takes its place. */
function loadAnew(): void {
  if (loading) return;
  loading = true;
  setTimeout(() => location.reload(), Math.max(0, YOUNGEST_MS - performance.now()));
}

function troubleOf(value: unknown): Trouble {
  if (typeof value !== 'object' || value === null || !('error' in value)) return AWAY.error;
  const { error } = value as { error: unknown };
  if (typeof error === 'string') return { code: error };
  return typeof error === 'object' && error !== null && 'code' in error ? (error as Trouble) : AWAY.error;
}
