import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { unfinishedSchema } from '../contract/unfinished-wire.ts';
import { date, uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { keepUnfinished, takeUnfinished } from './service.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});

/** What was broken off at a terminal: kept where its holder wants that, given back to their card once. */
export function unfinishedRoutes(context: Context) {
  const keep = createRoute({
    method: 'post',
    path: '/api/my/unfinished',
    middleware: [requireSession(context)] as const,
    request: { body: { required: true, content: json(unfinishedSchema) } },
    responses: answer('kept, sealed, to the end of that day', z.object({ lastDay: date }))
  });
  const take = createRoute({
    method: 'post',
    path: '/api/my/unfinished/{id}/take',
    middleware: [requireSession(context)] as const,
    request: { params: z.object({ id: uuid }) },
    responses: answer('what was filled in; it is gone at the centre now', unfinishedSchema)
  });
  return newRouter<SessionVariables>()
    .openapi(keep, async (c) => {
      const kept = await keepUnfinished(context, c.var.session, c.req.valid('json'));
      return kept.ok ? c.json({ lastDay: kept.value }, 200) : c.json(failureBody(kept.error), statusOf(kept.error));
    })
    .openapi(take, async (c) => {
      const { resident } = c.var.session;
      if (!resident) return c.json(failureBody('session.none'), 401);
      const taken = await takeUnfinished(context, context.database, resident.idNumber, c.req.valid('param').id);
      return taken.ok ? c.json(taken.value, 200) : c.json(failureBody(taken.error), statusOf(taken.error));
    });
}
