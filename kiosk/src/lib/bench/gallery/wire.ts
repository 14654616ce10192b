import type { AgentStatus } from '../../../../../devices/agent/wire.ts';
import type { Item } from '../../../../../server/contract/item.ts';

type Fetch = typeof fetch;
interface Said {
  readonly status: number;
  readonly body: unknown;
}
/** What one request brings. `silence`: no answer while the page is looked at. `nobody`: not even a connection. */
export type Answer = Said | 'silence' | 'nobody' | ((item: (code: string) => Promise<Item>) => Promise<Said>);

/** By method and path. What is not there is answered as an empty terminal would, or as not found. */
export interface Answers {
  /** What the agent says of itself, one after the other. */
  readonly statuses: readonly AgentStatus[];
  readonly answers?: Readonly<Record<string, Answer>>;
  /** What its stream of events tells after that. */
  readonly events?: readonly { readonly type: string; readonly data: unknown }[];
}

export const say = (body: unknown): Said => ({ status: 200, body });
export const refuse = (code: string): Said => ({ status: 409, body: { error: { code } } });

/** As often as the agent itself says something, so that the line is not taken for dead. */
const SIGN_OF_LIFE_MS = 15_000;

/** What is told one after the other is seen one after the other. */
const APART_MS = 200;

function streamOf({ statuses, events = [] }: Answers, telling: Ears['telling']): Response {
  const encoder = new TextEncoder();
  const told = [...statuses.map((data) => ({ type: 'status', data })), ...events].map(
    ({ type, data }) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
  );
  let timer: ReturnType<typeof setInterval> | undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(line) {
      telling(true);
      for (const one of told) {
        line.enqueue(encoder.encode(one));
        await new Promise((resolve) => setTimeout(resolve, APART_MS));
      }
      telling(false);
      timer = setInterval(() => line.enqueue(encoder.encode(': \n\n')), SIGN_OF_LIFE_MS);
    },
    cancel: () => clearInterval(timer)
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

/** What the centre says to everybody, and of nobody. */
const isOfNobody = (path: string): boolean => path.startsWith('/api/catalogue') || path === '/api/proofs';
const isPersonal = (path: string): boolean => /^\/(agent|api)\//.test(path) && !isOfNobody(path);

/** Never, unless the page withdraws. */
export const withdrawn = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

interface Ears {
  /** A request that the scene has no answer for. */
  unknown(request: string): void;
  /** The stream of events has more to tell, or has told all. */
  telling(isTelling: boolean): void;
}

/** What a request brings under a scene; `silence` where there is no answer as long as the page is looked at. */
type Wire = (...request: Parameters<Fetch>) => Promise<Response> | 'silence';

const responseOf = ({ status, body }: Said): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), { status });

/**
 * The wire under a page: the agent and the server answer what a scene says they do. The catalogue and the list of proofs are the real ones,
 * asked through `real`.
 */
export function wireOf(scene: Answers, real: Fetch, { unknown, telling }: Ears): Wire {
  return (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input, location.href).pathname;
    const request = `${init?.method ?? 'GET'} ${path}`;
    const answer = scene.answers?.[request];
    if (answer === 'silence') return answer;
    if (answer === 'nobody') return Promise.reject(new TypeError('nobody answers'));
    if (typeof answer === 'object') return Promise.resolve(responseOf(answer));
    if (answer) {
      const headers = init?.headers ?? {};
      const itemOf = async (code: string) => (await real(`/api/catalogue/items/${code}`, { headers })).json();
      return answer(itemOf).then(responseOf);
    }
    if (!isPersonal(path)) return real(input, init);
    if (request === 'POST /agent/events') return Promise.resolve(streamOf(scene, telling));
    // The session is over: the scene begins anew.
    if (request === 'DELETE /agent/session') location.reload();
    else unknown(request);
    return Promise.resolve(responseOf(refuse('request.not-found')));
  };
}
