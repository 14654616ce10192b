import { createRoute, z } from '@hono/zod-openapi';
import { findItem } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { freeSlots } from './service.ts';

const route = createRoute({
  method: 'get',
  path: '/api/slots/{code}',
  request: {
    params: z.object({ code: z.string().max(40) }),
    query: z.object({ resource: z.string().max(100).default('') })
  },
  responses: {
    200: {
      description: 'free times',
      content: {
        'application/json': {
          schema: z.object({ slots: z.array(z.object({ slot: z.string(), free: z.number().int() })) })
        }
      }
    },
    ...failureResponses
  }
});

export const slotRoutes = (context: Context) =>
  newRouter().openapi(route, async (c) => {
    const item = await findItem(context, c.req.valid('param').code);
    if (!item) return c.json(failureBody('item.unknown'), 404);
    return c.json({ slots: await freeSlots(context, item, c.req.valid('query').resource) }, 200);
  });
