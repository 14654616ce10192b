import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { submittedSchema } from '../contract/case-wire.ts';
import {
  anySittingDraftSchema,
  filedBundleSchema,
  sittingBundleDraftSchema,
  sittingDraftSchema,
  sittingOpeningSchema,
  sittingPrincipalSchema,
  sittingSessionSchema
} from '../contract/sitting-wire.ts';
import { unfinishedSchema } from '../contract/unfinished-wire.ts';
import { prefillSchema, relationSchema, uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { keepSittingDraft } from '../sessions/sitting.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { handInBundle } from './bundle.ts';
import { formToSign } from './form.ts';
import { actFor, actForNobody, whomFor } from './principal.ts';
import { handIn, prefillAt, sitDown, standUp, takeUp, undoAt, whoSits } from './service.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { required: true, content: json(schema) } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});
const nothing = (description: string) => ({ 204: { description }, ...failureResponses });
const params = z.object({ id: uuid });

function describe(context: Context) {
  const middleware = [requireStaff(context, 'clerk', 'manager')];
  return {
    sitDown: createRoute({
      method: 'post',
      path: '/api/window/sitting',
      middleware,
      request: body(sittingOpeningSchema),
      responses: answer('who sits before the clerk', sittingSessionSchema)
    }),
    whoSits: createRoute({
      method: 'get',
      path: '/api/window/sitting',
      middleware,
      responses: answer('the same again', z.object({ session: sittingSessionSchema.nullable() }))
    }),
    standUp: createRoute({
      method: 'delete',
      path: '/api/window/sitting',
      middleware,
      responses: nothing('erased')
    }),
    whomFor: createRoute({
      method: 'get',
      path: '/api/window/sitting/{id}/relations',
      middleware,
      request: { params },
      responses: answer('for whom their card alone is enough', z.object({ known: z.array(relationSchema) }))
    }),
    actFor: createRoute({
      method: 'post',
      path: '/api/window/sitting/{id}/principal',
      middleware,
      request: { params, ...body(sittingPrincipalSchema) },
      responses: answer('who sits there, and for whom they act', sittingSessionSchema)
    }),
    actForNobody: createRoute({
      method: 'delete',
      path: '/api/window/sitting/{id}/principal',
      middleware,
      request: { params },
      responses: answer('who sits there, for themselves', sittingSessionSchema)
    }),
    prefill: createRoute({
      method: 'post',
      path: '/api/window/sitting/{id}/prefill',
      middleware,
      request: { params, ...body(z.strictObject({ itemCode: z.string().max(40), itemVersion: z.number().int() })) },
      responses: answer('what the state knows', prefillSchema)
    }),
    takeUp: createRoute({
      method: 'post',
      path: '/api/window/sitting/{id}/unfinished/{unfinishedId}',
      middleware,
      request: { params: params.extend({ unfinishedId: uuid }) },
      responses: answer('what was filled in at a terminal; it is gone where it lay', unfinishedSchema)
    }),
    keep: createRoute({
      method: 'put',
      path: '/api/window/sitting/{id}/draft',
      middleware,
      request: { params, ...body(z.strictObject({ draft: anySittingDraftSchema.nullable() })) },
      responses: nothing('kept, sealed, while they sit there')
    }),
    form: createRoute({
      method: 'get',
      path: '/api/window/sitting/{id}/form.pdf',
      middleware,
      request: { params },
      responses: {
        200: { description: 'the form to be signed', content: { 'application/pdf': { schema: z.string() } } },
        ...failureResponses
      }
    }),
    handIn: createRoute({
      method: 'post',
      path: '/api/window/sitting/{id}/submissions',
      middleware,
      request: { params, ...body(sittingDraftSchema) },
      responses: answer('the case and its slip', submittedSchema)
    }),
    handInBundle: createRoute({
      method: 'post',
      path: '/api/window/sitting/{id}/submissions/bundle',
      middleware,
      request: { params, ...body(sittingBundleDraftSchema) },
      responses: answer('what came of each item of the 一件事', filedBundleSchema)
    }),
    undo: createRoute({
      method: 'post',
      path: '/api/window/sitting/{id}/undo',
      middleware,
      request: { params, ...body(z.strictObject({ caseId: uuid })) },
      responses: nothing('taken back')
    })
  };
}

/** 窗口代填: a clerk fills in and hands in for a resident who sits before them. */
export function sittingRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.sitDown, async (c) => {
      const seated = await sitDown(context, c.var.staff, c.req.valid('json'));
      return seated.ok ? c.json(seated.value, 200) : c.json(failureBody(seated.error), statusOf(seated.error));
    })
    .openapi(routes.whoSits, async (c) => c.json({ session: await whoSits(context, c.var.staff) }, 200))
    .openapi(routes.standUp, async (c) => {
      await standUp(context, c.var.staff);
      return c.body(null, 204);
    })
    .openapi(routes.whomFor, async (c) => {
      const found = await whomFor(context, c.var.staff, c.req.valid('param').id);
      return found.ok ? c.json({ known: found.value }, 200) : c.json(failureBody(found.error), statusOf(found.error));
    })
    .openapi(routes.actFor, async (c) => {
      const set = await actFor(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return set.ok ? c.json(set.value, 200) : c.json(failureBody(set.error), statusOf(set.error));
    })
    .openapi(routes.actForNobody, async (c) => {
      const set = await actForNobody(context, c.var.staff, c.req.valid('param').id);
      return set.ok ? c.json(set.value, 200) : c.json(failureBody(set.error), statusOf(set.error));
    })
    .openapi(routes.prefill, async (c) => {
      const made = await prefillAt(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return made.ok ? c.json(made.value, 200) : c.json(failureBody(made.error), statusOf(made.error));
    })
    .openapi(routes.takeUp, async (c) => {
      const { id, unfinishedId } = c.req.valid('param');
      const taken = await takeUp(context, c.var.staff, id, unfinishedId);
      return taken.ok ? c.json(taken.value, 200) : c.json(failureBody(taken.error), statusOf(taken.error));
    })
    .openapi(routes.keep, async (c) => {
      const { id } = c.req.valid('param');
      const kept = await keepSittingDraft(context, c.var.staff.id, id, c.req.valid('json').draft);
      return kept ? c.body(null, 204) : c.json(failureBody('session.ended'), 401);
    })
    .openapi(routes.form, async (c) => {
      const written = await formToSign(context, c.var.staff, c.req.valid('param').id);
      if (!written.ok) return c.json(failureBody(written.error), statusOf(written.error.code));
      return c.body(Buffer.from(written.value), 200, { 'content-type': 'application/pdf' });
    })
    .openapi(routes.handIn, async (c) => {
      const handed = await handIn(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return handed.ok ? c.json(handed.value, 200) : c.json(failureBody(handed.error), statusOf(handed.error.code));
    })
    .openapi(routes.handInBundle, async (c) => {
      const handed = await handInBundle(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return handed.ok ? c.json(handed.value, 200) : c.json(failureBody(handed.error), statusOf(handed.error.code));
    })
    .openapi(routes.undo, async (c) => {
      const undone = await undoAt(context, c.var.staff, c.req.valid('param').id, c.req.valid('json').caseId);
      return undone.ok ? c.body(null, 204) : c.json(failureBody(undone.error), statusOf(undone.error.code));
    });
}
