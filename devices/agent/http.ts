import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse
} from 'node:http';
import { networkInterfaces } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { close, listen } from '../../server/process/listen.ts';
import { isForeign } from './guard.ts';

/** Draws a page of the terminal. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * On everything that leaves: nothing of it is drawn in a frame, loaded into a page of elsewhere, or tells elsewhere that
 * it was here. A page brings its own policy with it; an answer is data, and may load nothing at all.
 */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin'
} as const;

/** Nobody on this machine needs longer to say what they want; whoever is slower only holds the line. */
const LIMITS = {
  maxHeaderSize: 16_000,
  headersTimeout: 5000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1000
} as const satisfies ServerOptions;

/** Whether a page of elsewhere wants one of ours as a part of itself. It may lead here (a link), and no more. */
const isEmbedded = ({ headers }: IncomingMessage): boolean =>
  isForeign(String(headers['sec-fetch-site'] ?? 'none')) && headers['sec-fetch-dest'] !== 'document';

/** Everything the agent answers: its own routes and what it forwards (`app`, with a guard of its own), and its pages. */
export function createListener(app: Hono, pages: Pages, hosts: () => readonly string[]): RequestListener {
  const answer = getRequestListener(app.fetch);
  return (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const { url = '', headers } = request;
    if (url.startsWith('/api/') || url.startsWith('/agent/')) {
      response.setHeader('cache-control', 'no-store');
      void answer(request, response);
    } else if (!hosts().includes(headers.host ?? '') || isEmbedded(request)) response.writeHead(403).end();
    else pages(request, response);
  };
}

const hasLoopback6 = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));

/** `host:port` of the agent, in every way the terminal's own browser may write it. */
export const hostsAt = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];

/**
 * Opens a port to this machine alone: 127.0.0.1, and ::1 where there is one, because `localhost` may be either. Nobody
 * else can have the port at the other address meanwhile. Throws a StartFailure where it is taken.
 */
export async function openLoopback(
  listener: RequestListener,
  wanted: { readonly port: number; readonly setting: string; readonly limits?: ServerOptions }
): Promise<{ readonly port: number; close(): Promise<void> }> {
  await using begun = new AsyncDisposableStack();
  const { setting, limits } = wanted;
  let { port } = wanted;
  for (const host of hasLoopback6() ? ['127.0.0.1', '::1'] : ['127.0.0.1']) {
    const server = createServer({ ...LIMITS, ...limits }, listener);
    port = await listen(server, { host, port, setting });
    begun.defer(() => close(server));
  }
  const opened = begun.move();
  return { port, close: () => opened.disposeAsync() };
}
