import { createRoute, z } from '@hono/zod-openapi';
import { dayOf } from './clock.ts';
import type { Context } from './context.ts';
import { centreSchema } from './contract/wire.ts';
import { newRouter } from './http.ts';

const ping = createRoute({
  method: 'get',
  path: '/api/ping',
  responses: {
    200: {
      description: 'the server answers',
      content: { 'application/json': { schema: z.object({ ok: z.literal(true) }) } }
    }
  }
});

const centre = createRoute({
  method: 'get',
  path: '/api/centre',
  responses: { 200: { description: 'which centre this is', content: { 'application/json': { schema: centreSchema } } } }
});

/** What anyone may know of the centre. */
export const centreRoutes = (context: Context) =>
  newRouter()
    .openapi(ping, (c) => c.json({ ok: true as const }, 200))
    .openapi(centre, (c) => c.json({ ...context.centre, today: dayOf(context.now()) }, 200));
