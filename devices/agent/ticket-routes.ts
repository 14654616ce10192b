import { Hono } from 'hono';
import { z } from 'zod';
import { handed, refused } from './answer.ts';
import { messageOf } from './message.ts';
import type { AgentParts } from './parts.ts';
import { type AskAs, createTickets, ticketOrderSchema } from './tickets.ts';

/** 取号, with a card and without. */
export function ticketRoutes(parts: AgentParts, askAs: AskAs): Hono {
  const app = new Hono();
  const tickets = createTickets(parts, askAs);
  app.post('/agent/ticket', async (c) => {
    const order = await messageOf(c, ticketOrderSchema);
    if (!order) return refused('request.malformed', 400);
    if ('caseId' in order && !parts.session.current) return refused('session.none', 401);
    const taken = await tickets.take(order);
    return taken.ok ? c.json(taken.value) : handed(taken.error);
  });
  app.delete('/agent/ticket/:id', async (c) => {
    const id = z.uuid().safeParse(c.req.param('id'));
    return id.success ? handed(await tickets.giveBack(id.data)) : refused('request.malformed', 400);
  });
  app.post('/agent/print/ticket', async (c) => {
    const asked = await messageOf(c, z.strictObject({ id: z.uuid() }));
    if (!asked) return refused('request.malformed', 400);
    const printed = await tickets.print(asked.id);
    return printed.ok ? c.json(printed.value) : handed(printed.error);
  });
  return app;
}
