import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import {
  callNextSchema,
  counterSchema,
  openedTicketSchema,
  ticketActionSchema,
  ticketSchema,
  walkInSchema,
  windowTicketSchema,
  windowTicketsSchema
} from '../contract/ticket-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { callNext } from './calling.ts';
import { addCounter, chooseCounter, leaveCounter, removeCounter } from './counters.ts';
import { takeAtWindow } from './service.ts';
import { actUpon, listTickets, openTicket } from './window.ts';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...failureResponses
});
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } }
});
const nothing = (description: string) => ({ 204: { description }, ...failureResponses });
const ofTicket = { params: z.object({ id: uuid }) };

function describe(context: Context) {
  const middleware = [requireStaff(context, 'clerk', 'manager')];
  const forHead = [requireStaff(context, 'manager')];
  return {
    list: createRoute({
      method: 'get',
      path: '/api/window/tickets',
      middleware,
      responses: json('what is called, served, set aside and waits today', windowTicketsSchema)
    }),
    walkIn: createRoute({
      method: 'post',
      path: '/api/window/tickets',
      middleware,
      request: body(walkInSchema),
      responses: json('a ticket for somebody who stands here', ticketSchema)
    }),
    next: createRoute({
      method: 'post',
      path: '/api/window/tickets/next',
      middleware,
      request: body(callNextSchema),
      responses: json('whom you called; null where nobody waits', z.object({ ticket: windowTicketSchema.nullable() }))
    }),
    act: createRoute({
      method: 'post',
      path: '/api/window/tickets/{id}/acts',
      middleware,
      request: { ...ofTicket, ...body(ticketActionSchema) },
      responses: json('the ticket after the act', windowTicketSchema)
    }),
    application: createRoute({
      method: 'get',
      path: '/api/window/tickets/{id}/application',
      middleware,
      request: ofTicket,
      responses: json('what was filled in before the ticket was taken', openedTicketSchema)
    }),
    sit: createRoute({
      method: 'post',
      path: '/api/window/counter',
      middleware,
      request: body(counterSchema),
      responses: nothing('you sit there')
    }),
    leave: createRoute({
      method: 'delete',
      path: '/api/window/counter',
      middleware,
      responses: nothing('you sit nowhere')
    }),
    add: createRoute({
      method: 'post',
      path: '/api/window/counters',
      middleware: forHead,
      request: body(counterSchema),
      responses: nothing('a counter more')
    }),
    remove: createRoute({
      method: 'delete',
      path: '/api/window/counters/{name}',
      middleware: forHead,
      request: { params: counterSchema },
      responses: nothing('a counter less')
    })
  };
}

/** 叫号, at the windows. */
export function ticketWindowRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json(await listTickets(context, c.var.staff), 200))
    .openapi(routes.walkIn, async (c) => {
      const taken = await takeAtWindow(context, c.req.valid('json'));
      return taken.ok ? c.json(taken.value, 200) : c.json(failureBody(taken.error), statusOf(taken.error));
    })
    .openapi(routes.next, async (c) => {
      const called = await callNext(context, c.var.staff, c.req.valid('json').finish);
      return called.ok
        ? c.json({ ticket: called.value }, 200)
        : c.json(failureBody(called.error), statusOf(called.error.code));
    })
    .openapi(routes.act, async (c) => {
      const done = await actUpon(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return done.ok ? c.json(done.value, 200) : c.json(failureBody(done.error), statusOf(done.error.code));
    })
    .openapi(routes.application, async (c) => {
      const read = await openTicket(context, c.var.staff, c.req.valid('param').id);
      return read.ok ? c.json(read.value, 200) : c.json(failureBody(read.error), statusOf(read.error.code));
    })
    .openapi(routes.sit, async (c) => {
      const sat = await chooseCounter(context, c.var.staff, c.req.valid('json').name);
      return sat.ok ? c.body(null, 204) : c.json(failureBody(sat.error), statusOf(sat.error.code));
    })
    .openapi(routes.leave, async (c) => {
      await leaveCounter(context, c.var.staff.id);
      return c.body(null, 204);
    })
    .openapi(routes.add, async (c) => {
      const added = await addCounter(context, c.req.valid('json').name);
      return added.ok ? c.body(null, 204) : c.json(failureBody(added.error), statusOf(added.error.code));
    })
    .openapi(routes.remove, async (c) => {
      const removed = await removeCounter(context, c.var.staff, c.req.valid('param').name);
      return removed.ok ? c.body(null, 204) : c.json(failureBody(removed.error), statusOf(removed.error.code));
    });
}
