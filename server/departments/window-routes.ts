import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import {
  departmentChangeSchema,
  departmentNamesSchema,
  departmentSchema,
  departmentsOverviewSchema,
  newDepartmentSchema,
  secretPairSchema,
  sendingSchema
} from '../contract/department-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { listDepartments, openDepartments } from './directory.ts';
import { addDepartment, changeSecrets, editDepartment, overview, sendAgain } from './window.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});

function describe(context: Context) {
  const middleware = [requireStaff(context, 'administrator', 'manager')];
  const params = z.object({ id: uuid });
  return {
    list: createRoute({
      method: 'get',
      path: '/api/window/departments',
      middleware,
      responses: answer(
        'departments, what waits for them, what of their answers changed nothing',
        departmentsOverviewSchema
      )
    }),
    add: createRoute({
      method: 'post',
      path: '/api/window/departments',
      middleware,
      request: { body: { required: true, content: json(newDepartmentSchema) } },
      responses: answer(
        'the department; secrets, told once',
        z.object({ department: departmentSchema, secrets: secretPairSchema.nullable() })
      )
    }),
    change: createRoute({
      method: 'post',
      path: '/api/window/departments/{id}',
      middleware,
      request: { params, body: { required: true, content: json(departmentChangeSchema) } },
      responses: answer('the department as it is now', departmentSchema)
    }),
    rotate: createRoute({
      method: 'post',
      path: '/api/window/departments/{id}/secrets',
      middleware,
      request: { params },
      responses: answer('new secrets, told once; the ones before count for another day', secretPairSchema)
    }),
    again: createRoute({
      method: 'post',
      path: '/api/window/deliveries/{id}/again',
      middleware,
      request: { params },
      responses: { 204: { description: 'due now' }, ...failureResponses }
    }),
    names: createRoute({
      method: 'get',
      path: '/api/window/departments/names',
      middleware: [requireStaff(context, 'clerk', 'officer', 'manager')],
      responses: answer(
        'every department by name, also one that is closed: cases may still lie there',
        departmentNamesSchema
      )
    }),
    sending: createRoute({
      method: 'get',
      path: '/api/window/sending',
      middleware: [requireStaff(context, 'clerk', 'manager')],
      request: { query: z.object({ item: z.string().max(40), field: z.string().max(2) }) },
      responses: answer('where a case of this item can be sent', sendingSchema)
    })
  };
}

/** Departments at the window: who there is, what does not reach them, where a case can go. */
export function departmentWindowRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json(await overview(context), 200))
    .openapi(routes.add, async (c) => {
      const made = await addDepartment(context, c.var.staff, c.req.valid('json'));
      return made.ok ? c.json(made.value, 200) : c.json(failureBody(made.error), statusOf(made.error.code));
    })
    .openapi(routes.change, async (c) => {
      const { id } = c.req.valid('param');
      const changed = await editDepartment(context, c.var.staff, id, c.req.valid('json'));
      return changed.ok ? c.json(changed.value, 200) : c.json(failureBody(changed.error), statusOf(changed.error.code));
    })
    .openapi(routes.rotate, async (c) => {
      const rotated = await changeSecrets(context, c.var.staff, c.req.valid('param').id);
      return rotated.ok ? c.json(rotated.value, 200) : c.json(failureBody(rotated.error), statusOf(rotated.error.code));
    })
    .openapi(routes.again, async (c) => {
      const done = await sendAgain(context, c.var.staff, c.req.valid('param').id);
      return done.ok ? c.body(null, 204) : c.json(failureBody(done.error), statusOf(done.error.code));
    })
    .openapi(routes.names, async (c) => {
      const departments = await listDepartments(context);
      return c.json({ departments: departments.map(({ id, name }) => ({ id, name })) }, 200);
    })
    .openapi(routes.sending, async (c) => {
      const { item, field } = c.req.valid('query');
      const { open, usual } = await openDepartments(context, context.database, { code: item, field });
      return c.json({ departments: open.map(({ id, name, kind }) => ({ id, name, kind })), usual }, 200);
    });
}
