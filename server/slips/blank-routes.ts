import { createRoute, z } from '@hono/zod-openapi';
import { findDraft } from '../catalogue/drafts.ts';
import { findItem } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { blankFormPdf } from './blank.ts';

const request = { params: z.object({ code: z.string().max(40) }) };
const responses = {
  200: { description: 'the form to be filled in by hand', content: { 'application/pdf': { schema: z.string() } } },
  ...failureResponses
};
const published = createRoute({ method: 'get', path: '/api/catalogue/items/{code}/form.pdf', request, responses });
const PDF = { 'content-type': 'application/pdf' };

/** 空白表格: of what is offered for anyone, for staff as it is being written. */
export function blankFormRoutes(context: Context) {
  const written = createRoute({
    method: 'get',
    path: '/api/window/catalogue/{code}/form.pdf',
    middleware: [requireStaff(context)],
    request,
    responses
  });
  return newRouter<StaffVariables>()
    .openapi(published, async (c) => {
      const item = await findItem(context, c.req.valid('param').code);
      if (!item) return c.json(failureBody('item.unknown'), 404);
      return c.body(Buffer.from(await blankFormPdf(context, item)), 200, PDF);
    })
    .openapi(written, async (c) => {
      const { code } = c.req.valid('param');
      const item = (await findDraft(context, code))?.definition ?? (await findItem(context, code));
      if (!item) return c.json(failureBody('item.unknown'), 404);
      return c.body(Buffer.from(await blankFormPdf(context, item)), 200, PDF);
    });
}
