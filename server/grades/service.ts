import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayAt } from '../cases/act.ts';
import { readCase } from '../cases/service.ts';
import { itemNameOf, type ReadCase } from '../cases/views.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import type { GradeReason } from '../contract/grade.ts';
import type { GradeTicket, GradeTickets, OpenedTicket, TicketAction } from '../contract/grade-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { listStaff, staffNames } from '../staff/service.ts';
import { historyOf, noteOf, onlyReminded } from './history.ts';
import { readSettings, writeGradeEvent } from './keeping.ts';
import { callsBack, officersOf, workersOf } from './officers.ts';
import { FEEDBACK } from './resident.ts';
import { allowedActs, type Caller, dutyOf, lightOf, rectifyBy, step } from './rules.ts';
import { grades, gradeTickets } from './schema.ts';

type Row = typeof gradeTickets.$inferSelect;

/** So many that are over are shown, the newest first; what is not over is shown whole. */
const MOST_CLOSED = 200;

/** A 差评单 with what it is about, and whoever worked on its case. */
interface Found {
  readonly row: Row;
  readonly grade: number;
  readonly reasons: readonly GradeReason[];
  readonly about: ReadCase;
  readonly workers: ReadonlySet<string>;
}

const here = (context: Context) => eq(gradeTickets.communityCode, context.centre.communityCode);

async function foundOf(context: Context, queries: Queries, rows: readonly Row[]): Promise<Found[]> {
  const caseIds = rows.map(({ caseId }) => caseId);
  const workers = await workersOf(context, queries, caseIds);
  const given = await queries
    .select({ caseId: grades.caseId, reasons: grades.reasons })
    .from(grades)
    .where(and(eq(grades.communityCode, context.centre.communityCode), inArray(grades.caseId, caseIds)));
  const reasonsOf = new Map(given.map(({ caseId, reasons }) => [caseId, reasons]));
  const found: Found[] = [];
  for (const row of rows) {
    const about = await readCase(context, queries, row.caseId);
    if (!about) throw new Error('a grade of a case that is gone');
    const reasons = reasonsOf.get(row.caseId) ?? [];
    found.push({ row, grade: about.row.rating ?? 0, reasons, about, workers: workers(row.caseId) });
  }
  return found;
}

const callerOf = ({ id, role }: Staff): Caller => ({ id, isHead: role === 'manager' });

async function viewOf(
  context: Context,
  queries: Queries,
  { row, grade, reasons, about }: Found,
  caller: Caller
): Promise<GradeTicket> {
  const ids = [row.officerId, row.remindedTo].filter((id) => id !== null);
  const names = await staffNames(context, queries, ids);
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  const day = dayAt(context);
  const duty = dutyOf(row, day);
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    grade,
    reasons,
    regrade: row.regrade,
    itemName: itemNameOf(about),
    openedOn: row.openedOn,
    officer: named(row.officerId),
    dueOn: duty?.dueOn ?? null,
    duty: duty?.duty ?? null,
    light: lightOf(row, day),
    remindedTo: named(row.remindedTo),
    outcome: row.outcome,
    acts: allowedActs(row, caller)
  };
}

/** Every 差评单 that somebody may know of: none of a case they worked on. */
export async function listTickets(context: Context, who: Staff): Promise<Result<GradeTickets, Failure>> {
  const { database } = context;
  const settings = await readSettings(context, database);
  if (!callsBack(who, settings.officers)) return fail({ code: 'staff.role' });
  const open = await database
    .select()
    .from(gradeTickets)
    .where(and(here(context), ne(gradeTickets.state, 'closed')))
    .orderBy(asc(gradeTickets.openedOn), asc(gradeTickets.id));
  const closed = await database
    .select()
    .from(gradeTickets)
    .where(and(here(context), eq(gradeTickets.state, 'closed')))
    .orderBy(desc(gradeTickets.openedOn), desc(gradeTickets.id))
    .limit(MOST_CLOSED);
  const found = await foundOf(context, database, [...open, ...closed]);
  const tickets: GradeTicket[] = [];
  for (const one of found)
    if (!one.workers.has(who.id)) tickets.push(await viewOf(context, database, one, callerOf(who)));
  if (who.role !== 'manager')
    return ok({ tickets, settings: { ...settings, officers: [] }, clerks: [], withoutOfficer: 0 });
  const officers = await officersOf(context, database);
  const withoutOfficer = found.filter(
    ({ row, workers }) => row.state !== 'closed' && officers.every(({ id }) => workers.has(id))
  ).length;
  const staff = await listStaff(context);
  const clerks = staff
    .filter(({ role, disabled }) => role === 'clerk' && !disabled)
    .map(({ id, name }) => ({ id, name }));
  return ok({ tickets, settings, clerks, withoutOfficer });
}

