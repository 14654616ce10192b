import { receive } from '../cases/submission.ts';
import type { Application } from '../cases/submission-rules.ts';
import { currentBundles, findItem } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import { type Bundled, bundled } from '../contract/bundle.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { FiledBundle, SittingBundleDraft } from '../contract/sitting-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Prefill } from '../contract/wire.ts';
import { shownPrefill } from '../prefill/service.ts';
import { findSitting, type OpenSitting } from '../sessions/sitting.ts';
import { applicationsOf } from './rules.ts';

/** A 一件事 that a clerk fills in, put together as its screen has it. */
interface Begun {
  readonly all: Bundled;
  readonly prefills: readonly Prefill[];
}

/** The prefills of a draft's items, in the order of the draft; null where one is of another session, person or item. */
export async function prefillsOf(
  context: Context,
  session: OpenSitting,
  { bundle }: SittingBundleDraft
): Promise<Prefill[] | null> {
  const found = await Promise.all(bundle.parts.map(({ prefillId }) => shownPrefill(context, session, prefillId)));
  const theirs = found.flatMap((one, at) => {
    const isTheirs = one?.applicantId === session.applicant?.id && one?.item.code === bundle.parts[at]?.itemCode;
    return one && isTheirs ? [one.prefill] : [];
  });
  return theirs.length === found.length ? theirs : null;
}

/**
 * Puts a 一件事 together again at the server: the screen says what was answered, what the state said is the server's own copy.
 * Failures: `session.none`, `item.unknown`, `item.stale`.
 */
export async function begunBundle(
  context: Context,
  session: OpenSitting,
  draft: SittingBundleDraft
): Promise<Result<Begun, Failure>> {
  const prefills = await prefillsOf(context, session, draft);
  if (!prefills) return fail({ code: 'session.none' });
  const bundle = (await currentBundles(context)).find(({ code }) => code === draft.itemCode);
  const found = bundle && (await Promise.all(bundle.items.map((code) => findItem(context, code))));
  const items = (found ?? []).filter((item) => item !== null);
  const { leftOut } = draft.bundle;
  if (!bundle || items.length < bundle.items.length) return fail({ code: 'item.unknown' });
  if (items.every(({ code }) => leftOut.includes(code))) return fail({ code: 'item.unknown' });
  const all = bundled(bundle, items, leftOut);
  const isOf = ({ itemCode, itemVersion }: Prefill) =>
    all.parts.some(({ code, version }) => code === itemCode && version === itemVersion);
  const isWhole = all.parts.every(({ code }) => prefills.some(({ itemCode }) => itemCode === code));
  return isWhole && prefills.every(isOf) ? ok({ all, prefills }) : fail({ code: 'item.stale' });
}

/**
 * Hands in a 一件事: a case for each of its items, in their order, each once for its key. What one is refused with does not undo
 * the others. Failures: `session.*`, `item.*`, and where nothing came of any of them what the first was refused with.
 */
export async function handInBundle(
  context: Context,
  staff: Staff,
  id: string,
  draft: SittingBundleDraft
): Promise<Result<FiledBundle, Failure>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail({ code: 'session.ended' });
  const begun = await begunBundle(context, session, draft);
  if (!begun.ok) return begun;
  const { all, prefills } = begun.value;
  const parts: FiledBundle['parts'] = [];
  let refusal: Failure | null = null;
  for (const { item, key, application } of applicationsOf(all, prefills, draft, session.principal !== null)) {
    const made = await receive(context, { kind: 'window', staff }, key, application);
    if (!made.ok) refusal ??= wholeFailure(all, application, made.error);
    parts.push({
      itemCode: item.code,
      ...(made.ok ? { submitted: made.value } : { refused: made.error.code })
    } as FiledBundle['parts'][number]);
  }
  return refusal && parts.every((part) => 'refused' in part) ? fail(refusal) : ok({ parts });
}

/** What one item was refused with, under the names that the whole gives its questions. */
function wholeFailure({ questions }: Bundled, { itemCode }: Application, failure: Failure): Failure {
  if (!failure.fields) return failure;
  const nameOf = (key: string) =>
    questions.find(({ of }) => of.some((place) => place.code === itemCode && place.key === key))?.field.key ?? key;
  return { ...failure, fields: failure.fields.map((problem) => ({ ...problem, field: nameOf(problem.field) })) };
}
