import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { personRelationsSchema, seenRelationSchema, whoSchema } from '../contract/relation-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { lookAgain, lookUp, recordRelation, revokeAtWindow } from './window.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { required: true, content: json(schema) } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});
const params = z.object({ id: uuid });

function describe(context: Context) {
  const middleware = [requireStaff(context, 'clerk', 'manager')];
  return {
    lookUp: createRoute({
      method: 'post',
      path: '/api/window/people',
      middleware,
      request: body(whoSchema),
      responses: answer('whom somebody may act for, and who may act for them', personRelationsSchema)
    }),
    lookAgain: createRoute({
      method: 'get',
      path: '/api/window/people/{id}',
      middleware,
      request: { params },
      responses: answer('the same again', personRelationsSchema)
    }),
    record: createRoute({
      method: 'post',
      path: '/api/window/relations',
      middleware,
      request: body(seenRelationSchema),
      responses: answer('the relation that was written down', z.object({ id: uuid }))
    }),
    revoke: createRoute({
      method: 'post',
      path: '/api/window/relations/{id}/revoke',
      middleware,
      request: { params, ...body(z.object({ reason: z.string().trim().min(1).max(200) })) },
      responses: answer('the relation that was taken back', z.object({ id: uuid }))
    })
  };
}

/** Who may act for whom, as a window sees it, writes it down and takes it back. */
export function relationWindowRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.lookUp, async (c) => {
      const found = await lookUp(context, c.var.staff, c.req.valid('json'));
      return found.ok ? c.json(found.value, 200) : c.json(failureBody(found.error), statusOf(found.error));
    })
    .openapi(routes.lookAgain, async (c) => {
      const found = await lookAgain(context, c.var.staff, c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : c.json(failureBody(found.error), statusOf(found.error));
    })
    .openapi(routes.record, async (c) => {
      const done = await recordRelation(context, c.var.staff, c.req.valid('json'));
      return done.ok ? c.json({ id: done.value }, 200) : c.json(failureBody(done.error), statusOf(done.error));
    })
    .openapi(routes.revoke, async (c) => {
      const { reason } = c.req.valid('json');
      const done = await revokeAtWindow(context, c.var.staff, c.req.valid('param').id, reason);
      return done.ok ? c.json({ id: done.value }, 200) : c.json(failureBody(done.error), statusOf(done.error));
    });
}
