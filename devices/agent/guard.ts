import { createMiddleware } from 'hono/factory';
import { failureOf } from './failure.ts';

/**
 * Keeps every other page of the machine's browser out: the exact `Host` (DNS rebinding), the same origin, and on
 * whatever changes something a header that no foreign page can send without asking.
 */
export const guard = (hosts: () => readonly string[]) =>
  createMiddleware(async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hosts().includes(host)) return c.json(failureOf('request.origin'), 403);
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) return c.json(failureOf('request.origin'), 403);
    const site = c.req.header('sec-fetch-site');
    const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
    const isPage = c.req.header('sec-fetch-mode') === 'navigate' && c.req.method === 'GET';
    if (foreign && !isPage) return c.json(failureOf('request.origin'), 403);
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!reads && c.req.header('x-yimen') !== '1') return c.json(failureOf('request.origin'), 403);
    return next();
  });
