import { createRoute } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Context } from '../context.ts';
import { hallSchema } from '../contract/ticket-wire.ts';
import { failureResponses, newRouter } from '../http.ts';
import { openHall, readHall } from './hall.ts';

const hall = createRoute({
  method: 'get',
  path: '/api/hall',
  responses: {
    200: { description: 'what the hall shows', content: { 'application/json': { schema: hallSchema } } },
    ...failureResponses
  }
});

/** The call display: for whatever screen hangs in the hall. Numbers and counters, nobody's name. */
export function hallRoutes(context: Context) {
  const listen = openHall(context);
  const events = new Hono().get('/api/hall/events', (c) =>
    streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>();
      const stop = listen((shown) => {
        void stream.writeSSE({ event: 'hall', id: String(shown.version), data: JSON.stringify(shown) });
      });
      stream.onAbort(() => ended.resolve());
      await ended.promise;
      stop();
    })
  );
  return newRouter()
    .openapi(hall, async (c) => c.json(await readHall(context), 200))
    .route('/', events);
}
