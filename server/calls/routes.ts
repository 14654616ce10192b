import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { callRequestSchema, openedCallSchema, terminalCallSchema, windowCallSchema } from '../contract/call-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { type CallerVariables, findCaller } from '../sessions/identity.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { requireTerminal } from '../terminals/identity.ts';
import { currentCall, ring, withdrawCall } from './service.ts';
import { endCall, listCalls, readApplication, takeCall } from './window.ts';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...failureResponses
});
const nothing = (description: string) => ({ 204: { description }, ...failureResponses });
const ofCall = z.object({ id: uuid });

function describe(context: Context) {
  const fromTerminal = [requireTerminal(context)];
  // Officers decide elsewhere, and whoever looks after machines has no business in what residents fill in.
  const atWindow = [requireStaff(context, 'clerk', 'manager')];
  const request = { params: ofCall };
  return {
    ring: createRoute({
      method: 'post',
      path: '/api/calls',
      middleware: [requireTerminal(context), findCaller(context)] as const,
      request: { body: { required: true, content: { 'application/json': { schema: callRequestSchema } } } },
      responses: json('the windows ring', terminalCallSchema)
    }),
    current: createRoute({
      method: 'get',
      path: '/api/calls/current',
      middleware: fromTerminal,
      responses: json('whether somebody comes', z.object({ call: terminalCallSchema.nullable() }))
    }),
    withdraw: createRoute({
      method: 'delete',
      path: '/api/calls/current',
      middleware: fromTerminal,
      responses: nothing('nobody needs to come')
    }),
    list: createRoute({
      method: 'get',
      path: '/api/window/calls',
      middleware: atWindow,
      responses: json('open calls', z.object({ calls: z.array(windowCallSchema) }))
    }),
    take: createRoute({
      method: 'post',
      path: '/api/window/calls/{id}/take',
      middleware: atWindow,
      request,
      responses: json('it is you who goes', windowCallSchema)
    }),
    over: createRoute({
      method: 'post',
      path: '/api/window/calls/{id}/over',
      middleware: atWindow,
      request,
      responses: nothing('over, and what was begun erased')
    }),
    application: createRoute({
      method: 'get',
      path: '/api/window/calls/{id}/application',
      middleware: atWindow,
      request,
      responses: json('what was begun at the terminal', openedCallSchema)
    })
  };
}

/** 马上找人: from a terminal to every window. */
export function callRoutes(context: Context) {
  const routes = describe(context);
  const terminal = newRouter<CallerVariables>()
    .openapi(routes.ring, async (c) => {
      const rung = await ring(context, c.var.terminal, c.var.session, c.req.valid('json'));
      return rung.ok ? c.json(rung.value, 200) : c.json(failureBody(rung.error), statusOf(rung.error));
    })
    .openapi(routes.current, async (c) => c.json({ call: await currentCall(context, c.var.terminal) }, 200))
    .openapi(routes.withdraw, async (c) => {
      await withdrawCall(context, c.var.terminal);
      return c.body(null, 204);
    });
  const window = newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json({ calls: await listCalls(context) }, 200))
    .openapi(routes.take, async (c) => {
      const taken = await takeCall(context, c.var.staff, c.req.valid('param').id);
      return taken.ok ? c.json(taken.value, 200) : c.json(failureBody(taken.error), statusOf(taken.error.code));
    })
    .openapi(routes.over, async (c) => {
      const ended = await endCall(context, c.var.staff, c.req.valid('param').id);
      return ended.ok ? c.body(null, 204) : c.json(failureBody(ended.error), statusOf(ended.error.code));
    })
    .openapi(routes.application, async (c) => {
      const read = await readApplication(context, c.var.staff, c.req.valid('param').id);
      return read.ok ? c.json(read.value, 200) : c.json(failureBody(read.error), statusOf(read.error.code));
    });
  return newRouter().route('/', terminal).route('/', window);
}
