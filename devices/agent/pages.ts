import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StartFailure } from '../../server/process/start-failure.ts';
import type { Pages } from './http.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const BUILD = new URL('../../build/handler.js', import.meta.url);

/** What a terminal shows. The window and the front page are the server's. */
const SHOWN =
  /^\/(terminal|bench|desk)(\/|$)|^\/(_app|fonts|pinyin)\/|^\/[\w-]+\.(svg|png|ico|txt|webmanifest)$|^\/service-worker\.js$/;

/** The worker fetches pages from here and from nowhere else; its policy is the one its script came with. */
const WORKER = '/service-worker.js';
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** Whether a request's target is a page of a terminal. It is compared, not parsed: `//` is no address, and must not end us. */
export const isShown = (target: string): boolean => SHOWN.test(target.split('?')[0] ?? '');

/** What `hooks.server.ts` knows of the terminal whose page it draws. */
export interface Terminal {
  /** Of this start of the agent: the HTML is therefore never kept by anybody. */
  readonly token: string;
  readonly screenInches: number | null;
  readonly demonstration: boolean;
}

/** The pages, from the agent's own disk: they are there when the server is not. */
export async function loadPages(terminal: Terminal): Promise<Pages> {
  if (!existsSync(BUILD)) throw new StartFailure('The pages are not built yet: run "npm run build" first.');
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  const { handler } = (await import(BUILD.href)) as { handler: Handler };
  return (request, response) => {
    const target = request.url ?? '/';
    if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405).end();
    else if (target === '/' || target.startsWith('/?')) response.writeHead(302, { location: '/terminal' }).end();
    else if (!isShown(target)) response.writeHead(404).end();
    else {
      request.headers['x-forwarded-proto'] = 'http';
      if (target === WORKER) response.setHeader('content-security-policy', WORKER_POLICY);
      handler(Object.assign(request, { terminal }), response, () => response.writeHead(404).end());
    }
  };
}
