import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { isAway } from '../database/connect.ts';
import type { Transaction } from '../database/database.ts';
import { findDepartment } from '../departments/directory.ts';
import { responsibleOf } from '../staff/service.ts';
import { nextPerson } from '../staff/superiors.ts';
import { casesWithFailedDuties, forgetFailedDuty, noteFailedDuty } from '../stuck/duties.ts';
import { actIn, dayAt } from './act.ts';
import { dutyDay, dutyOf } from './duties.ts';
import { casesDue, keepDutyDays, recountDutyDays } from './duty-days.ts';
import type { Reminded, SystemAction } from './facts.ts';
import { cases } from './schema.ts';
import { liesWith } from './seen.ts';
import { itemOf, openCase } from './service.ts';
import { type CaseRow, factsOf, type OpenedCase } from './views.ts';

/** What is asked of a case to know what is due. */
const askedOf = (context: Context, { row, item }: Pick<OpenedCase, 'row' | 'item'>) =>
  [factsOf(row), item, { dueOn: row.dueOn, provisional: row.dueProvisional }, dayAt(context)] as const;

/** Whoever has a case is reminded first, then the next person; where there is none, whoever has it again. */
async function whom(context: Context, tx: Transaction, { row }: OpenedCase, level: number): Promise<Reminded> {
  const holder = await responsibleOf(context, tx, row.ownerId ?? row.responsibleId);
  const departmentId = liesWith(row);
  const department = departmentId === null ? null : await findDepartment(context, tx, departmentId);
  const late = { level, holderId: holder.id, leadId: department?.leadId ?? null };
  const { id, name } = (level > 1 ? await nextPerson(context, tx, late) : null) ?? holder;
  return { id, name };
}

/** Does the next thing that has come due of one case; false where nothing has. */
async function doNext(context: Context, id: string): Promise<boolean> {
  return context.database.transaction(async (tx) => {
    // Somebody may have acted since it was looked at: what is due is asked again under the lock.
    const found = await openCase(context, tx, id, { lock: true });
    const duty = found && dutyOf(...askedOf(context, found));
    if (!found || !duty) return false;
    const action: SystemAction =
      duty.act === 'escalate' ? { ...duty, to: await whom(context, tx, found, duty.level) } : duty;
    const done = await actIn(context, tx, found, action, { kind: 'system' }, null);
    if (!done.ok) throw new Error(`a duty was refused: ${action.act} ${done.error.code}`);
    return true;
  });
}

/** From which day on there is something to do of a row, its content left sealed; null for never. */
async function dutyDayOf(context: Context, row: CaseRow): Promise<string | null> {
  return dutyDay(...askedOf(context, { row, item: await itemOf(context, row) }));
}

/** What came of looking at a case; `dutyOn` only where nothing was due. */
interface Looked {
  readonly ok: boolean;
  readonly done: number;
  readonly dutyOn?: string | null;
}

/** Does all that has come due of one case; what cannot be done is noted, and holds up no other. */
async function doAllOf(context: Context, row: CaseRow, failed: boolean): Promise<Looked> {
  let done = 0;
  try {
    const dutyOn = await dutyDayOf(context, row);
    const isDue = dutyOn !== null && dutyOn <= dayAt(context).today;
    if (isDue) while (await doNext(context, row.id)) done++;
    if (failed) await forgetFailedDuty(context, row.id);
    return isDue ? { ok: true, done } : { ok: true, done, dutyOn };
  } catch (error) {
    if (isAway(error)) throw error;
    await noteFailedDuty(context, row.id, error);
    return { ok: false, done };
  }
}

/** Once more what could not be done of one case; false where it still cannot. */
export async function doDuties(context: Context, id: string): Promise<boolean> {
  const [row] = await context.database
    .select()
    .from(cases)
    .where(and(eq(cases.communityCode, context.centre.communityCode), eq(cases.id, id)));
  return row ? (await doAllOf(context, row, true)).ok : false;
}

/**
 * Does everything that has come due by itself (视为受理, 视为撤回, 催办, 重算, 归档), each thing once however often and
 * from however many servers this runs; answers how many things were done.
 */
export async function actByItself(context: Context): Promise<number> {
  await recountDutyDays(context);
  const failed = await casesWithFailedDuties(context);
  let done = 0;
  for await (const rows of casesDue(context)) {
    const quiet: { row: CaseRow; dutyOn: string | null }[] = [];
    for (const row of rows) {
      const looked = await doAllOf(context, row, failed.has(row.id));
      done += looked.done;
      if (looked.dutyOn !== undefined) quiet.push({ row, dutyOn: looked.dutyOn });
    }
    await keepDutyDays(context, quiet);
  }
  return done;
}
