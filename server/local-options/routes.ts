import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { type OptionList, optionListSchema } from '../contract/local-options-wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { listOptionLists, writeOptionList } from './keeping.ts';

const PATH = '/api/window/catalogue/options';
const custom = <T>(description: string) => ({
  200: { description, content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object' }) } } },
  ...failureResponses
});

const describe = (context: Context) => ({
  list: createRoute({
    method: 'get',
    path: PATH,
    middleware: [requireStaff(context)],
    responses: custom<OptionList[]>('the lists that the community keeps, and where each is offered')
  }),
  write: createRoute({
    method: 'post',
    path: PATH,
    middleware: [requireStaff(context, 'manager')],
    request: { body: { required: true, content: { 'application/json': { schema: optionListSchema } } } },
    responses: custom<OptionList>('the list as it is now')
  })
});

/** The community's own lists: every member of staff reads them, whoever keeps the catalogue writes them. */
export function localOptionRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json([...(await listOptionLists(context))], 200))
    .openapi(routes.write, async (c) => {
      const written = await writeOptionList(context, c.var.staff.id, c.req.valid('json'));
      return written.ok ? c.json(written.value, 200) : c.json(failureBody(written.error), statusOf(written.error));
    });
}
