import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StartFailure } from './process/start-failure.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const BUILD = new URL('../build/handler.js', import.meta.url);

/** The pages, as `npm run build` left them. Headers that a page's own policy cannot carry are set here. */
export async function loadPages(): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  if (!existsSync(BUILD)) throw new StartFailure('The pages are not built yet: run "npm run build" first.');
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  const { handler } = (await import(BUILD.href)) as { handler: Handler };
  return (request, response) => {
    request.headers['x-forwarded-proto'] ??= 'http';
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('x-frame-options', 'DENY');
    response.setHeader('referrer-policy', 'no-referrer');
    handler(request, response, () => response.writeHead(404).end());
  };
}
