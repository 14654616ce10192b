import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { overdueRowSchema, publicNoticeSchema } from '../contract/case-wire.ts';
import { newRouter } from '../http.ts';
import { overdueList, publicNotices } from './public-lists.ts';

const overdue = createRoute({
  method: 'get',
  path: '/api/overdue',
  responses: {
    200: {
      description: '超期公开: what was not done by its promised day, and why',
      content: { 'application/json': { schema: z.object({ rows: z.array(overdueRowSchema) }) } }
    }
  }
});

const notices = createRoute({
  method: 'get',
  path: '/api/notices',
  responses: {
    200: {
      description: '公示: what is to be granted',
      content: { 'application/json': { schema: z.object({ notices: z.array(publicNoticeSchema) }) } }
    }
  }
});

/** What everybody may read of cases, without a card. */
export const publicRoutes = (context: Context) =>
  newRouter()
    .openapi(overdue, async (c) => c.json({ rows: await overdueList(context) }, 200))
    .openapi(notices, async (c) => c.json({ notices: await publicNotices(context) }, 200));
