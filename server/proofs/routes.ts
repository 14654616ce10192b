import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import type { ProofList } from '../contract/proof.ts';
import { newRouter } from '../http.ts';
import { proofList } from './service.ts';

const list = createRoute({
  method: 'get',
  path: '/api/proofs',
  responses: {
    200: {
      description: '不应由基层群众性自治组织出具的证明: who verifies instead; the shape is `ProofList`',
      content: { 'application/json': { schema: z.custom<ProofList>().openapi({ type: 'object' }) } }
    }
  }
});

/** What anyone may ask: which proofs need not be brought. */
export const proofRoutes = (context: Context) =>
  newRouter().openapi(list, async (c) => c.json(await proofList(context), 200));
