import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import type { CatalogueEntry, ItemDraft, ItemFile } from '../contract/catalogue-wire.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import type { Item } from '../contract/item.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import {
  beginChange,
  beginItem,
  cancelComing,
  discardDraft,
  endItem,
  importItem,
  previewDraft,
  publishDraft,
  saveDraft
} from './drafts.ts';
import { type FormatProblem, itemJsonSchema, readItem } from './format.ts';
import { listCatalogue, readItemFile } from './listing.ts';
import { findItemVersion } from './service.ts';

const custom = <T>(description: string) => ({
  200: { description, content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object' }) } } },
  ...failureResponses
});
const done = { 204: { description: 'done' }, ...failureResponses };
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } }
});

const code = z.string().max(40);
const params = z.object({ code });
const revision = z.number().int().min(1);
const field = z.enum(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']);
const PATH = '/api/window/catalogue';

function describe(context: Context) {
  const readers = [requireStaff(context)];
  // What an item is, is the centre's own matter: whoever looks after its machines has no part in it.
  const middleware = [requireStaff(context, 'manager')];
  const draft = custom<ItemDraft>('the draft as it is now, with everything that keeps it from being published');
  return {
    list: createRoute({
      method: 'get',
      path: PATH,
      middleware: readers,
      responses: custom<CatalogueEntry[]>('every item: offered, coming, ended or being written')
    }),
    read: createRoute({
      method: 'get',
      path: `${PATH}/{code}`,
      middleware: readers,
      request: { params },
      responses: custom<ItemFile>('one item, its draft, its versions')
    }),
    version: createRoute({
      method: 'get',
      path: `${PATH}/{code}/versions/{version}`,
      middleware: readers,
      request: { params: z.object({ code, version: z.string().regex(/^\d{1,6}$/) }) },
      responses: custom<Item>('one version as it was published')
    }),
    begin: createRoute({
      method: 'post',
      path: PATH,
      middleware,
      request: {
        body: body(z.object({ name: z.string().trim().min(1).max(100), field, like: code.optional() }).strict())
      },
      responses: draft
    }),
    bring: createRoute({
      method: 'post',
      path: `${PATH}/import`,
      middleware,
      request: { body: body(z.unknown()) },
      responses: draft
    }),
    change: createRoute({
      method: 'post',
      path: `${PATH}/{code}/draft`,
      middleware,
      request: { params },
      responses: draft
    }),
    save: createRoute({
      method: 'post',
      path: `${PATH}/{code}/save`,
      middleware,
      request: { params, body: body(z.object({ revision, definition: z.unknown() }).strict()) },
      responses: draft
    }),
    preview: createRoute({
      method: 'post',
      path: `${PATH}/{code}/preview`,
      middleware,
      request: { params, body: body(z.object({ revision }).strict()) },
      responses: draft
    }),
    publish: createRoute({
      method: 'post',
      path: `${PATH}/{code}/publish`,
      middleware,
      request: { params, body: body(z.object({ revision, from: z.string().max(10) }).strict()) },
      responses: done
    }),
    discard: createRoute({
      method: 'post',
      path: `${PATH}/{code}/discard`,
      middleware,
      request: { params, body: body(z.object({ revision }).strict()) },
      responses: done
    }),
    end: createRoute({
      method: 'post',
      path: `${PATH}/{code}/end`,
      middleware,
      request: { params, body: body(z.object({ from: z.string().max(10) }).strict()) },
      responses: done
    }),
    cancel: createRoute({
      method: 'post',
      path: `${PATH}/{code}/cancel`,
      middleware,
      request: { params },
      responses: done
    })
  };
}

const schemaRoute = createRoute({
  method: 'get',
  path: '/api/catalogue/schema.json',
  responses: {
    200: {
      description: 'the format of an item, as JSON Schema',
      content: { 'application/schema+json': { schema: z.object({}).loose() } }
    }
  }
});

const unreadable = (problems: readonly FormatProblem[]): Failure => ({
  code: 'draft.format',
  fields: problems.map(({ place, expected }) => ({ field: place, code: expected }))
});

/** The catalogue as staff keep it. */
export function catalogueWindowRoutes(context: Context) {
  const routes = describe(context);
  const refuse = (error: Failure | FailureCode) =>
    [failureBody(error), statusOf(typeof error === 'string' ? error : error.code)] as const;
  return newRouter<StaffVariables>()
    .openapi(schemaRoute, (c) => {
      c.header('cache-control', 'public, max-age=3600');
      return c.body(JSON.stringify(itemJsonSchema(context.publicUrl), null, 2), 200, {
        'content-type': 'application/schema+json'
      }) as never;
    })
    .openapi(routes.list, async (c) => c.json([...(await listCatalogue(context))], 200))
    .openapi(routes.read, async (c) => {
      const file = await readItemFile(context, c.req.valid('param').code);
      return file ? c.json(file, 200) : c.json(...refuse('item.unknown'));
    })
    .openapi(routes.version, async (c) => {
      const wanted = c.req.valid('param');
      const item = await findItemVersion(context, wanted.code, Number(wanted.version));
      return item ? c.json(item, 200) : c.json(...refuse('item.unknown'));
    })
    .openapi(routes.begin, async (c) => {
      const begun = await beginItem(context, c.var.staff.id, c.req.valid('json'));
      return begun.ok ? c.json(begun.value, 200) : c.json(...refuse(begun.error));
    })
    .openapi(routes.bring, async (c) => {
      const read = readItem(c.req.valid('json'));
      if (!read.ok) return c.json(...refuse(unreadable(read.problems)));
      const brought = await importItem(context, c.var.staff.id, read.item);
      return brought.ok ? c.json(brought.value, 200) : c.json(...refuse(brought.error));
    })
    .openapi(routes.change, async (c) => {
      const begun = await beginChange(context, c.var.staff.id, c.req.valid('param').code);
      return begun.ok ? c.json(begun.value, 200) : c.json(...refuse(begun.error));
    })
    .openapi(routes.save, async (c) => {
      const { revision: from, definition } = c.req.valid('json');
      const read = readItem(definition);
      if (!read.ok) return c.json(...refuse(unreadable(read.problems)));
      const saved = await saveDraft(context, c.var.staff.id, c.req.valid('param').code, from, read.item);
      return saved.ok ? c.json(saved.value, 200) : c.json(...refuse(saved.error));
    })
    .openapi(routes.preview, async (c) => {
      const shown = await previewDraft(context, c.req.valid('param').code, c.req.valid('json').revision);
      return shown.ok ? c.json(shown.value, 200) : c.json(...refuse(shown.error));
    })
    .openapi(routes.publish, async (c) => {
      const wanted = { ...c.req.valid('param'), ...c.req.valid('json') };
      const published = await publishDraft(context, c.var.staff.id, wanted);
      return published.ok ? c.body(null, 204) : c.json(...refuse(published.error));
    })
    .openapi(routes.discard, async (c) => {
      const discarded = await discardDraft(context, c.req.valid('param').code, c.req.valid('json').revision);
      return discarded.ok ? c.body(null, 204) : c.json(...refuse(discarded.error));
    })
    .openapi(routes.end, async (c) => {
      const ended = await endItem(context, c.var.staff.id, c.req.valid('param').code, c.req.valid('json').from);
      return ended.ok ? c.body(null, 204) : c.json(...refuse(ended.error));
    })
    .openapi(routes.cancel, async (c) => {
      const cancelled = await cancelComing(context, c.var.staff.id, c.req.valid('param').code);
      return cancelled.ok ? c.body(null, 204) : c.json(...refuse(cancelled.error));
    });
}
