import { and, asc, desc, eq, gt, inArray, ne, or, sql } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import type {
  DepartmentAnswer,
  DepartmentChange,
  DepartmentDelivery,
  NewDepartment,
  SecretPair,
  WindowDepartment
} from '../contract/department-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Account } from '../contract/staff-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { listStaff } from '../staff/service.ts';
import {
  changeDepartment,
  createDepartment,
  type DepartmentRow,
  findDepartment,
  listDepartments,
  rotateSecrets
} from './directory.ts';
import { canLead, isFitEndpoint } from './rules.ts';
import { departmentAnswers, departmentDeliveries } from './schema.ts';

const view = (row: DepartmentRow, accounts: readonly Account[]): WindowDepartment => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  handles: [...row.handles],
  endpoint: row.endpoint,
  contactName: row.contactName,
  contactPhone: row.contactPhone,
  disabled: row.disabledAt !== null,
  leadId: row.leadId,
  candidates: accounts.filter((one) => canLead(row, one)).map(({ id, name }) => ({ id, name })),
  forged: row.forged,
  lastForgedAt: row.lastForgedAt?.toISOString() ?? null
});

/** So many of each are shown, what is given up and what came last first. */
const MOST_SHOWN = 100;

async function openDeliveries(context: Context, names: ReadonlyMap<string, string>): Promise<DepartmentDelivery[]> {
  const rows = await context.database
    .select()
    .from(departmentDeliveries)
    .where(
      and(
        eq(departmentDeliveries.communityCode, context.centre.communityCode),
        inArray(departmentDeliveries.state, ['waiting', 'dead'])
      )
    )
    .orderBy(asc(departmentDeliveries.state), asc(departmentDeliveries.createdAt))
    .limit(MOST_SHOWN);
  return rows.map((row) => ({
    id: row.id,
    department: names.get(row.departmentId) ?? '',
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    type: row.type,
    state: row.state === 'dead' ? 'dead' : 'waiting',
    attempts: row.attempts,
    problem: row.lastProblem,
    createdAt: row.createdAt.toISOString(),
    nextAt: row.state === 'waiting' ? row.nextAt.toISOString() : null
  }));
}

async function idleAnswers(context: Context, names: ReadonlyMap<string, string>): Promise<DepartmentAnswer[]> {
  const rows = await context.database
    .select()
    .from(departmentAnswers)
    .where(
      and(
        eq(departmentAnswers.communityCode, context.centre.communityCode),
        or(ne(departmentAnswers.outcome, 'applied'), gt(departmentAnswers.repeats, 0))
      )
    )
    .orderBy(desc(departmentAnswers.lastReceivedAt))
    .limit(MOST_SHOWN);
  return rows.map((row) => ({
    department: names.get(row.departmentId) ?? '',
    webhookId: row.webhookId,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    outcome: row.outcome,
    decision: row.decision,
    repeats: row.repeats,
    lastReceivedAt: row.lastReceivedAt.toISOString()
  }));
}

/** Departments, what waits for them or was given up, and which of their answers changed nothing. */
export async function overview(context: Context) {
  const [rows, accounts] = await Promise.all([listDepartments(context), listStaff(context)]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const [deliveries, answers] = await Promise.all([openDeliveries(context, names), idleAnswers(context, names)]);
  return { departments: rows.map((row) => view(row, accounts)), deliveries, answers };
}

const write = (context: Context, tx: Transaction, staff: Staff, action: string, subject: string) =>
  record(context, tx, { actorKind: 'staff', actorId: staff.id, action, subject, purpose: 'administration' });

/** A new department; the secrets of an external one are told here and never again. */
export async function addDepartment(
  context: Context,
  staff: Staff,
  card: NewDepartment
): Promise<Result<{ department: WindowDepartment; secrets: SecretPair | null }, Failure>> {
  const external = card.kind === 'external';
  const accounts = await listStaff(context);
  if (external && !isFitEndpoint(card.endpoint ?? '')) return fail({ code: 'department.endpoint' });
  return context.database.transaction(async (tx) => {
    const made = await createDepartment(context, tx, { ...card, endpoint: external ? card.endpoint : null });
    if (!made) return fail<Failure>({ code: 'department.name-taken' });
    await write(context, tx, staff, 'department.create', made.row.id);
    return ok({ department: view(made.row, accounts), secrets: made.secrets });
  });
}

/** Changes what is said of a department, closes it or opens it again. */
export async function editDepartment(
  context: Context,
  staff: Staff,
  id: string,
  change: DepartmentChange
): Promise<Result<WindowDepartment, Failure>> {
  const accounts = await listStaff(context);
  return context.database.transaction(async (tx) => {
    const before = await findDepartment(context, tx, id);
    if (!before) return fail<Failure>({ code: 'department.unknown' });
    if (change.endpoint !== undefined && (before.kind === 'internal' || !isFitEndpoint(change.endpoint ?? '')))
      return fail<Failure>({ code: 'department.endpoint' });
    const lead = accounts.find((one) => one.id === change.leadId);
    if (change.leadId && !(lead && canLead(before, lead))) return fail<Failure>({ code: 'staff.unknown' });
    const row = await changeDepartment(context, tx, id, change);
    if (!row) return fail<Failure>({ code: 'department.unknown' });
    const acts = { true: 'department.disable', false: 'department.enable' } as const;
    const action = change.disabled === undefined ? 'department.change' : acts[`${change.disabled}`];
    await write(context, tx, staff, action, id);
    return ok(view(row, accounts));
  });
}

/** New secrets for an external department, told here and never again; the ones before count for another day. */
export async function changeSecrets(context: Context, staff: Staff, id: string): Promise<Result<SecretPair, Failure>> {
  return context.database.transaction(async (tx) => {
    const row = await findDepartment(context, tx, id, { lock: true });
    if (row?.kind !== 'external') return fail<Failure>({ code: 'department.unknown' });
    await write(context, tx, staff, 'department.rotate', id);
    return ok(await rotateSecrets(context, tx, row));
  });
}

/** 再发一次: what waits is due now; what was given up has the whole schedule before it again. */
export async function sendAgain(context: Context, staff: Staff, id: string): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const [row] = await tx
      .update(departmentDeliveries)
      .set({
        state: 'waiting',
        attempts: sql`case when ${departmentDeliveries.state} = 'dead' then 0 else ${departmentDeliveries.attempts} end`,
        nextAt: context.now()
      })
      .where(
        and(
          eq(departmentDeliveries.communityCode, context.centre.communityCode),
          eq(departmentDeliveries.id, id),
          inArray(departmentDeliveries.state, ['waiting', 'dead'])
        )
      )
      .returning({ id: departmentDeliveries.id });
    if (!row) return fail<Failure>({ code: 'delivery.not-found' });
    await write(context, tx, staff, 'delivery.retry', id);
    return ok(null);
  });
}
