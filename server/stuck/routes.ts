import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { STUCK_KINDS, stuckSchema, terminalTroublesSchema, tryAgainSchema } from '../contract/stuck-wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { requireTerminal, type TerminalVariables } from '../terminals/identity.ts';
import { listStuck, MENDERS, tryAgain } from './service.ts';
import { keepTroubles } from './troubles.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });

/** Our own id of a delivery or a case; of what a terminal reports the terminal's, and the reference there. */
const STUCK_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_[0-9A-F-]{8,32})?$/;

const troublesRoute = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/terminals/troubles',
    middleware: [requireTerminal(context)] as const,
    request: { body: { required: true, content: json(terminalTroublesSchema) } },
    responses: { 200: { description: 'what to try again', content: json(tryAgainSchema) }, ...failureResponses }
  });

function describe(context: Context) {
  const middleware = [requireStaff(context, ...MENDERS)];
  return {
    list: createRoute({
      method: 'get',
      path: '/api/window/stuck',
      middleware,
      responses: {
        200: {
          description: 'what could not be delivered, the longest first',
          content: json(z.object({ stuck: z.array(stuckSchema) }))
        },
        ...failureResponses
      }
    }),
    again: createRoute({
      method: 'post',
      path: '/api/window/stuck/{kind}/{id}/again',
      middleware,
      request: { params: z.object({ kind: z.enum(STUCK_KINDS), id: z.string().regex(STUCK_ID) }) },
      responses: { 204: { description: 'tried again, or seen to' }, ...failureResponses }
    })
  };
}

/** 送不出的: what the system could not deliver, and another try; what terminals report of it. */
export function stuckRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json({ stuck: await listStuck(context) }, 200))
    .openapi(routes.again, async (c) => {
      const done = await tryAgain(context, c.var.staff, c.req.valid('param'));
      return done.ok ? c.body(null, 204) : c.json(failureBody(done.error), statusOf(done.error.code));
    });
}

export const troubleRoutes = (context: Context) =>
  newRouter<TerminalVariables>().openapi(troublesRoute(context), async (c) =>
    c.json({ again: await keepTroubles(context, c.var.terminal.id, c.req.valid('json')) }, 200)
  );
