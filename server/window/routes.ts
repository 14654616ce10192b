import { createRoute, z } from '@hono/zod-openapi';
import { record } from '../audit/service.ts';
import { slipsOf } from '../cases/history.ts';
import { canBeEntrusted } from '../cases/permission.ts';
import { countQueue, findCases, readQueue } from '../cases/queue.ts';
import { parseFoundPlace, parsePlace } from '../cases/queue-order.ts';
import { sightOf } from '../cases/seen.ts';
import { hasPrintableResult } from '../cases/views.ts';
import { currentItems } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { parseCaseNumber, parseSlipCode } from '../contract/case-number.ts';
import { slipSchema } from '../contract/case-wire.ts';
import { isResidentNumber } from '../contract/id-number.ts';
import { QUEUE_VIEWS } from '../contract/queue-view.ts';
import {
  caseActionSchema,
  countsSchema,
  queueRowSchema,
  staffSchema,
  windowCaseSchema
} from '../contract/window-wire.ts';
import { centreSchema, uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { signersIn } from '../signers/service.ts';
import { formPdf, resultPdf } from '../slips/documents.ts';
import { letterPdf } from '../slips/letter.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { listStaff } from '../staff/service.ts';
import { countStuck, MENDERS } from '../stuck/service.ts';
import { takeCardRead } from '../terminals/service.ts';
import { actAndOpen, openForPrint, openForStaff, readSlip, repairAndOpen } from './cases.ts';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...failureResponses
});
const pdf = {
  200: { description: 'one document', content: { 'application/pdf': { schema: z.string() } } },
  ...failureResponses
};
const ofCase = z.object({ id: uuid });

const question = z.object({
  view: z.enum(QUEUE_VIEWS).default('open'),
  field: z.string().max(2).optional(),
  item: z.string().max(40).optional(),
  department: uuid.optional(),
  text: z.string().trim().max(60).optional(),
  after: z
    .string()
    .max(60)
    .refine((text) => parsePlace(text) !== null)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50)
});

const foundPlace = z
  .string()
  .max(80)
  .refine((text) => parseFoundPlace(text) !== null);

const lookup = z.union([
  z.object({ caseNumber: z.string().max(60) }).strict(),
  z.object({ shortCode: z.string().regex(/^\d{6}$/) }).strict(),
  z.object({ idNumber: z.string().max(20) }).strict(),
  z.object({ readId: uuid }).strict(),
  // The next ones of a person who was looked up: a card is read once.
  z.object({ personId: uuid, after: foundPlace }).strict()
]);

const creditRepairSchema = z.object({ grounds: z.string().trim().min(1).max(500) }).strict();
const colleague = z.object({ id: z.string(), name: z.string(), role: z.string(), department: z.string().nullable() });
const rows = z.object({ rows: z.array(queueRowSchema) });

