import { and, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { isClosed } from '../contract/case-state.ts';
import type { Failure } from '../contract/failure.ts';
import { maskPersonName } from '../contract/person-name.ts';
import { RELATION_TEXT } from '../contract/relation.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CaseAction, Staff } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { tellDepartments } from '../departments/outbox.ts';
import { resolveSending } from '../departments/sending.ts';
import { keepGrade } from '../grades/keeping.ts';
import { withOptionsOfEver } from '../local-options/service.ts';
import { namesObjector } from '../objections/rules.ts';
import { settleObjections, unanswered } from '../objections/service.ts';
import { markSigned, waitingSigner } from '../signers/service.ts';
import { composeSlip, type SlipCase } from '../slips/compose.ts';
import { releaseSlots } from '../slots/service.ts';
import { findStaff, responsibleOf } from '../staff/service.ts';
import { checkCards } from './agency-cards.ts';
import { type Dues, duesOf } from './clock.ts';
import { contentSeal, missingSeal, reasonsSeal } from './content.ts';
import { corrected, correctionProblems, namesSomebody } from './correction.ts';
import { warningDays } from './deadlines.ts';
import type { Actor, AnyAction, CaseChange, Day, ResidentAction } from './facts.ts';
import { keepSlip, onlyReminded, slipsOf, writeEvent } from './history.ts';
import type { Telling } from './letters.ts';
import { acknowledgementProblem } from './next-office.ts';
import { canBeEntrusted, canTakeOver } from './permission.ts';
import { cases, LOOK_AGAIN } from './schema.ts';
import { isHelper, isSeen, sightOf } from './seen.ts';
import { openCase } from './service.ts';
import { step } from './step.ts';
import { tell } from './telling.ts';
import { type CaseRow, factsOf, type OpenedCase } from './views.ts';

/** Today at the centre, and which days it works. */
export const dayAt = (context: Context): Day => ({ today: dayOf(context.now()), calendar: context.calendar() });

/** What the case keeps of an act in words, beside what the step changed. */
function kept(context: Context, { item, content }: OpenedCase, action: AnyAction): Partial<typeof cases.$inferInsert> {
  switch (action.act) {
    case 'publicise':
      return { publicSummary: action.summary };
    case 'explain':
      return { overdueReason: action.reason };
    case 'escalate':
      return { escalatedTo: action.to.id };
    case 'correct':
      return { content: contentSeal.seal(context, corrected(item, content, action.answers, dayOf(context.now()))) };
    default:
      return {};
  }
}

/** What waits for any officer is, once one of them acts upon it, their department's: they must not lose it with their act. */
function takenUp({ row }: OpenedCase, act: AnyAction['act'], actor: Actor): Partial<typeof cases.$inferInsert> {
  if (actor.kind !== 'staff' || actor.role !== 'officer' || !actor.departmentId) return {};
  // Whoever was asked beside others says what they think of it, and decides nothing.
  return row.departmentId === null && act !== 'opine' ? { departmentId: actor.departmentId } : {};
}

async function keepChange(
  context: Context,
  tx: Transaction,
  { row, item }: OpenedCase,
  change: CaseChange,
  dues: Dues,
  telling: Telling,
  words: Partial<typeof cases.$inferInsert>
): Promise<void> {
  const { promised, legal } = dues;
  await tx
    .update(cases)
    .set({
      ...change,
      version: row.version + 1,
      dutyOn: LOOK_AGAIN,
      acceptedOn: (change.clock ?? row.clock).acceptedOn,
      dueOn: promised?.due ?? null,
      dueProvisional: promised?.provisional ?? false,
      legalDueOn: legal?.due ?? null,
      ...warningDays({ ...factsOf(row), ...change }, item, context.calendar()),
      // Whoever is not reminded any more is not named any more.
      ...(change.escalation === 0 || isClosed(change.state) ? { escalatedTo: null } : {}),
      ...(telling.missing === undefined
        ? {}
        : { missing: telling.missing.length > 0 ? missingSeal.seal(context, telling.missing) : null }),
      ...(telling.reasons === undefined ? {} : { reasons: reasonsSeal.seal(context, telling.reasons) }),
      ...words
    })
    .where(and(eq(cases.communityCode, row.communityCode), eq(cases.id, row.id)));
}

/** The failure as the caller reads it: a colleague by name, not by id. */
async function named(context: Context, tx: Transaction, failure: Failure): Promise<Failure> {
  if (failure.by === undefined) return failure;
  const colleague = await findStaff(context, tx, failure.by);
  return { code: failure.code, ...(colleague ? { by: colleague.name } : {}) };
}

/** What only the world can refuse: a colleague who is not there, an answer that the form does not take. */
async function refusedByWorld(
  context: Context,
  tx: Transaction,
  { row, item, content }: OpenedCase,
  action: AnyAction
): Promise<Failure | null> {
  if (action.act === 'offer') {
    const other = await findStaff(context, tx, action.to);
    return other && canTakeOver(other.role) ? null : { code: 'staff.unknown' };
  }
  if (action.act === 'entrust') {
    const other = await findStaff(context, tx, action.to);
    return other && canBeEntrusted(other.role) ? null : { code: 'staff.unknown' };
  }
  if (action.act === 'correct') {
    const fields = correctionProblems(
      await withOptionsOfEver(context, tx, item),
      content,
      action.answers,
      dayOf(context.now())
    );
    return fields.length > 0 ? { code: 'form.invalid', fields } : null;
  }
  if (action.act === 'answer-objection') {
    const one = await unanswered(context, tx, row.id, action.objection);
    if (!one) return { code: 'request.malformed', fields: [{ field: 'objection', code: 'unknown' }] };
    return namesObjector(action.reason, one) ? { code: 'objection.personal' } : null;
  }
  if (action.act === 'publicise')
    return namesSomebody(action.summary, content) ? { code: 'case.publicity-personal' } : null;
  return acknowledgementProblem(action, context.now());
}

async function writeSlip(
  context: Context,
  tx: Transaction,
  { row, item, content }: OpenedCase,
  change: CaseChange,
  dues: Dues,
  { kind, matter }: NonNullable<Telling['slip']>
): Promise<void> {
  const ownerId = change.ownerId === undefined ? row.ownerId : change.ownerId;
  const { name, phone } = await responsibleOf(context, tx, ownerId ?? row.responsibleId);
  const of: SlipCase = {
    number: row.number,
    shortCode: row.shortCode,
    applicantName: content.applicant?.name ?? null,
    agentName: content.agent?.name ?? null,
    relation: content.relation ? RELATION_TEXT[content.relation.kind] : null,
    dueOn: dues.promised?.due ?? null,
    dueProvisional: dues.promised?.provisional ?? false,
    responsible: { name, phone }
  };
  const serial = (await slipsOf(context, tx, row.id)).length + 1;
  await keepSlip(context, tx, row.id, composeSlip(context, item, of, kind, serial, matter));
}

/** One act in the transaction of whoever opened and locked the case. `actorId` is null for somebody without a card. */
export async function actIn(
  context: Context,
  tx: Transaction,
  found: OpenedCase,
  action: AnyAction,
  actor: Actor,
  actorId: string | null
): Promise<Result<null, Failure>> {
  const { row, item } = found;
  const day = dayAt(context);
  const sending = await resolveSending(context, tx, action, item);
  if (!sending.ok) return sending;
  const stepped = step(factsOf(row), item, sending.value, actor, day);
  if (!stepped.ok) return fail(await named(context, tx, stepped.error));
  const refused = await refusedByWorld(context, tx, found, action);
  if (refused) return fail(refused);
  const change = stepped.value;
  const dues = duesOf(day.calendar, change.clock ?? row.clock, item);
  const signing = action.act === 'sign' || action.act === 'sign-on-paper' ? action : null;
  const signer = signing && (await waitingSigner(context, tx, row.id, signing.signer));
  if (signing && !signer) return fail<Failure>({ code: 'signing.none' });
  const agent = action.act === 'entrust' ? await checkCards(context, tx, found, action, actorId) : ok(null);
  if (!agent.ok) return fail<Failure>({ code: agent.error });
  const telling = tell(
    { context, found, change, dues, agent: agent.value, signer: signer && maskPersonName(signer.person.name) },
    action
  );
  if (action.act === 'sign-on-paper') await markSigned(context, tx, row.id, action.signer, 'paper', null);
  const words = { ...kept(context, found, action), ...takenUp(found, action.act, actor) };
  await keepChange(context, tx, found, change, dues, telling, words);
  await settleObjections(context, tx, row.id, action, change.state, actorId);
  if (action.act === 'rate') await keepGrade(context, tx, row, action);
  await tellDepartments(context, tx, found, action.act, change, actor);
  await writeEvent(context, tx, {
    caseId: row.id,
    version: row.version + 1,
    act: action.act,
    fromState: row.state,
    toState: change.state,
    by: { kind: actor.kind, id: actorId },
    note: telling.note
  });
  if (isClosed(change.state) && change.state !== 'granted' && change.state !== 'issued')
    await releaseSlots(context, tx, row.id);
  if (telling.slip) await writeSlip(context, tx, found, change, dues, telling.slip);
  const terminal = { actorKind: 'terminal', actorId: row.terminalId ?? '' } as const;
  await record(context, tx, {
    ...(actorId === null && actor.kind === 'resident'
      ? terminal
      : { actorKind: actor.kind, actorId: actorId ?? 'clock' }),
    action: `case.${action.act}`,
    subject: row.id,
    purpose: item.code
  });
  return ok(null);
}

/** What a clerk has on the screen is not out of date because somebody was reminded of the case meanwhile. */
async function uponThis(context: Context, tx: Transaction, { id, version }: CaseRow, action: CaseAction) {
  const isOlder = action.version < version;
  return isOlder && (await onlyReminded(context, tx, id, action.version)) ? { ...action, version } : action;
}

/** An act of staff upon a case: state, history, slip and audit in one transaction, or nothing. */
export async function act(
  context: Context,
  staff: Staff,
  id: string,
  action: CaseAction
): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await openCase(context, tx, id, { lock: true });
    if (!found) return fail<Failure>({ code: 'case.not-found' });
    const sight = await sightOf(context, tx, staff);
    if (isHelper(sight) && !isSeen(found.row, sight)) return fail<Failure>({ code: 'case.not-found' });
    const departmentId = sight && 'departmentId' in sight ? sight.departmentId : null;
    const actor: Actor = { kind: 'staff', id: staff.id, role: staff.role, departmentId };
    return actIn(context, tx, found, await uponThis(context, tx, found.row, action), actor, staff.id);
  });
}

type Versionless<T> = T extends { version: number } ? Omit<T, 'version'> : never;

/** What its applicant does at the terminal, or whoever filed it for them: 撤回, 评价, 请人全程代办. */
export async function actAsResident(
  context: Context,
  residentId: string,
  id: string,
  wish: Versionless<ResidentAction>
): Promise<Result<null, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await openCase(context, tx, id, { lock: true });
    const mine = found && [found.row.applicantId, found.row.agentId].includes(residentId);
    if (!found || !mine) return fail<Failure>({ code: 'case.not-found' });
    const action = { ...wish, version: found.row.version } as ResidentAction;
    return actIn(context, tx, found, action, { kind: 'resident' }, residentId);
  });
}
