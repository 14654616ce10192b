import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { csvQuestion, figuresQuestion, figuresSchema } from '../contract/figures-wire.ts';
import { isDate } from '../contract/id-number.ts';
import type { Staff } from '../contract/window-wire.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { csvName, figuresCsv } from './csv.ts';
import { readFigures } from './service.ts';

/** The head sees everybody's figures, a clerk their own. */
const whose = ({ id, role }: Staff): string | null => (role === 'manager' ? null : id);

/** Figures of a day, a week or a month at the window. */
export function figuresRoutes(context: Context) {
  const middleware = [requireStaff(context, 'clerk', 'manager')];
  const figures = createRoute({
    method: 'get',
    path: '/api/window/figures',
    middleware,
    request: { query: figuresQuestion },
    responses: {
      200: {
        description: 'figures and the stretch before',
        content: { 'application/json': { schema: figuresSchema } }
      },
      ...failureResponses
    }
  });
  const csv = createRoute({
    method: 'get',
    path: '/api/window/figures.csv',
    middleware,
    request: { query: csvQuestion },
    responses: {
      200: { description: 'one table of them', content: { 'text/csv': { schema: z.string() } } },
      ...failureResponses
    }
  });
  return newRouter<StaffVariables>()
    .openapi(figures, async (c) => {
      const { span, day } = c.req.valid('query');
      if (!isDate(day)) return c.json(failureBody('calendar.date'), 400);
      return c.json(await readFigures(context, span, day, whose(c.var.staff)), 200);
    })
    .openapi(csv, async (c) => {
      const { span, day, by } = c.req.valid('query');
      if (!isDate(day)) return c.json(failureBody('calendar.date'), 400);
      const found = await readFigures(context, span, day, whose(c.var.staff));
      return c.body(figuresCsv(found, by), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(csvName(found, by))}`
      });
    });
}
