import { createRoute, z } from '@hono/zod-openapi';
import { dayOf } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { failureBody, failureResponses, newRouter } from '../../http.ts';
import { requireStaff, type StaffVariables } from '../../staff/identity.ts';
import { currentItems } from '../service.ts';
import { readSheet, type SheetReport } from './read.ts';
import { writeCsv, writeWorkbook } from './write.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a sheet may be sent as. No page of another origin can send any of these without asking first. */
const isSheetType = (type: string): boolean =>
  /^(application\/octet-stream|text\/csv)\b/.test(type) || type === WORKBOOK;

/** The 实施清单 of this centre as a spreadsheet, and what a spreadsheet would change, for whoever keeps the catalogue. */
export function sheetRoutes(context: Context) {
  const middleware = [requireStaff(context, 'manager', 'administrator')];
  const report = createRoute({
    method: 'post',
    path: '/api/window/catalogue/sheet',
    description: 'Body: an XLSX or CSV of 实施清单, as it is. Nothing is changed by it.',
    middleware,
    responses: {
      200: {
        description: 'the items as the file has them beside what they are now, or the places for which it is refused',
        content: { 'application/json': { schema: z.custom<SheetReport>().openapi({ type: 'object' }) } }
      },
      ...failureResponses
    }
  });
  const sheet = createRoute({
    method: 'get',
    path: '/api/window/catalogue/sheet',
    middleware,
    request: { query: z.object({ format: z.enum(['xlsx', 'csv']) }) },
    responses: {
      200: {
        description: 'all items that are in force, with the elements of a 实施清单',
        content: { [WORKBOOK]: { schema: z.string() }, 'text/csv': { schema: z.string() } }
      },
      ...failureResponses
    }
  });
  return newRouter<StaffVariables>()
    .openapi(report, async (c) => {
      if (!isSheetType(c.req.header('content-type') ?? '')) return c.json(failureBody('request.malformed'), 400);
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      return c.json(readSheet(bytes, await currentItems(context), dayOf(context.now())), 200);
    })
    .openapi(sheet, async (c) => {
      const { format } = c.req.valid('query');
      const items = await currentItems(context);
      const name = encodeURIComponent(`实施清单-${dayOf(context.now())}.${format}`);
      c.header('content-disposition', `attachment; filename*=UTF-8''${name}`);
      return format === 'xlsx'
        ? c.body(writeWorkbook(items), 200, { 'content-type': WORKBOOK })
        : c.body(writeCsv(items), 200, { 'content-type': 'text/csv; charset=utf-8' });
    });
}
