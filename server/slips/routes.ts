import { createRoute, z } from '@hono/zod-openapi';
import { askerOf, socketOf } from '../asker.ts';
import type { Context } from '../context.ts';
import { noticeSchema } from '../contract/case-wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { verify } from './verify.ts';

const noticeKey = z
  .object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    kid: z.string(),
    alg: z.literal('EdDSA'),
    use: z.literal('sig')
  })
  .openapi('NoticeKey');

const keys = createRoute({
  method: 'get',
  path: '/api/centre/keys',
  description: 'JWKS (RFC 7517): whoever has it tells a genuine notice without asking anybody.',
  responses: {
    200: {
      description: 'the public keys of notices, the newest first: it signs, the others have signed',
      content: { 'application/json': { schema: z.object({ keys: z.array(noticeKey) }) } }
    }
  }
});

const verification = createRoute({
  method: 'post',
  path: '/api/notices/verify',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: z.object({ code: z.string().max(400) }).strict() } }
    }
  },
  responses: {
    200: { description: 'genuine, and how it stands', content: { 'application/json': { schema: noticeSchema } } },
    ...failureResponses
  }
});

/** What anyone may ask about a notice. */
export const noticeRoutes = (context: Context) =>
  newRouter()
    .openapi(keys, (c) => c.json({ keys: [...context.noticeKeys.publicJwks] }, 200))
    .openapi(verification, async (c) => {
      const asker = askerOf(context.trustedProxies, socketOf(c.env), c.req.header('x-forwarded-for'));
      const verified = await verify(context, asker, c.req.valid('json').code);
      return verified.ok
        ? c.json(verified.value, 200)
        : c.json(failureBody(verified.error), statusOf(verified.error.code));
    });
