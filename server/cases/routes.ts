import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { progressSchema, residentCaseSchema, slipSchema, submittedSchema } from '../contract/case-wire.ts';
import { ratingSchema } from '../contract/grade-wire.ts';
import { looksSchema } from '../contract/look-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, Refusal, statusOf } from '../http.ts';
import { ownObjectionSlip } from '../objections/service.ts';
import { requireSession, type SessionVariables } from '../sessions/identity.ts';
import { signersIn } from '../signers/service.ts';
import { formPdf, resultPdf } from '../slips/documents.ts';
import { letterPdf } from '../slips/letter.ts';
import { requireTerminal } from '../terminals/identity.ts';
import { actAsResident } from './act.ts';
import { looksAtCase, looksAtResident } from './looks.ts';
import { readProgress } from './progress.ts';
import { listOwnCases, type ResidentReading, readOwnCase, readResidentCase } from './service.ts';
import { submit } from './submission.ts';
import { undo } from './undo.ts';
import { hasPrintableResult } from './views.ts';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...failureResponses
});
const pdf = {
  200: { description: 'one document', content: { 'application/pdf': { schema: z.string() } } },
  ...failureResponses
};
const ofCase = z.object({ id: uuid });
const ofSlip = z.object({ id: uuid, number: z.string().max(40) });

const submissions = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/submissions',
    description:
      'Body: a JWE (ECDH-ES, A256GCM) of `Submission`, sealed to the key of `GET /api/terminals/me`; sent as application/jose.',
    middleware: [requireTerminal(context)] as const,
    request: { headers: z.object({ 'idempotency-key': uuid }) },
    responses: json('the case and its slip', submittedSchema)
  });

const progress = (context: Context) =>
  createRoute({
    method: 'post',
    path: '/api/progress',
    middleware: [requireTerminal(context)] as const,
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.union([
              z.object({ caseNumber: z.string().max(40) }).strict(),
              z.object({ shortCode: z.string().regex(/^\d{6}$/), last4: z.string().regex(/^\d{3}[\dXx]$/) }).strict()
            ])
          }
        }
      }
    },
    responses: json('how it stands, nothing personal', progressSchema)
  });

const own = <Path extends string, Params extends z.ZodObject, Answers extends RouteConfig['responses']>(
  context: Context,
  method: 'get' | 'post',
  path: Path,
  params: Params,
  responses: Answers
) => createRoute({ method, path, middleware: [requireSession(context)] as const, request: { params }, responses });

