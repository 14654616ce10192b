import { createMiddleware } from 'hono/factory';
import type { Context } from '../context.ts';
import type { StaffRole } from '../contract/case-state.ts';
import type { Staff } from '../contract/window-wire.ts';
import { requireDatabase } from '../database/connect.ts';
import { Refusal } from '../http.ts';
import { findAccount, staffView } from './service.ts';

export interface StaffVariables {
  staff: Staff;
}

/**
 * Who signed in with these cookies, and has a password of their own. Read anew each time: an account or a role that was
 * taken away is gone at once.
 */
export async function staffOf(context: Context, headers: Headers): Promise<Staff> {
  const session = await context.signIn.api.getSession({ headers }).catch(async (error: unknown) => {
    await requireDatabase(context.database);
    throw error;
  });
  if (!session) throw new Refusal('staff.signed-out');
  const found = await findAccount(context, context.database, session.user.id);
  if (!found || found.disabledAt) throw new Refusal('community.other');
  if (found.passwordTold) throw new Refusal('staff.password-told');
  return staffView(found);
}

/** Lets staff of this centre through, where roles are named only those. */
export const requireStaff = (context: Context, ...roles: readonly StaffRole[]) =>
  createMiddleware<{ Variables: StaffVariables }>(async (c, next) => {
    const found = await staffOf(context, c.req.raw.headers);
    if (roles.length > 0 && !roles.includes(found.role)) throw new Refusal('staff.role');
    c.set('staff', found);
    await next();
  });
