import { createRoute, z } from '@hono/zod-openapi';
import { dayOf } from './clock.ts';
import type { Context } from './context.ts';
import { cardSchema, centreSchema } from './contract/wire.ts';
import { newRouter } from './http.ts';

const ping = createRoute({
  method: 'get',
  path: '/api/ping',
  responses: {
    200: {
      description: 'the server answers',
      content: { 'application/json': { schema: z.object({ ok: z.literal(true) }) } }
    }
  }
});

const centre = createRoute({
  method: 'get',
  path: '/api/centre',
  responses: { 200: { description: 'which centre this is', content: { 'application/json': { schema: centreSchema } } } }
});

const demonstration = createRoute({
  method: 'get',
  path: '/api/demonstration',
  responses: {
    200: {
      description: 'where the terminal of a demonstration is; null at a centre',
      content: { 'application/json': { schema: z.object({ agentUrl: z.string() }).nullable() } }
    }
  }
});

const account = z.object({ username: z.string(), password: z.string(), name: z.string(), role: z.string() });
const accounts = createRoute({
  method: 'get',
  path: '/api/window/accounts',
  responses: {
    200: {
      description: 'accounts that anybody may use; none at a centre',
      content: { 'application/json': { schema: z.object({ accounts: z.array(account) }) } }
    }
  }
});

const invented = z.object({ id: z.string(), label: z.string(), note: z.string(), card: cardSchema });
const cards = createRoute({
  method: 'get',
  path: '/api/demonstration/cards',
  responses: {
    200: {
      description: 'cards of invented people; none at a centre',
      content: { 'application/json': { schema: z.object({ cards: z.array(invented) }) } }
    }
  }
});

/** What anyone may know of the centre. */
export const centreRoutes = (context: Context) =>
  newRouter()
    .openapi(ping, (c) => c.json({ ok: true as const }, 200))
    .openapi(centre, (c) => c.json({ ...context.centre, today: dayOf(context.now()) }, 200))
    .openapi(demonstration, (c) => {
      const shown = context.demonstration;
      return c.json(shown && { agentUrl: shown.agentUrl }, 200);
    })
    .openapi(accounts, (c) => c.json({ accounts: [...(context.demonstration?.accounts ?? [])] }, 200))
    .openapi(cards, (c) => {
      const known = context.demonstration?.cards ?? [];
      return c.json(
        { cards: known.map((one) => ({ ...one, card: { ...one.card, warnings: [...one.card.warnings] } })) },
        200
      );
    });
