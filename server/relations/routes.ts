import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { relationSchema, uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { relationsOf, revoke } from './service.ts';

const answer = {
  200: {
    description: 'for whom I may act, and who may act for me',
    content: {
      'application/json': { schema: z.object({ mine: z.array(relationSchema), forMe: z.array(relationSchema) }) }
    }
  },
  ...failureResponses
};

/** Who may act for whom, as the person at the terminal sees it. */
export function relationRoutes(context: Context) {
  const list = createRoute({
    method: 'get',
    path: '/api/my/relations',
    middleware: [requireSession(context)] as const,
    responses: answer
  });
  const revoking = createRoute({
    method: 'post',
    path: '/api/my/relations/{id}/revoke',
    middleware: [requireSession(context)] as const,
    request: { params: z.object({ id: uuid }) },
    responses: answer
  });
  return newRouter<SessionVariables>()
    .openapi(list, async (c) => {
      const { resident } = c.var.session;
      if (!resident) return c.json(failureBody('session.none'), 401);
      return c.json(await relationsOf(context, resident.id), 200);
    })
    .openapi(revoking, async (c) => {
      const { resident } = c.var.session;
      if (!resident) return c.json(failureBody('session.none'), 401);
      const done = await revoke(context, resident.id, c.req.valid('param').id);
      if (!done.ok) return c.json(failureBody(done.error), statusOf(done.error.code));
      return c.json(await relationsOf(context, resident.id), 200);
    });
}
