import { record } from '../audit/service.ts';
import { act, dayAt } from '../cases/act.ts';
import { bundlesOf } from '../cases/bundles.ts';
import { slipsOf, timelineOf } from '../cases/history.ts';
import { namesOf } from '../cases/names.ts';
import { allowedActs } from '../cases/permission.ts';
import { isSeen, liesWith, sightOf } from '../cases/seen.ts';
import { openCase } from '../cases/service.ts';
import { type CaseRow, factsOf, namedIn, type OpenedCase, windowCase } from '../cases/views.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Slip } from '../contract/slip.ts';
import type { CaseAction, Staff, WindowCase } from '../contract/window-wire.ts';
import { repairCredit, repairOf } from '../credit/service.ts';
import type { Queries } from '../database/database.ts';
import { departmentOf, findDepartment } from '../departments/directory.ts';
import { withOptionsOfToday } from '../local-options/service.ts';
import { readsObjections } from '../objections/rules.ts';
import { objectionsOf } from '../objections/service.ts';
import { signersOfCases } from '../signers/service.ts';
import { responsiblesOf } from '../staff/service.ts';

async function viewFor(context: Context, queries: Queries, staff: Staff, found: OpenedCase): Promise<WindowCase> {
  const { row, item } = found;
  const names = await namesOf(context, queries, namedIn(row));
  const slips = await slipsOf(context, queries, row.id);
  const timeline = await timelineOf(context, queries, row.id);
  const signers = (await signersOfCases(context, queries, [row.id]))(row.id);
  const departmentId = await departmentOf(context, queries, staff);
  const sight = await sightOf(context, queries, staff);
  const bundle = (await bundlesOf(context, queries, [found], (row) => isSeen(row, sight)))(found);
  const actor = { kind: 'staff', id: staff.id, role: staff.role, departmentId } as const;
  const acts = allowedActs(factsOf(row), item, actor, dayAt(context));
  const personOf = await responsiblesOf(context, queries, row.entrustedTo === null ? [] : [row.entrustedTo]);
  const isDeciding = readsObjections(row, { role: staff.role, departmentId });
  const objections = await objectionsOf(context, queries, row.id, isDeciding);
  const creditRepair = await repairOf(context, queries, row);
  // What is put right on the spot is chosen from today's lists.
  const today = { ...found, item: await withOptionsOfToday(context, item, queries) };
  const shown = windowCase(today, names, acts, slips, timeline, signers, personOf, bundle, dayAt(context));
  return { ...shown, contact: await contactOf(context, queries, row), objections, creditRepair };
}

/** Whom to call at the department outside where a case lies. */
async function contactOf(context: Context, queries: Queries, row: CaseRow): Promise<WindowCase['contact']> {
  const departmentId = liesWith(row);
  const department = departmentId === null ? null : await findDepartment(context, queries, departmentId);
  return department?.kind === 'external' ? { name: department.contactName, phone: department.contactPhone } : null;
}

/** Opens a case for a member of staff and records that they did, in one transaction. */
async function openRecorded(context: Context, staff: Staff, id: string, action: string): Promise<OpenedCase | null> {
  return context.database.transaction(async (tx) => {
    const found = await openCase(context, tx, id);
    if (!found || !isSeen(found.row, await sightOf(context, tx, staff))) return null;
    const { itemCode } = found.row;
    await record(context, tx, { actorKind: 'staff', actorId: staff.id, action, subject: id, purpose: itemCode });
    return found;
  });
}

/** A case as staff see it; null where there is none. Opening it is on record. */
export async function openForStaff(context: Context, staff: Staff, id: string): Promise<WindowCase | null> {
  const found = await openRecorded(context, staff, id, 'case.open');
  return found && viewFor(context, context.database, staff, found);
}

/** A case to print from; on record like opening it. */
export const openForPrint = (context: Context, staff: Staff, id: string, what: 'form' | 'result' | 'letter') =>
  openRecorded(context, staff, id, `case.print-${what}`);

/** One slip of a case; on record like opening it. */
export async function readSlip(context: Context, staff: Staff, id: string, number: string): Promise<Slip | null> {
  const found = await openRecorded(context, staff, id, 'case.read-slip');
  if (!found) return null;
  const slips = await slipsOf(context, context.database, id);
  return slips.find((slip) => slip.number === number) ?? null;
}

/** Acts upon a case and answers how it stands then. */
export async function actAndOpen(
  context: Context,
  staff: Staff,
  id: string,
  action: CaseAction
): Promise<Result<WindowCase, Failure>> {
  const done = await act(context, staff, id, action);
  if (!done.ok) return done;
  const found = await openCase(context, context.database, id);
  if (!found) throw new Error('a case that was acted upon is gone');
  return ok(await viewFor(context, context.database, staff, found));
}

/** 信用修复 upon an annulled case; answers how it stands then. */
export async function repairAndOpen(
  context: Context,
  staff: Staff,
  id: string,
  grounds: string
): Promise<Result<WindowCase, Failure>> {
  const done = await repairCredit(context, staff, id, grounds);
  if (!done.ok) return done;
  const found = await openCase(context, context.database, id);
  return found ? ok(await viewFor(context, context.database, staff, found)) : fail({ code: 'case.not-found' });
}