function describe(context: Context) {
  const middleware = [requireStaff(context)];
  // Whoever looks after machines and accounts has no business in what residents filed.
  const forCases = [requireStaff(context, 'clerk', 'officer', 'manager', 'helper')];
  return {
    me: createRoute({
      method: 'get',
      path: '/api/window/me',
      middleware,
      responses: json('who I am', z.object({ staff: staffSchema, centre: centreSchema, deskAgent: z.string() }))
    }),
    colleagues: createRoute({
      method: 'get',
      path: '/api/window/colleagues',
      middleware,
      responses: json('to whom a case can be handed over or entrusted', z.object({ colleagues: z.array(colleague) }))
    }),
    queue: createRoute({
      method: 'get',
      path: '/api/window/cases',
      middleware: forCases,
      request: { query: question },
      responses: json('the work queue', rows.extend({ next: z.string().nullable() }))
    }),
    counts: createRoute({
      method: 'get',
      path: '/api/window/counts',
      middleware: forCases,
      responses: json('how many cases wait in each view of the queue', countsSchema)
    }),
    one: createRoute({
      method: 'get',
      path: '/api/window/cases/{id}',
      middleware: forCases,
      request: { params: ofCase },
      responses: json('one case', windowCaseSchema)
    }),
    act: createRoute({
      method: 'post',
      path: '/api/window/cases/{id}/acts',
      middleware: forCases,
      request: {
        params: ofCase,
        body: { required: true, content: { 'application/json': { schema: caseActionSchema } } }
      },
      responses: json('the case after the act', windowCaseSchema)
    }),
    creditRepair: createRoute({
      method: 'post',
      path: '/api/window/cases/{id}/credit-repair',
      description: '信用修复: the untrue promise of an annulled case stands against its applicant no more.',
      middleware: [requireStaff(context, 'manager')],
      request: {
        params: ofCase,
        body: { required: true, content: { 'application/json': { schema: creditRepairSchema } } }
      },
      responses: json('the case after it', windowCaseSchema)
    }),
    slip: createRoute({
      method: 'get',
      path: '/api/window/cases/{id}/slips/{number}',
      middleware: forCases,
      request: { params: z.object({ id: uuid, number: z.string().max(40) }) },
      responses: json('one slip', slipSchema)
    }),
    letter: createRoute({
      method: 'get',
      path: '/api/window/cases/{id}/slips/{number}/letter.pdf',
      middleware: forCases,
      request: { params: z.object({ id: uuid, number: z.string().max(40) }) },
      responses: pdf
    }),
    form: createRoute({
      method: 'get',
      path: '/api/window/cases/{id}/form.pdf',
      middleware: forCases,
      request: { params: ofCase },
      responses: pdf
    }),
    result: createRoute({
      method: 'get',
      path: '/api/window/cases/{id}/result.pdf',
      middleware: forCases,
      request: { params: ofCase },
      responses: pdf
    }),
    lookup: createRoute({
      method: 'post',
      path: '/api/window/lookup',
      middleware: forCases,
      request: { body: { required: true, content: { 'application/json': { schema: lookup } } } },
      // A person who was looked up has a page of their own, also without a case.
      responses: json(
        'cases by slip or by card',
        rows.extend({ next: z.string().nullable(), personId: uuid.nullable() })
      )
    })
  };
}

/** What a lookup names; null where the reading is too old. */
async function whatToFind(context: Context, asked: z.infer<typeof lookup>) {
  if ('readId' in asked) {
    const read = await takeCardRead(context, context.database, asked.readId);
    return read && { idNumber: read.idNumber };
  }
  if ('personId' in asked) return { residentId: asked.personId };
  if (!('caseNumber' in asked)) return asked;
  const scanned = parseSlipCode(asked.caseNumber);
  const parsed = parseCaseNumber(scanned ?? asked.caseNumber);
  return parsed.ok ? { caseNumber: parsed.value.number } : null;
}

