import { hashPassword } from 'better-auth/crypto';
import { and, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { FreshSignIn, SignInReset } from '../contract/staff-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { readableCode } from '../readable-code.ts';
import { leaveWhenGone } from '../tickets/counters.ts';
import { staff, staffAccounts, staffSessions, staffTwoFactor, staffVerifications } from './schema.ts';
import { findAccount } from './service.ts';

/** Three groups of four that are read aloud and typed once: more than half a hundred bits. */
const freshPassword = (): string => Array.from({ length: 3 }, () => readableCode(4)).join('-');

/**
 * Lets somebody in again who has forgotten their password or lost their phone: a password that is told once, the second
 * factor taken away, or both. Wherever they are signed in, or half signed in, it is over.
 */
export async function resetSignIn(
  context: Context,
  by: Staff,
  id: string,
  { password, secondFactor }: SignInReset
): Promise<Result<FreshSignIn, Failure>> {
  // Their own they change on their own page, where the one they have is asked for first.
  if (id === by.id) return fail({ code: 'staff.role' });
  const fresh = password ? freshPassword() : null;
  const hashed = fresh && (await hashPassword(fresh));
  const done = await context.database.transaction(async (tx) => {
    if (!(await findAccount(context, tx, id))) return false;
    if (hashed !== null) {
      await tx
        .update(staffAccounts)
        .set({ password: hashed, updatedAt: context.now() })
        .where(and(eq(staffAccounts.userId, id), eq(staffAccounts.providerId, 'credential')));
      await tx.update(staff).set({ passwordTold: true }).where(eq(staff.id, id));
    }
    if (secondFactor) {
      await tx.delete(staffTwoFactor).where(eq(staffTwoFactor.userId, id));
      await tx.update(staff).set({ twoFactorEnabled: false }).where(eq(staff.id, id));
    }
    await tx.delete(staffSessions).where(eq(staffSessions.userId, id));
    // Whoever gave the old password and is asked for the six digits now.
    await tx.delete(staffVerifications).where(eq(staffVerifications.value, id));
    for (const [asked, action] of [
      [password, 'staff.reset-password'],
      [secondFactor, 'staff.reset-second-factor']
    ] as const)
      if (asked)
        await record(context, tx, {
          actorKind: 'staff',
          actorId: by.id,
          action,
          subject: id,
          purpose: 'administration'
        });
    return true;
  });
  if (!done) return fail({ code: 'staff.unknown' });
  await leaveWhenGone(context, id);
  return ok({ password: fresh });
}
