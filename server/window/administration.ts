import { createRoute, z } from '@hono/zod-openapi';
import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import { STAFF_ROLES } from '../contract/case-state.ts';
import { staffSchema } from '../contract/window-wire.ts';
import { uuid } from '../contract/wire.ts';
import type { Transaction } from '../database/database.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { createStaff, listStaff, setDisabled } from '../staff/service.ts';
import { createEnrolment, listTerminals } from '../terminals/service.ts';

const moment = z.iso.datetime({ offset: true });
const terminal = z.object({
  id: uuid,
  name: z.string(),
  enrolledAt: moment.nullable(),
  enrolmentEndsAt: moment.nullable(),
  lastSeenAt: moment.nullable()
});
const account = z.object({
  username: z.string().regex(/^[a-z0-9_.]{3,30}$/i),
  name: z.string().trim().min(1).max(40),
  role: z.enum(STAFF_ROLES),
  phone: z.string().trim().min(3).max(30),
  department: z.string().trim().max(60).nullable(),
  password: z.string().min(10).max(128)
});
const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});

/** Terminals and accounts, for the administrator. What is made is on record. */
export function administrationRoutes(context: Context) {
  const middleware = [requireStaff(context, 'administrator')];
  const write = (tx: Transaction, actorId: string, action: string, subject: string) =>
    record(context, tx, { actorKind: 'staff', actorId, action, subject, purpose: 'administration' });
  const terminalList = createRoute({
    method: 'get',
    path: '/api/window/terminals',
    middleware,
    responses: answer('all terminals', z.object({ terminals: z.array(terminal) }))
  });
  const newTerminal = createRoute({
    method: 'post',
    path: '/api/window/terminals',
    middleware,
    request: { body: { required: true, content: json(z.object({ name: z.string().trim().min(1).max(60) })) } },
    responses: answer('the enrolment code, told once', z.object({ code: z.string(), endsAt: moment }))
  });
  const staffList = createRoute({
    method: 'get',
    path: '/api/window/staff',
    middleware,
    responses: answer(
      'all accounts',
      z.object({ staff: z.array(staffSchema.extend({ username: z.string(), disabled: z.boolean() })) })
    )
  });
  const newStaff = createRoute({
    method: 'post',
    path: '/api/window/staff',
    middleware,
    request: { body: { required: true, content: json(account) } },
    responses: answer('the new account', staffSchema)
  });
  const changedStaff = createRoute({
    method: 'post',
    path: '/api/window/staff/{id}',
    middleware,
    request: {
      params: z.object({ id: z.string().max(60) }),
      body: { required: true, content: json(z.object({ disabled: z.boolean() })) }
    },
    responses: answer('the account is closed, or open again', z.object({ disabled: z.boolean() }))
  });
  return newRouter<StaffVariables>()
    .openapi(terminalList, async (c) => {
      const terminals = (await listTerminals(context)).map((row) => ({
        ...row,
        enrolledAt: row.enrolledAt?.toISOString() ?? null,
        enrolmentEndsAt: row.enrolmentEndsAt?.toISOString() ?? null,
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null
      }));
      return c.json({ terminals }, 200);
    })
    .openapi(newTerminal, async (c) => {
      const { code, endsAt } = await context.database.transaction(async (tx) => {
        await write(tx, c.var.staff.id, 'terminal.create', 'terminal');
        return createEnrolment(context, c.req.valid('json').name, tx);
      });
      return c.json({ code, endsAt: endsAt.toISOString() }, 200);
    })
    .openapi(staffList, async (c) => c.json({ staff: await listStaff(context) }, 200))
    .openapi(newStaff, async (c) => {
      const made = await context.database.transaction(async (tx) => {
        const account = await createStaff(context, c.req.valid('json'), tx);
        if (account) await write(tx, c.var.staff.id, 'staff.create', account.id);
        return account;
      });
      return made ? c.json(made, 200) : c.json(failureBody('staff.username-taken'), statusOf('staff.username-taken'));
    })
    .openapi(changedStaff, async (c) => {
      const { id } = c.req.valid('param');
      const { disabled } = c.req.valid('json');
      const self = c.var.staff.id;
      // An administrator who shuts themselves out could not be let in again by anybody.
      if (id === self) return c.json(failureBody('staff.role'), statusOf('staff.role'));
      const done = await context.database.transaction(async (tx) => {
        const outcome = await setDisabled(context, tx, id, disabled);
        const action = disabled ? 'staff.disable' : 'staff.enable';
        const actor = { actorKind: 'staff', actorId: self } as const;
        if (outcome === 'done') await record(context, tx, { ...actor, action, subject: id, purpose: 'administration' });
        return outcome;
      });
      if (done === 'holds-cases') return c.json(failureBody('staff.holds-cases'), statusOf('staff.holds-cases'));
      return done ? c.json({ disabled }, 200) : c.json(failureBody('staff.unknown'), statusOf('staff.unknown'));
    });
}
