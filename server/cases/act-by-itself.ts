import { and, asc, eq, gt, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { findItemVersion } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import { OPEN_STATES } from '../contract/case-state.ts';
import { isAway } from '../database/connect.ts';
import type { Transaction } from '../database/database.ts';
import { findDepartment } from '../departments/directory.ts';
import { responsibleOf } from '../staff/service.ts';
import { nextPerson } from '../staff/superiors.ts';
import { casesWithFailedDuties, forgetFailedDuty, noteFailedDuty } from '../stuck/duties.ts';
import { actIn, dayAt } from './act.ts';
import { dutyOf } from './duties.ts';
import type { Duty, Reminded, SystemAction } from './facts.ts';
import { cases } from './schema.ts';
import { liesWith } from './seen.ts';
import { openCase } from './service.ts';
import { type CaseRow, factsOf, type OpenedCase } from './views.ts';

/** So many cases are looked at between two questions to the database. */
const BATCH = 200;

const dutyIn = (context: Context, { row, item }: Pick<OpenedCase, 'row' | 'item'>): Duty | null =>
  dutyOf(factsOf(row), item, { dueOn: row.dueOn, provisional: row.dueProvisional }, dayAt(context));

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
    const duty = found && dutyIn(context, found);
    if (!found || !duty) return false;
    const action: SystemAction =
      duty.act === 'escalate' ? { ...duty, to: await whom(context, tx, found, duty.level) } : duty;
    const done = await actIn(context, tx, found, action, { kind: 'system' }, null);
    if (!done.ok) throw new Error(`a duty was refused: ${action.act} ${done.error.code}`);
    return true;
  });
}

async function someAfter(context: Context, last: string | null): Promise<CaseRow[]> {
  return context.database
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        isNull(cases.archivedOn),
        or(inArray(cases.state, [...OPEN_STATES, 'granted']), isNotNull(cases.closedOn)),
        last === null ? undefined : gt(cases.id, last)
      )
    )
    .orderBy(asc(cases.id))
    .limit(BATCH);
}

/** What has come due of a row, its content left sealed: most have nothing, and there are many. */
async function isDue(context: Context, row: CaseRow): Promise<boolean> {
  const item = await findItemVersion(context, row.itemCode, row.itemVersion);
  if (!item) throw new Error('a case of an item that was never published');
  return dutyIn(context, { row, item }) !== null;
}

/** Does all that has come due of one case; what cannot be done is noted, and holds up no other. */
async function doAllOf(context: Context, row: CaseRow, failed: boolean): Promise<{ done: number; ok: boolean }> {
  let done = 0;
  try {
    if (await isDue(context, row)) while (await doNext(context, row.id)) done++;
    if (failed) await forgetFailedDuty(context, row.id);
    return { done, ok: true };
  } catch (error) {
    if (isAway(error)) throw error;
    await noteFailedDuty(context, row.id, error);
    return { done, ok: false };
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
  const failed = await casesWithFailedDuties(context);
  let done = 0;
  let last: string | null = null;
  for (;;) {
    const rows: CaseRow[] = await someAfter(context, last);
    for (const row of rows) done += (await doAllOf(context, row, failed.has(row.id))).done;
    last = rows.at(-1)?.id ?? null;
    if (rows.length < BATCH) return done;
  }
}
