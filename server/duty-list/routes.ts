import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { dutyChangeSchema, dutyListSchema, dutySchema, newDutySchema } from '../contract/duty-list-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { addDuty, changeDuty, listDuties } from './service.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});

const describe = (context: Context) => ({
  list: createRoute({
    method: 'get',
    path: '/api/window/duty-list',
    middleware: [requireStaff(context, 'manager', 'administrator')],
    responses: answer('权责清单: which power is whose', dutyListSchema)
  }),
  add: createRoute({
    method: 'post',
    path: '/api/window/duty-list',
    middleware: [requireStaff(context, 'manager', 'administrator')],
    request: { body: { required: true, content: json(newDutySchema) } },
    responses: answer('the new entry', dutySchema)
  }),
  change: createRoute({
    method: 'post',
    path: '/api/window/duty-list/{id}',
    middleware: [requireStaff(context, 'manager', 'administrator')],
    request: { params: z.object({ id: uuid }), body: { required: true, content: json(dutyChangeSchema) } },
    responses: answer('the entry as it is now', dutySchema)
  })
});

/** 权责清单 at the window: whoever has the centre in hand keeps it. */
export function dutyListRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json({ duties: await listDuties(context) }, 200))
    .openapi(routes.add, async (c) => {
      const made = await addDuty(context, c.var.staff.id, c.req.valid('json'));
      return made.ok ? c.json(made.value, 200) : c.json(failureBody(made.error), statusOf(made.error.code));
    })
    .openapi(routes.change, async (c) => {
      const changed = await changeDuty(context, c.var.staff.id, c.req.valid('param').id, c.req.valid('json'));
      return changed.ok ? c.json(changed.value, 200) : c.json(failureBody(changed.error), statusOf(changed.error.code));
    });
}
