import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { uuid } from '../contract/wire.ts';
import { newWorkSchema, workChangeSchema, workListSchema, workSchema } from '../contract/work-list-wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { addWork, changeWork, listWorks } from './service.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});

const describe = (context: Context) => ({
  list: createRoute({
    method: 'get',
    path: '/api/work-list',
    responses: answer('社区工作事项清单: what the community does, and what it assists with', workListSchema)
  }),
  add: createRoute({
    method: 'post',
    path: '/api/window/work-list',
    middleware: [requireStaff(context, 'manager', 'administrator')],
    request: { body: { required: true, content: json(newWorkSchema) } },
    responses: answer('the new entry', workSchema)
  }),
  change: createRoute({
    method: 'post',
    path: '/api/window/work-list/{id}',
    middleware: [requireStaff(context, 'manager', 'administrator')],
    request: { params: z.object({ id: uuid }), body: { required: true, content: json(workChangeSchema) } },
    responses: answer('the entry as it is now', workSchema)
  })
});

/** The list is public; whoever has the centre in hand keeps it. */
export function workListRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json({ works: await listWorks(context) }, 200))
    .openapi(routes.add, async (c) => {
      const made = await addWork(context, c.var.staff.id, c.req.valid('json'));
      return made.ok ? c.json(made.value, 200) : c.json(failureBody(made.error), statusOf(made.error.code));
    })
    .openapi(routes.change, async (c) => {
      const changed = await changeWork(context, c.var.staff.id, c.req.valid('param').id, c.req.valid('json'));
      return changed.ok ? c.json(changed.value, 200) : c.json(failureBody(changed.error), statusOf(changed.error.code));
    });
}
