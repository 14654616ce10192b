import { createRoute, z } from '@hono/zod-openapi';
import { readOwnCase } from '../cases/service.ts';
import type { Context } from '../context.ts';
import { residentCaseSchema } from '../contract/case-wire.ts';
import {
  gradeSettingsSchema,
  gradeTicketsSchema,
  openedTicketSchema,
  publicGradesSchema,
  regradeSchema,
  ticketActionSchema
} from '../contract/grade-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { publicGrades } from './published.ts';
import { regrade } from './resident.ts';
import { actUponTicket, listTickets, openTicket } from './service.ts';
import { changeSettings } from './settings.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});
const params = z.object({ id: uuid });

function describe(context: Context) {
  const middleware = [requireStaff(context, 'clerk', 'manager')];
  return {
    list: createRoute({
      method: 'get',
      path: '/api/window/grades',
      middleware,
      responses: answer('差评单 of cases that whoever asks did not work on', gradeTicketsSchema)
    }),
    one: createRoute({
      method: 'get',
      path: '/api/window/grades/{id}',
      middleware,
      request: { params },
      responses: answer('whose it is, for whoever calls back', openedTicketSchema)
    }),
    act: createRoute({
      method: 'post',
      path: '/api/window/grades/{id}/acts',
      middleware,
      request: { params, body: { required: true, content: json(ticketActionSchema) } },
      responses: answer('the 差评单 after the act', openedTicketSchema)
    }),
    settings: createRoute({
      method: 'post',
      path: '/api/window/grade-settings',
      middleware: [requireStaff(context, 'manager')],
      request: { body: { required: true, content: json(gradeSettingsSchema) } },
      responses: answer('days and 回访人 from now on', gradeSettingsSchema)
    })
  };
}

/** Call-backs of bad grades at the window. */
export function gradeWindowRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => {
      const list = await listTickets(context, c.var.staff);
      return list.ok ? c.json(list.value, 200) : c.json(failureBody(list.error), statusOf(list.error.code));
    })
    .openapi(routes.one, async (c) => {
      const opened = await openTicket(context, c.var.staff, c.req.valid('param').id);
      return opened.ok ? c.json(opened.value, 200) : c.json(failureBody(opened.error), statusOf(opened.error.code));
    })
    .openapi(routes.act, async (c) => {
      const done = await actUponTicket(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return done.ok ? c.json(done.value, 200) : c.json(failureBody(done.error), statusOf(done.error.code));
    })
    .openapi(routes.settings, async (c) => {
      const changed = await changeSettings(context, c.var.staff.id, c.req.valid('json'));
      return changed.ok ? c.json(changed.value, 200) : c.json(failureBody(changed.error), statusOf(changed.error.code));
    });
}

/** 二次评价 at a terminal. */
export function gradeRoutes(context: Context) {
  const regrading = createRoute({
    method: 'post',
    path: '/api/my/cases/{id}/regrade',
    description: '二次评价, once, after a bad grade was answered',
    middleware: [requireSession(context)] as const,
    request: {
      params,
      body: { required: true, content: json(regradeSchema) }
    },
    responses: answer('graded again', residentCaseSchema)
  });
  const everybody = createRoute({
    method: 'get',
    path: '/api/grades',
    responses: answer('grades of the last twelve months by item and by place, nothing of anybody', publicGradesSchema)
  });
  return newRouter<SessionVariables>()
    .openapi(everybody, async (c) => c.json(await publicGrades(context), 200))
    .openapi(regrading, async (c) => {
      const { id } = c.req.valid('param');
      const residentId = c.var.session.resident?.id;
      if (!residentId) return c.json(failureBody('session.none'), 401);
      if (!(await readOwnCase(context, residentId, id))) return c.json(failureBody('case.not-found'), 404);
      const done = await regrade(context, id, c.req.valid('json').grade);
      if (!done.ok) return c.json(failureBody(done.error), statusOf(done.error.code));
      const found = await readOwnCase(context, residentId, id);
      return found ? c.json(found.view, 200) : c.json(failureBody('case.not-found'), 404);
    });
}
