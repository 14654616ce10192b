import type { Failure, FailureCode } from '../../../server/contract/failure.ts';
import type { Result } from '../../../server/contract/result.ts';

/** Why a request brought nothing: a code of the server or the agent, or nobody answered at all. */
export interface Trouble {
  readonly code: FailureCode | 'agent.away' | (string & {});
  readonly fields?: Failure['fields'];
  readonly by?: string;
}
export type Reply<T> = Promise<Result<T, Trouble>>;

const AWAY = { ok: false, error: { code: 'agent.away' } } as const;

interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One request to the agent's loopback origin, which answers for itself under `/agent/` and forwards `/api/`. The header
 * cannot be set by a page of another origin. Nothing is kept by the browser.
 */
export async function ask<T>(path: string, { method = 'GET', body, signal }: Asking = {}): Reply<T> {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      headers: { 'x-yimen': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {})
    });
    const text = await response.text();
    const value: unknown = text === '' ? null : JSON.parse(text);
    if (response.ok) return { ok: true, value: value as T };
    return { ok: false, error: troubleOf(value) };
  } catch {
    return AWAY;
  }
}

function troubleOf(value: unknown): Trouble {
  if (typeof value !== 'object' || value === null || !('error' in value)) return AWAY.error;
  const { error } = value as { error: unknown };
  if (typeof error === 'string') return { code: error };
  return typeof error === 'object' && error !== null && 'code' in error ? (error as Trouble) : AWAY.error;
}
