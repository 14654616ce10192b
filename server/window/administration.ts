import { createRoute, z } from '@hono/zod-openapi';
import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import {
  accountChangeSchema,
  accountSchema,
  accountsSchema,
  freshSignInSchema,
  newAccountSchema,
  signInResetSchema
} from '../contract/staff-wire.ts';
import { staffSchema } from '../contract/window-wire.ts';
import { uuid } from '../contract/wire.ts';
import type { Transaction } from '../database/database.ts';
import { listDepartments } from '../departments/directory.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { addAccount, changeAccount } from '../staff/change.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { resetSignIn } from '../staff/reset.ts';
import { canBeSuperior } from '../staff/rules.ts';
import { listStaff } from '../staff/service.ts';
import { createEnrolment, listTerminals } from '../terminals/service.ts';
import { withdrawTerminal } from '../terminals/withdraw.ts';

const moment = z.iso.datetime({ offset: true });
const terminal = z.object({
  id: uuid,
  name: z.string(),
  enrolledAt: moment.nullable(),
  enrolmentEndsAt: moment.nullable(),
  lastSeenAt: moment.nullable(),
  withdrawnAt: moment.nullable()
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
  const withdrawn = createRoute({
    method: 'post',
    path: '/api/window/terminals/{id}/withdraw',
    middleware,
    request: { params: z.object({ id: uuid }) },
    responses: answer('its key opens nothing any more', z.object({}))
  });
  const staffList = createRoute({
    method: 'get',
    path: '/api/window/staff',
    middleware,
    responses: answer('all accounts, and what they can be changed to', accountsSchema)
  });
  const newStaff = createRoute({
    method: 'post',
    path: '/api/window/staff',
    middleware,
    request: { body: { required: true, content: json(newAccountSchema) } },
    responses: answer('the new account', staffSchema)
  });
  const changedStaff = createRoute({
    method: 'post',
    path: '/api/window/staff/{id}',
    middleware,
    request: {
      params: z.object({ id: z.string().max(60) }),
      body: { required: true, content: json(accountChangeSchema) }
    },
    responses: answer('the account as it is now', accountSchema)
  });
  const reset = createRoute({
    method: 'post',
    path: '/api/window/staff/{id}/reset',
    middleware,
    request: {
      params: z.object({ id: z.string().max(60) }),
      body: { required: true, content: json(signInResetSchema) }
    },
    responses: answer('the new password, told once', freshSignInSchema)
  });
  return newRouter<StaffVariables>()
    .openapi(terminalList, async (c) => {
      const terminals = (await listTerminals(context)).map((row) => ({
        ...row,
        enrolledAt: row.enrolledAt?.toISOString() ?? null,
        enrolmentEndsAt: row.enrolmentEndsAt?.toISOString() ?? null,
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
        withdrawnAt: row.withdrawnAt?.toISOString() ?? null
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
    .openapi(withdrawn, async (c) => {
      const done = await withdrawTerminal(context, c.var.staff, c.req.valid('param').id);
      return done.ok ? c.json({}, 200) : c.json(failureBody(done.error), statusOf(done.error.code));
    })
    .openapi(staffList, async (c) => {
      const [staff, departments] = await Promise.all([listStaff(context), listDepartments(context)]);
      const superiors = staff.filter(({ role, disabled }) => !disabled && canBeSuperior(role));
      const open = departments.filter(({ kind, disabledAt }) => kind === 'internal' && disabledAt === null);
      return c.json(
        {
          staff,
          departments: open.map(({ name }) => name),
          superiors: superiors.map(({ id, name }) => ({ id, name }))
        },
        200
      );
    })
    .openapi(newStaff, async (c) => {
      const made = await addAccount(context, c.var.staff, c.req.valid('json'));
      return made.ok ? c.json(made.value, 200) : c.json(failureBody(made.error), statusOf(made.error.code));
    })
    .openapi(changedStaff, async (c) => {
      const changed = await changeAccount(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return changed.ok ? c.json(changed.value, 200) : c.json(failureBody(changed.error), statusOf(changed.error.code));
    })
    .openapi(reset, async (c) => {
      const done = await resetSignIn(context, c.var.staff, c.req.valid('param').id, c.req.valid('json'));
      return done.ok ? c.json(done.value, 200) : c.json(failureBody(done.error), statusOf(done.error.code));
    });
}
