import { record } from '../audit/service.ts';
import { countOpenCases } from '../cases/open-cases.ts';
import { receive } from '../cases/submission.ts';
import { undo } from '../cases/undo.ts';
import type { Context } from '../context.ts';
import type { Submitted } from '../contract/case-wire.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { SITTING_REASON_TEXT } from '../contract/sitting.ts';
import type { AnySittingDraft, SittingDraft, SittingOpening, SittingSession } from '../contract/sitting-wire.ts';
import type { Unfinished } from '../contract/unfinished-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Prefill } from '../contract/wire.ts';
import { residentView } from '../people/service.ts';
import { makePrefill, shownPrefill } from '../prefill/service.ts';
import { currentSitting, endSitting, findSitting, type OpenSitting, openSitting } from '../sessions/sitting.ts';
import { takeCardRead } from '../terminals/service.ts';
import { takeUnfinished, unfinishedOf } from '../unfinished/service.ts';
import { prefillsOf } from './bundle.ts';
import { applicationOf, isOfBundle } from './rules.ts';

/**
 * What a clerk saw or did is on record with whoever sits before them and with whom those act for, who may ask; what is known
 * for an item is of the latter alone.
 */
export async function recordOf(
  context: Context,
  staff: Staff,
  { resident, principal }: Pick<OpenSitting, 'resident' | 'principal'>,
  action: 'read' | 'prefill' | 'form' | 'undo' | 'take',
  purpose: string
): Promise<void> {
  const concerned = action === 'prefill' ? [principal ?? resident] : [resident, principal];
  const entry = { actorKind: 'staff', actorId: staff.id, action: `sitting.${action}`, purpose } as const;
  await context.database.transaction(async (tx) => {
    for (const person of concerned) if (person) await record(context, tx, { ...entry, subject: person.id });
  });
}

/** What a draft was begun upon; nothing where that was for another person. */
async function begunUpon(context: Context, session: OpenSitting, draft: AnySittingDraft): Promise<Prefill[]> {
  if (isOfBundle(draft)) return (await prefillsOf(context, session, draft)) ?? [];
  const begun = await shownPrefill(context, session, draft.prefillId);
  return begun && begun.applicantId === (session.applicant?.id ?? null) ? [begun.prefill] : [];
}

/** Somebody at a window, as their clerk may see it. */
export async function view(context: Context, session: OpenSitting): Promise<SittingSession> {
  const { id, resident, principal, expiresAt, draft } = session;
  return {
    id,
    resident: resident && residentView(context, resident.card),
    principal: principal && residentView(context, principal.card),
    expiresAt: expiresAt.toISOString(),
    openCases: resident ? await countOpenCases(context, resident.id) : 0,
    unfinished: resident && !principal ? await unfinishedOf(context, resident.idNumber) : [],
    draft,
    prefills: draft ? await begunUpon(context, session, draft) : []
  };
}

/**
 * Somebody sits down before a clerk: by the card that was read at the desk, once it was said why, or without one. Whoever
 * sat there before has left. Failures: `card.read-over`, `card.*`.
 */
export async function sitDown(
  context: Context,
  staff: Staff,
  opening: SittingOpening
): Promise<Result<SittingSession, FailureCode>> {
  const opened = await context.database.transaction(async (tx): Promise<Result<OpenSitting, FailureCode>> => {
    if (opening.readId === null) return openSitting(context, tx, staff.id, null);
    const read = await takeCardRead(context, tx, opening.readId);
    if (!read) return fail('card.read-over');
    const session = await openSitting(context, tx, staff.id, read.card);
    if (session.ok && session.value.resident)
      await record(context, tx, {
        actorKind: 'staff',
        actorId: staff.id,
        action: 'sitting.open',
        subject: session.value.resident.id,
        purpose: SITTING_REASON_TEXT[opening.reason]
      });
    return session;
  });
  return opened.ok ? ok(await view(context, opened.value)) : opened;
}

/** Whoever sits before this clerk, with what was filled in so far: a page that was loaded anew goes on with it. */
export async function whoSits(context: Context, staff: Staff): Promise<SittingSession | null> {
  const session = await currentSitting(context, staff.id);
  if (!session) return null;
  await recordOf(context, staff, session, 'read', session.draft?.itemCode ?? 'window');
  return view(context, session);
}

/** 居民走了: what was read of them and filled in for them is erased. */
export const standUp = (context: Context, staff: Staff): Promise<void> =>
  context.database.transaction((tx) => endSitting(context, tx, staff.id));

/** What the state knows for one item, of whoever sits there; on record. Failures: `session.ended`, and those of a prefill. */
export async function prefillAt(
  context: Context,
  staff: Staff,
  id: string,
  request: { readonly itemCode: string; readonly itemVersion: number }
): Promise<Result<Prefill, FailureCode>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail('session.ended');
  const made = await makePrefill(context, session, request);
  if (made.ok) await recordOf(context, staff, session, 'prefill', request.itemCode);
  return made;
}

/** What they broke off at a terminal, to go on with; on record. Failures: `session.ended`, `session.none`, `unfinished.none`. */
export async function takeUp(
  context: Context,
  staff: Staff,
  id: string,
  unfinishedId: string
): Promise<Result<Unfinished, FailureCode>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail('session.ended');
  if (!session.resident) return fail('session.none');
  if (session.principal) return fail('proxy.not-allowed');
  const taken = await takeUnfinished(context, context.database, session.resident.idNumber, unfinishedId);
  if (taken.ok) await recordOf(context, staff, session, 'take', taken.value.itemCode);
  return taken;
}

/** Hands in what was filled in, once for its key. Failures: `session.ended`, and those of an application. */
export async function handIn(
  context: Context,
  staff: Staff,
  id: string,
  draft: SittingDraft
): Promise<Result<Submitted, Failure>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail({ code: 'session.ended' });
  return receive(context, { kind: 'window', staff }, draft.key, applicationOf(draft));
}

/** What history says beside 申请人撤回. */
const UNDONE = '刚交就撤回，由窗口代为操作';

/** Takes back what was just handed in for whoever sits there; as at a terminal. Failures: `session.ended`, `case.*`. */
export async function undoAt(
  context: Context,
  staff: Staff,
  id: string,
  caseId: string
): Promise<Result<null, Failure>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail({ code: 'session.ended' });
  const undone = await undo(context, session, caseId, UNDONE);
  if (undone.ok) await recordOf(context, staff, session, 'undo', 'window');
  return undone;
}
