import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { prefillSchema } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { makePrefill } from './service.ts';

const route = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/prefill',
    middleware: [requireSession(context)] as const,
    request: {
      body: {
        required: true,
        content: {
          'application/json': { schema: z.object({ itemCode: z.string().max(40), itemVersion: z.number().int() }) }
        }
      }
    },
    responses: {
      200: { description: 'what the state knows', content: { 'application/json': { schema: prefillSchema } } },
      ...failureResponses
    }
  });

export const prefillRoutes = (context: Context) =>
  newRouter<SessionVariables>().openapi(route(context), async (c) => {
    const prefill = await makePrefill(context, c.var.session, c.req.valid('json'));
    return prefill.ok ? c.json(prefill.value, 200) : c.json(failureBody(prefill.error), statusOf(prefill.error));
  });
