import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { authoritySchema, cardSchema, sessionSchema, uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireTerminal } from '../terminals/identity.ts';
import { requireSession, type SessionVariables } from './identity.ts';
import { clearPrincipal, setPrincipal, setPrincipalByRelation } from './principal.ts';
import { endSession, openSession, sessionView } from './service.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const sessionAnswer = { 200: { description: 'who is here', content: json(sessionSchema) }, ...failureResponses };

const open = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/sessions',
    middleware: [requireTerminal(context)] as const,
    request: { body: { required: true, content: json(z.object({ card: cardSchema.nullable() })) } },
    responses: {
      200: {
        description: 'the session, and its token for the agent',
        content: json(z.object({ token: z.string(), session: sessionSchema }))
      },
      ...failureResponses
    }
  });

const current = (context: Context) =>
  createRoute({
    method: 'get',
    path: '/api/sessions/current',
    middleware: [requireSession(context)] as const,
    responses: sessionAnswer
  });

const end = (context: Context) =>
  createRoute({
    method: 'delete',
    path: '/api/sessions/current',
    middleware: [requireSession(context)] as const,
    responses: { 204: { description: 'ended' }, ...failureResponses }
  });

const principal = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/sessions/current/principal',
    middleware: [requireSession(context)] as const,
    request: {
      body: {
        required: true,
        content: json(
          z.union([
            z.object({ card: cardSchema, authority: authoritySchema.optional() }),
            z.object({ relationId: uuid })
          ])
        )
      }
    },
    responses: sessionAnswer
  });

const noPrincipal = (context: Context) =>
  createRoute({
    method: 'delete',
    path: '/api/sessions/current/principal',
    middleware: [requireSession(context)] as const,
    responses: sessionAnswer
  });

/** The person at a terminal. */
export const sessionRoutes = (context: Context) =>
  newRouter<SessionVariables>()
    .openapi(open(context), async (c) => {
      const opened = await openSession(context, c.var.terminal.id, c.req.valid('json').card);
      if (!opened.ok) return c.json(failureBody(opened.error), statusOf(opened.error));
      const { token, session } = opened.value;
      return c.json({ token, session: await sessionView(context, session) }, 200);
    })
    .openapi(current(context), async (c) => c.json(await sessionView(context, c.var.session), 200))
    .openapi(end(context), async (c) => {
      await endSession(context, c.var.session);
      return c.body(null, 204);
    })
    .openapi(principal(context), async (c) => {
      const by = c.req.valid('json');
      const set =
        'card' in by
          ? await setPrincipal(context, c.var.session, by.card, by.authority)
          : await setPrincipalByRelation(context, c.var.session, by.relationId);
      if (!set.ok) return c.json(failureBody(set.error), statusOf(set.error));
      return c.json(await sessionView(context, set.value), 200);
    })
    .openapi(noPrincipal(context), async (c) =>
      c.json(await sessionView(context, await clearPrincipal(context, c.var.session)), 200)
    );
