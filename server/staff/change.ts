import { and, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Account, AccountChange } from '../contract/staff-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { membershipProblem } from '../departments/directory.ts';
import { leaveWhenGone } from '../tickets/counters.ts';
import { staff } from './schema.ts';
import { accountView, createStaff, findAccount, type NewStaff, setDisabled } from './service.ts';
import { superiorProblem } from './superiors.ts';

const write = (context: Context, tx: Transaction, by: Staff, action: string, subject: string) =>
  record(context, tx, { actorKind: 'staff', actorId: by.id, action, subject, purpose: 'administration' });

/** A new account, in its department and under its superior. */
export async function addAccount(context: Context, by: Staff, account: NewStaff): Promise<Result<Staff, Failure>> {
  return context.database.transaction(async (tx) => {
    const problem =
      (await membershipProblem(context, tx, account)) ??
      (await superiorProblem(context, tx, null, account.superiorId ?? null));
    if (problem) return fail<Failure>({ code: problem });
    const made = await createStaff(context, { ...account, passwordTold: true }, tx);
    if (!made) return fail<Failure>({ code: 'staff.username-taken' });
    await write(context, tx, by, 'staff.create', made.id);
    return ok(made);
  });
}

/** Changes an account in all that is asked, or in nothing: its department, its superior, whether it is open. */
export async function changeAccount(
  context: Context,
  by: Staff,
  id: string,
  { disabled, ...place }: AccountChange
): Promise<Result<Account, Failure>> {
  // An administrator who shuts themselves out could not be let in again by anybody.
  if (disabled !== undefined && id === by.id) return fail({ code: 'staff.role' });
  const done = await context.database.transaction(async (tx) => {
    const before = await findAccount(context, tx, id);
    if (!before) return fail<Failure>({ code: 'staff.unknown' });
    const { superiorId, department } = place;
    const problem =
      (superiorId === undefined ? null : await superiorProblem(context, tx, id, superiorId)) ??
      (department === undefined ? null : await membershipProblem(context, tx, { role: before.role, department }));
    if (problem) return fail<Failure>({ code: problem });
    if (disabled !== undefined) {
      if ((await setDisabled(context, tx, id, disabled)) === 'holds-cases')
        return fail<Failure>({ code: 'staff.holds-cases' });
      await write(context, tx, by, disabled ? 'staff.disable' : 'staff.enable', id);
    }
    if (superiorId !== undefined || department !== undefined) {
      await tx
        .update(staff)
        .set(place)
        .where(and(eq(staff.communityCode, context.centre.communityCode), eq(staff.id, id)));
      await write(context, tx, by, 'staff.change', id);
    }
    return ok(accountView((await findAccount(context, tx, id)) ?? before));
  });
  if (disabled && done.ok) await leaveWhenGone(context, id);
  return done;
}
