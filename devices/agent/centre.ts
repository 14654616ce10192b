import { CENTRE_MOST_MS } from '../../server/contract/patience.ts';

/** What the centre's server answered, or that it did not. `sent`: something may have arrived there all the same. */
export type CentreAnswer =
  | { readonly reached: true; readonly status: number; readonly type: string; readonly body: Uint8Array }
  | { readonly reached: false; readonly sent: boolean };

/** No line to the server came about: of the request nothing left this machine. */
const UNSENT: readonly unknown[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT'
];
const isUnsent = (error: unknown): boolean =>
  UNSENT.includes((error as { cause?: { code?: unknown } } | null)?.cause?.code);

/** The centre's server, seen from one terminal. */
export interface Centre {
  readonly url: string;
  /** Whether it answered last time. */
  readonly reachable: boolean;
  subscribe(listener: () => void): () => void;
  /** One request with the terminal's credential; `session` adds who is here. Never throws for what a network does. */
  ask(request: {
    readonly method: string;
    readonly path: string;
    readonly session?: string | null;
    readonly body?: string;
    readonly type?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  }): Promise<CentreAnswer>;
}

/** Reads a JSON answer; the server answers nothing else under the paths this is used for. */
export const jsonOf = <T>(answer: { readonly body: Uint8Array }): T =>
  JSON.parse(new TextDecoder().decode(answer.body)) as T;

/** The stable code of a failed answer; `server.fault` where the body holds none. */
export function codeOf(answer: { readonly body: Uint8Array }): string {
  try {
    const { error } = jsonOf<{ error?: { code?: string } }>(answer);
    return error?.code ?? 'server.fault';
  } catch {
    return 'server.fault';
  }
}

/** Speaks to the server at `url` as the terminal of `credential`. */
export function createCentre(url: string, credential: string): Centre {
  const listeners = new Set<() => void>();
  let reachable = true;
  const note = (now: boolean) => {
    if (now === reachable) return;
    reachable = now;
    for (const listener of listeners) listener();
  };
  return {
    url,
    get reachable() {
      return reachable;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ask({ method, path, session, body, type = 'application/json', headers = {}, signal }) {
      const deadline = AbortSignal.timeout(CENTRE_MOST_MS);
      try {
        const response = await fetch(new URL(path, url), {
          method,
          redirect: 'error',
          signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
          headers: {
            ...headers,
            authorization: `Terminal ${credential}`,
            ...(session ? { 'x-session': session } : {}),
            ...(body === undefined ? {} : { 'content-type': type })
          },
          ...(body === undefined ? {} : { body })
        });
        const answer = {
          reached: true,
          status: response.status,
          type: response.headers.get('content-type') ?? '',
          body: new Uint8Array(await response.arrayBuffer())
        } as const;
        note(response.status < 502);
        return answer;
      } catch (error) {
        if (!signal?.aborted) note(false);
        return { reached: false, sent: !isUnsent(error) };
      }
    }
  };
}