/** One of them held until the transaction ends; null where there is none that this person may know of. */
async function lockTicket(context: Context, tx: Transaction, who: Staff, id: string): Promise<Found | null> {
  const { officers } = await readSettings(context, tx);
  if (!callsBack(who, officers)) return null;
  const [row] = await tx
    .select()
    .from(gradeTickets)
    .where(and(here(context), eq(gradeTickets.id, id)))
    .for('update');
  const [found] = row ? await foundOf(context, tx, [row]) : [];
  return found && !found.workers.has(who.id) ? found : null;
}

/** Whose it is is read by whoever took it on, and from then on by the head. */
const mayOpen = ({ row }: Found, who: Staff): boolean =>
  row.officerId === who.id || (row.officerId !== null && who.role === 'manager');

async function openedView(context: Context, tx: Transaction, found: Found, who: Staff): Promise<OpenedTicket> {
  const { row, about } = found;
  const { content, item } = about;
  const mobile = item?.form.find(({ type, key }) => type === 'mobile' && content.answers[key]);
  const phone = mobile && content.answers[mobile.key]?.value;
  return {
    ...(await viewOf(context, tx, found, callerOf(who))),
    case: { id: about.row.id, shortCode: about.row.shortCode },
    applicant: content.applicant?.name ?? '未留姓名',
    agent: content.agent?.name ?? null,
    phone: typeof phone === 'string' ? phone : null,
    rectifyBy: rectifyBy(row, dayAt(context)),
    history: await historyOf(context, tx, row.id)
  };
}

const onRecord = (context: Context, tx: Transaction, who: Staff, { about }: Found, action: string) =>
  record(context, tx, {
    actorKind: 'staff',
    actorId: who.id,
    action,
    subject: about.row.id,
    purpose: 'call-back'
  });

/** Opens a 差评单 for whoever calls back; on record with the case, which its resident can read. */
export async function openTicket(context: Context, who: Staff, id: string): Promise<Result<OpenedTicket, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await lockTicket(context, tx, who, id);
    if (!found || !mayOpen(found, who)) return fail<Failure>({ code: 'grade.unknown' });
    await onRecord(context, tx, who, found, 'grade.open');
    return ok(await openedView(context, tx, found, who));
  });
}

/** What the resident is told by an act; null where they are told nothing. */
function feedbackOf(action: TicketAction): string | null {
  if ('feedback' in action) return action.feedback;
  return action.act === 'uphold' ? action.reasons : null;
}

/** An act by somebody who saw an older version is one upon this version, where only reminders came between. */
async function uponThis(context: Context, tx: Transaction, { id, version }: Row, action: TicketAction) {
  const isOlder = action.version < version;
  return isOlder && (await onlyReminded(context, tx, id, action.version)) ? { ...action, version } : action;
}

/** One act upon a 差评单: state, history and audit in one transaction. */
export async function actUponTicket(
  context: Context,
  who: Staff,
  id: string,
  action: TicketAction
): Promise<Result<OpenedTicket, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await lockTicket(context, tx, who, id);
    if (!found) return fail<Failure>({ code: 'grade.unknown' });
    const { row } = found;
    const stepped = step(row, await uponThis(context, tx, row, action), callerOf(who), dayAt(context));
    if (!stepped.ok) return fail<Failure>({ code: stepped.error });
    const feedback = feedbackOf(action);
    const version = row.version + 1;
    const moved = stepped.value.state !== row.state || action.act === 'contact';
    const [changed] = await tx
      .update(gradeTickets)
      .set({
        ...stepped.value,
        version,
        ...(feedback === null ? {} : { feedback: context.sealing.seal(FEEDBACK, feedback) }),
        // Another day counts from here on: whoever was told of the last one is not named any more.
        ...(moved ? { level: 0, remindedTo: null } : {})
      })
      .where(and(here(context), eq(gradeTickets.id, id)))
      .returning();
    if (!changed) throw new Error('a row that was held is gone');
    await writeGradeEvent(context, tx, { ticketId: id, version, act: action.act, by: who.id, note: noteOf(action) });
    await onRecord(context, tx, who, found, `grade.${action.act}`);
    return ok(await openedView(context, tx, { ...found, row: changed }, who));
  });
}
