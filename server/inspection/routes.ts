import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { imageSchema, inspectionsSchema, verdictSchema } from '../contract/inspection-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { dropImage, giveVerdict, keepImage, readImage, readInspections } from './service.ts';

const ofCase = z.object({ id: uuid });
const ofMaterial = ofCase.extend({ key: z.string().max(40) });
const ofImage = ofMaterial.extend({ image: uuid });
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } }
});

function describe(context: Context) {
  const middleware = [requireStaff(context, 'clerk', 'officer', 'manager', 'helper')];
  const responses = {
    200: {
      description: 'how the materials of the case stand',
      content: { 'application/json': { schema: inspectionsSchema } }
    },
    ...failureResponses
  };
  const path = '/api/window/cases/{id}/inspections';
  return {
    read: createRoute({ method: 'get', path, middleware, request: { params: ofCase }, responses }),
    verdict: createRoute({
      method: 'post',
      path: `${path}/{key}`,
      middleware,
      request: { params: ofMaterial, body: body(verdictSchema) },
      responses
    }),
    keep: createRoute({
      method: 'post',
      path: `${path}/{key}/images`,
      middleware,
      request: { params: ofMaterial, body: body(imageSchema) },
      responses
    }),
    see: createRoute({
      method: 'get',
      path: `${path}/{key}/images/{image}`,
      middleware,
      request: { params: ofImage },
      responses: {
        200: { description: 'one picture', content: { 'image/jpeg': { schema: z.string() } } },
        ...failureResponses
      }
    }),
    drop: createRoute({
      method: 'delete',
      path: `${path}/{key}/images/{image}`,
      middleware,
      request: { params: ofImage },
      responses
    })
  };
}

/** 核对 at the window: materials beside their 受理标准, and pictures of papers. */
export function inspectionRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.read, async (c) => {
      const found = await readInspections(context, c.var.staff, c.req.valid('param').id);
      return found ? c.json(found, 200) : c.json(failureBody('case.not-found'), 404);
    })
    .openapi(routes.verdict, async (c) => {
      const { id, key } = c.req.valid('param');
      const said = await giveVerdict(context, c.var.staff, id, key, c.req.valid('json'));
      return said.ok ? c.json(said.value, 200) : c.json(failureBody(said.error), statusOf(said.error));
    })
    .openapi(routes.keep, async (c) => {
      const { id, key } = c.req.valid('param');
      const kept = await keepImage(context, c.var.staff, id, key, c.req.valid('json').image);
      return kept.ok ? c.json(kept.value, 200) : c.json(failureBody(kept.error), statusOf(kept.error));
    })
    .openapi(routes.see, async (c) => {
      const { id, key, image } = c.req.valid('param');
      const found = await readImage(context, c.var.staff, id, key, image);
      if (!found) return c.json(failureBody('inspection.unknown'), 404);
      return c.body(found.bytes, 200, { 'content-type': found.kind });
    })
    .openapi(routes.drop, async (c) => {
      const { id, key, image } = c.req.valid('param');
      const dropped = await dropImage(context, c.var.staff, id, key, image);
      return dropped.ok ? c.json(dropped.value, 200) : c.json(failureBody(dropped.error), statusOf(dropped.error));
    });
}
