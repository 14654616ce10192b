import { createRoute } from '@hono/zod-openapi';
import { askerOf, socketOf } from '../asker.ts';
import type { Context } from '../context.ts';
import {
  fetchedPreparedSchema,
  fetchPreparedSchema,
  preparationSchema,
  preparedSchema
} from '../contract/prepared-wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { fetchPrepared, prepare } from './service.ts';

const preparing = createRoute({
  method: 'post',
  path: '/api/prepared',
  request: { body: { required: true, content: { 'application/json': { schema: preparationSchema } } } },
  responses: {
    200: {
      description: 'kept, sealed, until its code comes to a terminal',
      content: { 'application/json': { schema: preparedSchema } }
    },
    ...failureResponses
  }
});

const fetching = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/my/prepared',
    middleware: [requireSession(context)] as const,
    request: { body: { required: true, content: { 'application/json': { schema: fetchPreparedSchema } } } },
    responses: {
      200: {
        description: 'what was filled in at home; it is gone at the centre now',
        content: { 'application/json': { schema: fetchedPreparedSchema } }
      },
      ...failureResponses
    }
  });

/** Forms that are filled in at home: kept for anyone, given to whoever is at a terminal with the code. */
export function preparedRoutes(context: Context) {
  const anyone = newRouter().openapi(preparing, async (c) => {
    const asker = askerOf(context.trustedProxies, socketOf(c.env), c.req.header('x-forwarded-for'));
    const prepared = await prepare(context, asker, c.req.valid('json'));
    return prepared.ok
      ? c.json(prepared.value, 200)
      : c.json(failureBody(prepared.error), statusOf(prepared.error.code));
  });
  const resident = newRouter<SessionVariables>().openapi(fetching(context), async (c) => {
    const fetched = await fetchPrepared(context, c.var.terminal.id, c.req.valid('json'));
    return fetched.ok ? c.json(fetched.value, 200) : c.json(failureBody(fetched.error), statusOf(fetched.error.code));
  });
  return newRouter().route('/', anyone).route('/', resident);
}
