import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import type { GradeSettings } from '../contract/grade-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { findStaff } from '../staff/service.ts';
import { gradeSettings } from './schema.ts';

/** What the head decides of call-backs. What is open already keeps its days. */
export async function changeSettings(
  context: Context,
  staffId: string,
  settings: GradeSettings
): Promise<Result<GradeSettings, Failure>> {
  const { communityCode } = context.centre;
  return context.database.transaction(async (tx) => {
    for (const id of settings.officers)
      if ((await findStaff(context, tx, id))?.role !== 'clerk') return fail<Failure>({ code: 'staff.unknown' });
    await tx
      .insert(gradeSettings)
      .values({ communityCode, ...settings })
      .onConflictDoUpdate({ target: gradeSettings.communityCode, set: settings });
    await record(context, tx, {
      actorKind: 'staff',
      actorId: staffId,
      action: 'grades.settings',
      subject: communityCode,
      purpose: 'administration'
    });
    return ok(settings);
  });
}