/** The one window: the queue, cases, acts. */
export function windowRoutes(context: Context) {
  const routes = describe(context);
  const { deskAgent } = context;
  return newRouter<StaffVariables>()
    .openapi(routes.me, (c) =>
      c.json({ staff: c.var.staff, centre: { ...context.centre, today: dayOf(context.now()) }, deskAgent }, 200)
    )
    .openapi(routes.colleagues, async (c) => {
      const all = await listStaff(context);
      const colleagues = all
        .filter(({ id, role, disabled }) => id !== c.var.staff.id && !disabled && canBeEntrusted(role))
        .map(({ id, name, role, department }) => ({ id, name, role, department }));
      return c.json({ colleagues }, 200);
    })
    .openapi(routes.queue, async (c) => {
      const { view, field, item, department, text, after, limit } = c.req.valid('query');
      const wanted = text?.toLowerCase();
      const itemsNamed = wanted
        ? (await currentItems(context)).filter(({ name }) => name.toLowerCase().includes(wanted))
        : [];
      const page = await readQueue(context, {
        view,
        field: field ?? null,
        item: item ?? null,
        department: department ?? null,
        text: text || null,
        itemsNamed: itemsNamed.map(({ code }) => code),
        staffId: c.var.staff.id,
        sight: await sightOf(context, context.database, c.var.staff),
        after: after ? parsePlace(after) : null,
        limit
      });
      return c.json(page, 200);
    })
    .openapi(routes.counts, async (c) => {
      const sight = await sightOf(context, context.database, c.var.staff);
      const mends = MENDERS.includes(c.var.staff.role);
      const [counts, stuck] = await Promise.all([
        countQueue(context, c.var.staff.id, sight),
        mends ? countStuck(context) : 0
      ]);
      return c.json({ ...counts, stuck }, 200);
    })
    .openapi(routes.one, async (c) => {
      const found = await openForStaff(context, c.var.staff, c.req.valid('param').id);
      return found ? c.json(found, 200) : c.json(failureBody('case.not-found'), 404);
    })
    .openapi(routes.act, async (c) => {
      const done = await actAndOpen(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return done.ok ? c.json(done.value, 200) : c.json(failureBody(done.error), statusOf(done.error.code));
    })
    .openapi(routes.creditRepair, async (c) => {
      const { grounds } = c.req.valid('json');
      const done = await repairAndOpen(context, c.var.staff, c.req.valid('param').id, grounds);
      return done.ok ? c.json(done.value, 200) : c.json(failureBody(done.error), statusOf(done.error.code));
    })
    .openapi(routes.slip, async (c) => {
      const { id, number } = c.req.valid('param');
      const found = await readSlip(context, c.var.staff, id, number);
      return found ? c.json(found, 200) : c.json(failureBody('case.not-found'), 404);
    })
    .openapi(routes.letter, async (c) => {
      const { id, number } = c.req.valid('param');
      const found = await openForPrint(context, c.var.staff, id, 'letter');
      const slip = found && (await slipsOf(context, context.database, id)).find((one) => one.number === number);
      if (!slip) return c.json(failureBody('case.not-found'), 404);
      const written = await letterPdf(context, slip, found.content.applicant?.name ?? null, found.content);
      return c.body(Buffer.from(written), 200, { 'content-type': 'application/pdf' });
    })
    .openapi(routes.form, async (c) => {
      const found = await openForPrint(context, c.var.staff, c.req.valid('param').id, 'form');
      if (!found) return c.json(failureBody('case.not-found'), 404);
      return c.body(
        Buffer.from(await formPdf(context, found, await signersIn(context, context.database, found.row.id))),
        200,
        { 'content-type': 'application/pdf' }
      );
    })
    .openapi(routes.result, async (c) => {
      const found = await openForPrint(context, c.var.staff, c.req.valid('param').id, 'result');
      if (!found) return c.json(failureBody('case.not-found'), 404);
      if (!hasPrintableResult(found.row, found.item)) return c.json(failureBody('case.no-result'), 409);
      return c.body(Buffer.from(await resultPdf(context, found)), 200, { 'content-type': 'application/pdf' });
    })
    .openapi(routes.lookup, async (c) => {
      const asked = c.req.valid('json');
      if ('idNumber' in asked && !isResidentNumber(asked.idNumber)) return c.json(failureBody('card.number'), 422);
      const by = await whatToFind(context, asked);
      if (!by) return c.json(failureBody('case.not-found'), 404);
      const found = await context.database.transaction(async (tx) => {
        const after = 'after' in asked ? parseFoundPlace(asked.after) : null;
        const sight = await sightOf(context, tx, c.var.staff);
        const { subject, rows, next } = await findCases(context, tx, by, sight, after);
        const actor = { actorKind: 'staff', actorId: c.var.staff.id } as const;
        const what = { action: 'case.lookup', subject: subject ?? 'nothing-found', purpose: 'window' };
        await record(context, tx, { ...actor, ...what });
        return { rows, next, personId: 'idNumber' in by || 'residentId' in by ? subject : null };
      });
      return c.json(found, 200);
    });
}
