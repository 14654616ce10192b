import { createRoute, z } from '@hono/zod-openapi';
import { findItem } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { blankFormPdf } from './blank.ts';

const route = createRoute({
  method: 'get',
  path: '/api/catalogue/items/{code}/form.pdf',
  request: { params: z.object({ code: z.string().max(40) }) },
  responses: {
    200: {
      description: 'the form of an item to be filled in by hand',
      content: { 'application/pdf': { schema: z.string() } }
    },
    ...failureResponses
  }
});

/** 空白表格, for anyone. */
export const blankFormRoutes = (context: Context) =>
  newRouter().openapi(route, async (c) => {
    const item = await findItem(context, c.req.valid('param').code);
    if (!item) return c.json(failureBody('item.unknown'), 404);
    return c.body(Buffer.from(await blankFormPdf(context, item)), 200, { 'content-type': 'application/pdf' });
  });
