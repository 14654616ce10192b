import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import type { Context } from '../context.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { receive } from './answers.ts';
import { departmentsDocument } from './document.ts';

/** A decision is words: nothing that is larger is one. */
const LARGEST_ANSWER_BYTES = 64_000;

export const answeredSchema = z.object({ outcome: z.enum(['applied', 'duplicate']) });

/** Signed as it is: the body is read as text, and looked into once the signature is right. */
const events = createRoute({
  method: 'post',
  path: '/api/departments/{id}/events',
  middleware: [
    bodyLimit({
      maxSize: LARGEST_ANSWER_BYTES,
      onError: (c) => c.json(failureBody('request.too-large'), 413)
    })
  ] as const,
  request: { params: z.object({ id: uuid }) },
  responses: {
    200: {
      description: 'decided, or known already; the whole contract: /api/departments/openapi.json',
      content: { 'application/json': { schema: answeredSchema } }
    },
    ...failureResponses
  }
});

/** What departments' systems ask: their answers, and the contract they are written to. */
export const departmentRoutes = (context: Context) =>
  newRouter()
    .openapi(events, async (c) => {
      const headers = {
        'webhook-id': c.req.header('webhook-id') ?? '',
        'webhook-timestamp': c.req.header('webhook-timestamp') ?? '',
        'webhook-signature': c.req.header('webhook-signature') ?? ''
      };
      const told = await receive(context, c.req.valid('param').id, headers, await c.req.text());
      return told.ok ? c.json({ outcome: told.value }, 200) : c.json(failureBody(told.error), statusOf(told.error));
    })
    .get('/api/departments/openapi.json', (c) => c.json(departmentsDocument()));
