import type { IncomingMessage } from 'node:http';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import styleAddress from '#lib/terminal/static-page.css?url&no-inline';
import { startingPage } from '#lib/terminal/static-page.ts';
import { hallGettingReady } from '#lib/words/getting-ready.ts';
import type { Terminal } from '../../devices/agent/pages.ts';

/**
 * A page that a terminal's agent serves carries the token of the agent's start (`devices/agent/pages.ts`), in its HTML
 * alone; so nobody keeps the HTML, and each start hands out its own. The size of the screen stands beside it, so that the
 * first paint has the right one. The centre's server gives neither.
 */
export const handle: Handle = async ({ event, resolve }) => {
  const request: (IncomingMessage & { terminal?: Terminal }) | undefined = event.platform?.req;
  const terminal = request?.terminal;
  // By the page that an address leads to, however it is written: the gallery is there in a demonstration only.
  if (event.route.id?.startsWith('/bench/gallery') && !terminal?.demonstration)
    return new Response(null, { status: 404 });
  const said = startingOf(event.url.pathname);
  const starting = said ? `<link rel="stylesheet" href="${styleAddress}">${said}` : '';
  const drawn = (html: string) => html.replace('%yimen.starting%', starting);
  if (!terminal) {
    const response = await resolve(event, { transformPageChunk: ({ html }) => drawn(html) });
    if (event.route.id === '/preview') letFrame(response.headers);
    return response;
  }
  const screen = terminal.screenInches ? `<meta name="yimen-screen" content="${terminal.screenInches}">` : '';
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      drawn(html).replace('<head>', `<head><meta name="yimen" content="${terminal.token}">${screen}`)
  });
  response.headers.set('cache-control', 'no-store');
  response.headers.delete('etag');
  if (event.route.id === '/bench/gallery/[scene]') letFrame(response.headers);
  return response;
};

/** What is seen, and loaded anew by itself, where scripts do not come: before screens that nobody sits at. */
function startingOf(pathname: string): string | null {
  if (pathname.startsWith('/terminal')) return startingPage();
  return pathname === '/hall' ? startingPage(hallGettingReady) : null;
}

/**
 * A scene of the gallery is drawn in a frame, and so is what a form will look like (`/preview`, which shows what it is
 * handed and knows nothing); each by pages of ours alone. Everything else is drawn in none.
 */
function letFrame(headers: Headers): void {
  const policy = headers.get('content-security-policy') ?? '';
  headers.set('content-security-policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
  headers.set('x-frame-options', 'SAMEORIGIN');
}

/** The log gets the name of the fault and its place; a message may hold what somebody typed, and stays out. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'unknown') console.error(JSON.stringify({ page: event.route.id, fault: placeOf(error) }));
};

function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const [, place] = error.stack?.split('\n    at ') ?? [];
  return place ? `${error.name} at ${place}` : error.name;
}
