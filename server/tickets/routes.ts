import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import {
  appointmentSchema,
  checkInSchema,
  myTicketsSchema,
  ticketRequestSchema,
  ticketSchema
} from '../contract/ticket-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { type CallerVariables, findCaller, requireSession, type SessionVariables } from '../sessions/identity.ts';
import { requireTerminal, type TerminalVariables } from '../terminals/identity.ts';
import { appointmentsToday, checkIn } from './appointments.ts';
import { cancelTicket, myTickets, readTicket, takeTicket } from './service.ts';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...failureResponses
});
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } }
});
const ofTicket = { params: z.object({ id: uuid }) };

function describe(context: Context) {
  const fromTerminal = [requireTerminal(context)];
  const fromSession = [requireSession(context)];
  return {
    take: createRoute({
      method: 'post',
      path: '/api/tickets',
      middleware: [requireTerminal(context), findCaller(context)] as const,
      request: body(ticketRequestSchema),
      responses: json('a ticket; the same key is the same ticket, and so is the same card', ticketSchema)
    }),
    read: createRoute({
      method: 'get',
      path: '/api/tickets/{id}',
      middleware: fromTerminal,
      request: ofTicket,
      responses: json('how it stands', ticketSchema)
    }),
    cancel: createRoute({
      method: 'delete',
      path: '/api/tickets/{id}',
      middleware: [requireTerminal(context), findCaller(context)] as const,
      request: ofTicket,
      responses: { 204: { description: 'given back' }, ...failureResponses }
    }),
    mine: createRoute({
      method: 'get',
      path: '/api/my/tickets',
      middleware: fromSession,
      responses: json('what my card has today that is not over', myTicketsSchema)
    }),
    appointments: createRoute({
      method: 'get',
      path: '/api/my/appointments',
      middleware: fromSession,
      responses: json(
        'what I booked for today and have not checked in for',
        z.object({ appointments: z.array(appointmentSchema) })
      )
    }),
    checkIn: createRoute({
      method: 'post',
      path: '/api/tickets/check-in',
      middleware: fromSession,
      request: body(checkInSchema),
      responses: json('the ticket of an appointment', ticketSchema)
    })
  };
}

/** 取号, at a terminal. */
export function ticketRoutes(context: Context) {
  const routes = describe(context);
  const caller = newRouter<CallerVariables>()
    .openapi(routes.take, async (c) => {
      const taken = await takeTicket(context, c.var.terminal, c.var.session, c.req.valid('json'));
      return taken.ok ? c.json(taken.value, 200) : c.json(failureBody(taken.error), statusOf(taken.error));
    })
    .openapi(routes.cancel, async (c) => {
      const done = await cancelTicket(context, c.var.terminal, c.var.session, c.req.valid('param').id);
      return done.ok ? c.body(null, 204) : c.json(failureBody(done.error), statusOf(done.error));
    });
  const terminal = newRouter<TerminalVariables>().openapi(routes.read, async (c) => {
    const found = await readTicket(context, c.req.valid('param').id);
    return found ? c.json(found, 200) : c.json(failureBody('ticket.not-found'), 404);
  });
  const session = newRouter<SessionVariables>()
    .openapi(routes.mine, async (c) => c.json({ tickets: await myTickets(context, c.var.session) }, 200))
    .openapi(routes.appointments, async (c) =>
      c.json({ appointments: await appointmentsToday(context, c.var.session) }, 200)
    )
    .openapi(routes.checkIn, async (c) => {
      const done = await checkIn(context, c.var.session, c.req.valid('json'));
      return done.ok ? c.json(done.value, 200) : c.json(failureBody(done.error), statusOf(done.error));
    });
  return newRouter().route('/', caller).route('/', session).route('/', terminal);
}
