import { createHash, timingSafeEqual } from 'node:crypto';
import type { HonoRequest } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type AgentFailureCode, failureOf } from './failure.ts';

/** How the agent knows a page of its own. */
export interface Gate {
  /** `host:port` as the terminal's own browser writes it. */
  readonly hosts: () => readonly string[];
  /** Made at each start, and handed out in the HTML of the agent's pages and nowhere else. */
  readonly token: string;
  /** Whether another page has taken the place of this one since. */
  readonly isReplaced: (page: string) => boolean;
}

/** The token, in every request of a page. */
export const TOKEN_HEADER = 'x-yimen';
/** Which page asks: made up by it when it is loaded, and no secret. */
export const PAGE_HEADER = 'x-yimen-page';

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'];

/** Pictures and links of a page carry no header. These show invented people's paper, and only where devices are simulated. */
const PAPER_OF_THE_BENCH = /^\/agent\/bench\/(slips\/[\w-]+\.(png|bin)|documents\/[\w-]+\.pdf)$/;

/**
 * Whether a browser says that it asks for a page of elsewhere (Fetch Metadata). Whoever says nothing is no browser of
 * today, and has the other checks to pass.
 */
export const isForeign = (site: string | undefined): boolean =>
  site !== undefined && site !== 'same-origin' && site !== 'none';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Keeps everything but the agent's own pages out: the exact `Host` (DNS rebinding); the exact `Origin`, which a browser
 * sends with every change; and the token of this start, which only a page of the agent can read. A page whose place was
 * taken is told so. Failures: `request.origin`, `request.token`, `page.replaced`; another method is `request.not-found`.
 */
export function guard({ hosts, token, isReplaced }: Gate) {
  const wanted = digest(token);
  const isOurs = (given: string) => timingSafeEqual(digest(given), wanted);

  function refusalOf(request: HonoRequest): readonly [AgentFailureCode, 403 | 404 | 409] | null {
    const { method, path } = request;
    const host = request.header('host') ?? '';
    const origin = request.header('origin');
    const mayLackOrigin = method === 'GET' && origin === undefined;
    if (!hosts().includes(host)) return ['request.origin', 403];
    if (!mayLackOrigin && origin !== `http://${host}`) return ['request.origin', 403];
    if (isForeign(request.header('sec-fetch-site'))) return ['request.origin', 403];
    if (!METHODS.includes(method)) return ['request.not-found', 404];
    if (method === 'GET' && PAPER_OF_THE_BENCH.test(path)) return null;
    if (!isOurs(request.header(TOKEN_HEADER) ?? '')) return ['request.token', 403];
    return isReplaced(request.header(PAGE_HEADER) ?? '') ? ['page.replaced', 409] : null;
  }

  return createMiddleware(async (c, next) => {
    const refusal = refusalOf(c.req);
    return refusal ? c.json(failureOf(refusal[0]), refusal[1]) : next();
  });
}
