import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { ticketSlipSchema } from '../contract/ticket-slip.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { requireTerminal, type TerminalVariables } from '../terminals/identity.ts';
import { readTicket } from '../tickets/service.ts';
import { composeTicketSlip } from './ticket.ts';

/** What a terminal prints of a ticket, as it stands at that moment. */
export function ticketSlipRoutes(context: Context) {
  const slip = createRoute({
    method: 'get',
    path: '/api/tickets/{id}/slip',
    middleware: [requireTerminal(context)],
    request: { params: z.object({ id: uuid }) },
    responses: {
      200: { description: 'the ticket on paper', content: { 'application/json': { schema: ticketSlipSchema } } },
      ...failureResponses
    }
  });
  return newRouter<TerminalVariables>().openapi(slip, async (c) => {
    const ticket = await readTicket(context, c.req.valid('param').id);
    return ticket ? c.json(composeTicketSlip(context, ticket), 200) : c.json(failureBody('ticket.not-found'), 404);
  });
}
