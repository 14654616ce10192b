import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import type { Item } from '../contract/item.ts';
import type { Catalogue } from '../contract/search.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { bundleRow, catalogueRow, readingsOf } from './rows.ts';
import { currentBundles, currentItems, findItem } from './service.ts';

const list = createRoute({
  method: 'get',
  path: '/api/catalogue',
  responses: {
    200: {
      description:
        'all items in short and all 一件事, with the words they are found by and how their characters are said',
      content: { 'application/json': { schema: z.custom<Catalogue>().openapi({ type: 'object' }) } }
    },
    304: { description: 'as you have it' }
  }
});

const one = createRoute({
  method: 'get',
  path: '/api/catalogue/items/{code}',
  request: { params: z.object({ code: z.string().max(40) }) },
  responses: {
    200: {
      description: 'one item, whole; the shape is `Item`',
      content: { 'application/json': { schema: z.custom<Item>().openapi({ type: 'object' }) } }
    },
    304: { description: 'as you have it' },
    ...failureResponses
  }
});

const tagOf = (value: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;

/** What anyone may read of the catalogue. */
export const catalogueRoutes = (context: Context) =>
  newRouter()
    .openapi(list, async (c) => {
      const rows = (await currentItems(context)).map(catalogueRow);
      const bundles = (await currentBundles(context)).map(bundleRow);
      const catalogue: Catalogue = { rows, bundles, readings: readingsOf([...rows, ...bundles]) };
      const tag = tagOf(catalogue);
      c.header('etag', tag);
      c.header('cache-control', 'no-cache');
      return c.req.header('if-none-match') === tag ? c.body(null, 304) : c.json(catalogue, 200);
    })
    .openapi(one, async (c) => {
      const item = await findItem(context, c.req.valid('param').code);
      if (!item) return c.json(failureBody('item.unknown'), 404);
      const tag = tagOf(item);
      c.header('etag', tag);
      c.header('cache-control', 'no-cache');
      return c.req.header('if-none-match') === tag ? c.body(null, 304) : c.json(item, 200);
    });
