import { createRoute, z } from '@hono/zod-openapi';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { isResidentNumber } from '../contract/id-number.ts';
import { cardSchema, centreSchema, uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { requireTerminal, type TerminalVariables } from './identity.ts';
import { enrol, keepCardRead } from './service.ts';

const enrolRoute = createRoute({
  method: 'post',
  path: '/api/terminals/enrol',
  request: {
    body: { required: true, content: { 'application/json': { schema: z.object({ code: z.string().max(20) }) } } }
  },
  responses: {
    200: {
      description: 'the credential, told once',
      content: { 'application/json': { schema: z.object({ id: uuid, name: z.string(), credential: z.string() }) } }
    },
    ...failureResponses
  }
});

const terminalSchema = z
  .object({ id: uuid, name: z.string(), centre: centreSchema, submissionKey: z.record(z.string(), z.string()) })
  .openapi('Terminal');

const meRoute = (context: Context) =>
  createRoute({
    method: 'get',
    path: '/api/terminals/me',
    middleware: [requireTerminal(context)] as const,
    responses: {
      200: { description: 'this terminal', content: { 'application/json': { schema: terminalSchema } } },
      ...failureResponses
    }
  });

const readRoute = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/terminals/reads',
    middleware: [requireTerminal(context)] as const,
    request: { body: { required: true, content: { 'application/json': { schema: z.object({ card: cardSchema }) } } } },
    responses: {
      200: {
        description: 'kept for five minutes',
        content: { 'application/json': { schema: z.object({ readId: uuid }) } }
      },
      ...failureResponses
    }
  });

/** Terminals: enrolment, who they are, cards read at a window's desk. */
export const terminalRoutes = (context: Context) =>
  newRouter<TerminalVariables>()
    .openapi(enrolRoute, async (c) => {
      const enrolled = await enrol(context, c.req.valid('json').code);
      if (!enrolled) return c.json(failureBody('terminal.enrolment-code'), 403);
      return c.json({ id: enrolled.terminal.id, name: enrolled.terminal.name, credential: enrolled.credential }, 200);
    })
    .openapi(meRoute(context), (c) => {
      const { id, name } = c.var.terminal;
      const centre = { ...context.centre, today: dayOf(context.now()) };
      return c.json({ id, name, centre, submissionKey: context.submissionKey.publicJwk }, 200);
    })
    .openapi(readRoute(context), async (c) => {
      const { card } = c.req.valid('json');
      if (!isResidentNumber(card.idNumber)) return c.json(failureBody('card.number'), 422);
      return c.json({ readId: await keepCardRead(context, c.var.terminal.id, card) }, 200);
    });
