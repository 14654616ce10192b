import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { ownObjectionSchema, raisingSchema } from '../contract/objection-wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { objectionsBy, raiseObjection } from './raising.ts';

const list = (context: Context) =>
  createRoute({
    method: 'get',
    path: '/api/my/objections',
    middleware: [requireSession(context)] as const,
    responses: {
      200: {
        description: 'what I objected to and what came of it, the newest first',
        content: { 'application/json': { schema: z.object({ objections: z.array(ownObjectionSchema) }) } }
      },
      ...failureResponses
    }
  });

const raising = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/my/objections',
    middleware: [requireSession(context)] as const,
    request: { body: { required: true, content: { 'application/json': { schema: raisingSchema } } } },
    responses: {
      200: { description: 'on record', content: { 'application/json': { schema: ownObjectionSchema } } },
      ...failureResponses
    }
  });

/** Objections to what is publicised, raised with the card at any terminal. */
export const objectionRoutes = (context: Context) =>
  newRouter<SessionVariables>()
    .openapi(list(context), async (c) => {
      const { resident } = c.var.session;
      return c.json({ objections: resident ? await objectionsBy(context, context.database, resident.id) : [] }, 200);
    })
    .openapi(raising(context), async (c) => {
      const { resident } = c.var.session;
      if (!resident) return c.json(failureBody('session.none'), 401);
      const { caseId, reason } = c.req.valid('json');
      const person = { id: resident.id, name: resident.card.name, idNumber: resident.card.idNumber };
      const raised = await raiseObjection(context, person, caseId, reason);
      return raised.ok ? c.json(raised.value, 200) : c.json(failureBody(raised.error), statusOf(raised.error.code));
    });
