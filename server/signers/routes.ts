import { createRoute, z } from '@hono/zod-openapi';
import { readOwnCase } from '../cases/service.ts';
import type { Context } from '../context.ts';
import { signingSchema } from '../contract/case-wire.ts';
import { isSigned } from '../contract/signature.ts';
import { signatureSchema, uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { makeLink, openLink, signByCard, signByLink, signingsOf } from './signing.ts';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...failureResponses
});
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } }
});
const place = z.object({ id: uuid, position: z.coerce.number().int().min(1).max(20) });
const linkSchema = z.object({ url: z.string(), endsAt: z.string() }).openapi('SigningLink');
const token = z.string().min(10).max(60);
const done = z.object({ signed: z.literal(true) });

function describe(context: Context) {
  return {
    list: createRoute({
      method: 'get',
      path: '/api/my/signings',
      middleware: [requireSession(context)] as const,
      responses: json('what waits for the signature of whoever is here', z.object({ signings: z.array(signingSchema) }))
    }),
    sign: createRoute({
      method: 'post',
      path: '/api/my/signings/{id}',
      middleware: [requireSession(context)] as const,
      request: { params: z.object({ id: uuid }), ...body(z.object({ signature: signatureSchema }).strict()) },
      responses: json('signed', done)
    }),
    link: createRoute({
      method: 'post',
      path: '/api/my/cases/{id}/signers/{position}/link',
      middleware: [requireSession(context)] as const,
      request: { params: place },
      responses: json('a one-time link for a phone', linkSchema)
    }),
    deskLink: createRoute({
      method: 'post',
      path: '/api/window/cases/{id}/signers/{position}/link',
      middleware: [requireStaff(context, 'clerk', 'manager')] as const,
      request: { params: place },
      responses: json('a one-time link for a phone', linkSchema)
    }),
    open: createRoute({
      method: 'post',
      path: '/api/sign/open',
      description: 'By the token of a one-time link; it stands behind the # of the page and travels in the body only.',
      request: body(z.object({ token }).strict()),
      responses: json('what is to be signed', signingSchema)
    }),
    byLink: createRoute({
      method: 'post',
      path: '/api/sign',
      request: body(
        z.object({ token, lastSix: z.string().regex(/^\d{5}[\dXx]$/), signature: signatureSchema }).strict()
      ),
      responses: json('signed', done)
    })
  };
}

/** Signatures of others: with the card at any terminal, or by a one-time link on a phone. */
export function signerRoutes(context: Context) {
  const routes = describe(context);
  const addressOf = (secret: string): string => `${context.publicUrl}/sign#${secret}`;
  const linkFor = async (id: string, position: number) => {
    const made = await context.database.transaction((tx) => makeLink(context, tx, id, position));
    return made.ok
      ? { ...made, value: { url: addressOf(made.value.token), endsAt: made.value.endsAt.toISOString() } }
      : made;
  };
  return newRouter<SessionVariables & StaffVariables>()
    .openapi(routes.list, async (c) => {
      const { resident } = c.var.session;
      return c.json({ signings: resident ? await signingsOf(context, resident.card.idNumber) : [] }, 200);
    })
    .openapi(routes.sign, async (c) => {
      const { resident } = c.var.session;
      if (!resident) return c.json(failureBody('session.none'), 401);
      const { signature } = c.req.valid('json');
      if (!isSigned(signature)) return c.json(failureBody('signature.missing'), 422);
      const signed = await signByCard(
        context,
        { id: resident.id, idNumber: resident.card.idNumber },
        c.req.valid('param').id,
        signature
      );
      return signed.ok
        ? c.json({ signed: true as const }, 200)
        : c.json(failureBody(signed.error), statusOf(signed.error.code));
    })
    .openapi(routes.link, async (c) => {
      const { id, position } = c.req.valid('param');
      const residentId = c.var.session.resident?.id;
      if (!residentId) return c.json(failureBody('session.none'), 401);
      if (!(await readOwnCase(context, residentId, id))) return c.json(failureBody('case.not-found'), 404);
      const link = await linkFor(id, position);
      return link.ok ? c.json(link.value, 200) : c.json(failureBody(link.error), statusOf(link.error.code));
    })
    .openapi(routes.deskLink, async (c) => {
      const { id, position } = c.req.valid('param');
      const link = await linkFor(id, position);
      return link.ok ? c.json(link.value, 200) : c.json(failureBody(link.error), statusOf(link.error.code));
    })
    .openapi(routes.open, async (c) => {
      const found = await openLink(context, c.req.valid('json').token);
      return found.ok ? c.json(found.value, 200) : c.json(failureBody(found.error), statusOf(found.error.code));
    })
    .openapi(routes.byLink, async (c) => {
      const { token: secret, lastSix, signature } = c.req.valid('json');
      if (signature === 'card' || !isSigned(signature)) return c.json(failureBody('signature.missing'), 422);
      const signed = await signByLink(context, secret, lastSix, signature);
      return signed.ok
        ? c.json({ signed: true as const }, 200)
        : c.json(failureBody(signed.error), statusOf(signed.error.code));
    });
}