/** What a resident does at a terminal: hand in, look up, take papers, withdraw, take back at once. */
export function caseRoutes(context: Context) {
  const mine = async (residentId: string | undefined, id: string): Promise<ResidentReading> => {
    if (!residentId) throw new Refusal('session.none');
    const found = await readOwnCase(context, residentId, id);
    if (!found) throw new Refusal('case.not-found');
    return found;
  };
  const list = createRoute({
    method: 'get',
    path: '/api/my/cases',
    middleware: [requireSession(context)] as const,
    responses: json('the newest first', z.object({ cases: z.array(residentCaseSchema) }))
  });
  const allLooks = createRoute({
    method: 'get',
    path: '/api/my/looks',
    middleware: [requireSession(context)] as const,
    responses: json('who had to do with anything of mine, the newest first', looksSchema)
  });
  const looks = own(context, 'get', '/api/my/cases/{id}/looks', ofCase, json('who had to do with it', looksSchema));
  const one = own(context, 'get', '/api/my/cases/{id}', ofCase, json('one case', residentCaseSchema));
  const slip = own(context, 'get', '/api/my/cases/{id}/slips/{number}', ofSlip, json('one slip', slipSchema));
  const letter = own(context, 'get', '/api/my/cases/{id}/slips/{number}/letter.pdf', ofSlip, pdf);
  const form = own(context, 'get', '/api/my/cases/{id}/form.pdf', ofCase, pdf);
  const result = own(context, 'get', '/api/my/cases/{id}/result.pdf', ofCase, pdf);
  const withdrawal = own(context, 'post', '/api/my/cases/{id}/withdraw', ofCase, json('withdrawn', residentCaseSchema));
  const rating = createRoute({
    method: 'post',
    path: '/api/my/cases/{id}/rate',
    description: '评价: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意; with reasons of those that go with it',
    middleware: [requireSession(context)] as const,
    request: {
      params: ofCase,
      body: {
        required: true,
        content: { 'application/json': { schema: ratingSchema } }
      }
    },
    responses: json('rated', residentCaseSchema)
  });
  const asking = own(context, 'post', '/api/my/cases/{id}/entrust', ofCase, json('asked for', residentCaseSchema));
  const revoking = own(context, 'post', '/api/my/cases/{id}/revoke', ofCase, json('revoked', residentCaseSchema));
  const undoing = own(context, 'post', '/api/my/cases/{id}/undo', ofCase, json('taken back', residentCaseSchema));

  const router = newRouter<SessionVariables>();
  return router
    .openapi(submissions(context), async (c) => {
      const { 'idempotency-key': key } = c.req.valid('header');
      const submitted = await submit(context, c.var.terminal, key, await c.req.text());
      if (!submitted.ok) return c.json(failureBody(submitted.error), statusOf(submitted.error.code));
      return c.json(submitted.value, 200);
    })
    .openapi(progress(context), async (c) => {
      const found = await readProgress(context, c.var.terminal.id, c.req.valid('json'));
      return found.ok ? c.json(found.value, 200) : c.json(failureBody(found.error), statusOf(found.error.code));
    })
    .openapi(list, async (c) => {
      const { resident } = c.var.session;
      if (!resident) return c.json(failureBody('session.none'), 401);
      return c.json({ cases: await listOwnCases(context, resident.id) }, 200);
    })
    .openapi(one, async (c) => c.json((await mine(c.var.session.resident?.id, c.req.valid('param').id)).view, 200))
    .openapi(allLooks, async (c) => {
      const { resident } = c.var.session;
      if (!resident) return c.json(failureBody('session.none'), 401);
      return c.json({ looks: await looksAtResident(context, resident.id) }, 200);
    })
    .openapi(looks, async (c) => {
      const readerId = c.var.session.resident?.id ?? '';
      const { opened } = await mine(readerId, c.req.valid('param').id);
      return c.json({ looks: await looksAtCase(context, readerId, opened) }, 200);
    })
    .openapi(slip, async (c) => {
      const { id, number } = c.req.valid('param');
      const residentId = c.var.session.resident?.id;
      // What somebody has of a case that is not theirs: the receipt of their objection.
      const objected = residentId ? await ownObjectionSlip(context, residentId, id, number) : null;
      if (objected) return c.json(objected, 200);
      const { slips } = await mine(residentId, id);
      const found = slips.find((candidate) => candidate.number === number);
      return found ? c.json(found, 200) : c.json(failureBody('case.not-found'), 404);
    })
    .openapi(letter, async (c) => {
      const { id, number } = c.req.valid('param');
      const { opened, slips } = await mine(c.var.session.resident?.id, id);
      const found = slips.find((candidate) => candidate.number === number);
      if (!found) return c.json(failureBody('case.not-found'), 404);
      const written = await letterPdf(context, found, opened.content.applicant?.name ?? null, opened.content);
      return c.body(Buffer.from(written), 200, { 'content-type': 'application/pdf' });
    })
    .openapi(form, async (c) => {
      const { opened } = await mine(c.var.session.resident?.id, c.req.valid('param').id);
      return c.body(
        Buffer.from(await formPdf(context, opened, await signersIn(context, context.database, opened.row.id))),
        200,
        { 'content-type': 'application/pdf' }
      );
    })
    .openapi(result, async (c) => {
      const { opened } = await mine(c.var.session.resident?.id, c.req.valid('param').id);
      if (!hasPrintableResult(opened.row, opened.item)) return c.json(failureBody('case.no-result'), 409);
      return c.body(Buffer.from(await resultPdf(context, opened)), 200, { 'content-type': 'application/pdf' });
    })
    .openapi(withdrawal, async (c) => {
      const { id } = c.req.valid('param');
      const residentId = c.var.session.resident?.id;
      if (!residentId) return c.json(failureBody('session.none'), 401);
      const done = await actAsResident(context, residentId, id, { act: 'withdraw', reason: null });
      if (!done.ok) return c.json(failureBody(done.error), statusOf(done.error.code));
      return c.json((await mine(residentId, id)).view, 200);
    })
    .openapi(rating, async (c) => {
      const { id } = c.req.valid('param');
      const residentId = c.var.session.resident?.id;
      if (!residentId) return c.json(failureBody('session.none'), 401);
      const done = await actAsResident(context, residentId, id, { act: 'rate', ...c.req.valid('json') });
      if (!done.ok) return c.json(failureBody(done.error), statusOf(done.error.code));
      return c.json((await mine(residentId, id)).view, 200);
    })
    .openapi(revoking, async (c) => {
      const { id } = c.req.valid('param');
      const residentId = c.var.session.resident?.id;
      if (!residentId) return c.json(failureBody('session.none'), 401);
      const done = await actAsResident(context, residentId, id, { act: 'revoke' });
      if (!done.ok) return c.json(failureBody(done.error), statusOf(done.error.code));
      return c.json((await mine(residentId, id)).view, 200);
    })
    .openapi(asking, async (c) => {
      const { id } = c.req.valid('param');
      const residentId = c.var.session.resident?.id;
      if (!residentId) return c.json(failureBody('session.none'), 401);
      const done = await actAsResident(context, residentId, id, { act: 'ask-entrust' });
      if (!done.ok) return c.json(failureBody(done.error), statusOf(done.error.code));
      return c.json((await mine(residentId, id)).view, 200);
    })
    .openapi(undoing, async (c) => {
      const { id } = c.req.valid('param');
      const done = await undo(context, c.var.session, id);
      if (!done.ok) return c.json(failureBody(done.error), statusOf(done.error.code));
      const found = await readResidentCase(context, context.database, id);
      return found ? c.json(found.view, 200) : c.json(failureBody('case.not-found'), 404);
    });
}
