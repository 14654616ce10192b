import { createRoute, z } from '@hono/zod-openapi';
import { dayOf } from '../../clock.ts';
import type { Context } from '../../context.ts';
import type { SheetReport } from '../../contract/sheet.ts';
import { failureBody, failureResponses, newRouter } from '../../http.ts';
import { requireStaff, type StaffVariables } from '../../staff/identity.ts';
import { importItem } from '../drafts.ts';
import { currentItems } from '../service.ts';
import { readSheet } from './read.ts';
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
  const take = createRoute({
    method: 'post',
    path: '/api/window/catalogue/sheet/drafts',
    description: 'Body: as it was reported on. Whatever differs from what is in force becomes a draft.',
    middleware: [requireStaff(context, 'manager')],
    responses: {
      200: {
        description: 'the codes of the drafts; none where the file is refused',
        content: { 'application/json': { schema: z.object({ drafts: z.array(z.string()) }) } }
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
  const read = async (request: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<SheetReport> =>
    readSheet(new Uint8Array(await request.arrayBuffer()), await currentItems(context), dayOf(context.now()));
  return newRouter<StaffVariables>()
    .openapi(report, async (c) => {
      if (!isSheetType(c.req.header('content-type') ?? '')) return c.json(failureBody('request.malformed'), 400);
      return c.json(await read(c.req), 200);
    })
    .openapi(take, async (c) => {
      if (!isSheetType(c.req.header('content-type') ?? '')) return c.json(failureBody('request.malformed'), 400);
      const differing = (await read(c.req)).items.filter(({ change }) => change !== 'same');
      const drafts: string[] = [];
      for (const { item } of differing)
        if ((await importItem(context, c.var.staff.id, item)).ok) drafts.push(item.code);
      return c.json({ drafts }, 200);
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
