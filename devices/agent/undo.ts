import type { Submitted } from '../../server/contract/case-wire.ts';
import type { FailureCode } from '../../server/contract/failure.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import type { Submission } from '../../server/contract/wire.ts';
import { aged, doneBundleOf } from './bundle.ts';
import type { CentreAnswer } from './centre.ts';
import { codeOf } from './centre.ts';
import type { Outbox } from './outbox.ts';
import type { HandedIn, HandedInBundle, HandedInPart, LiveSession } from './session.ts';
import type { DraftAnswer, SubmitAnswer, UndoneApplication } from './wire.ts';

/** Why nothing was taken back: a code of our own, or what the server said, to be handed on as it is. */
type UndoRefusal = FailureCode | CentreAnswer;

/** Asks the server as whoever is here. */
type AskAs = (of: LiveSession, request: { readonly method: string; readonly path: string }) => Promise<CentreAnswer>;

/** What was handed in takes the place of its draft; a second answer under the same key keeps what the first one left. */
export function handIn(of: LiveSession, key: string, submission: Submission, answer: SubmitAnswer): void {
  // Taken back before this copy of it was answered.
  if (of.keys.get(submission.prefillId) !== key) return;
  const before = of.done?.key === key ? of.done : null;
  const { itemCode, prefillId } = submission;
  of.done = {
    key,
    prefillId,
    itemCode,
    answer,
    answeredAtMs: performance.now(),
    printId: before?.printId ?? null,
    draft: before?.draft ?? of.draft
  };
  of.bundle = null;
  of.draft = null;
  of.undone = null;
  if (answer.state === 'submitted') of.slips.set(answer.submitted.slip.number, answer.submitted.slip);
}

/** What waited has come to the centre while whoever handed it in is still here: it has a slip now. */
export function arrive(of: LiveSession | null, key: string, submitted: Submitted): void {
  if (of?.done?.key !== key || of.done.answer.state === 'submitted') return;
  of.done = { ...of.done, answer: { state: 'submitted', submitted }, answeredAtMs: performance.now() };
  of.slips.set(submitted.slip.number, submitted.slip);
}

/** Where the application of this session stands, for a page that was loaded anew. */
export function draftOf(of: LiveSession | null): DraftAnswer {
  if (!of) return { draft: null, done: null, undone: null };
  const { draft, done, undone } = of;
  return {
    draft,
    done: done && { itemCode: done.itemCode, answer: aged(done.answer, done.answeredAtMs), printId: done.printId },
    ...(of.bundle ? { bundle: doneBundleOf(of.bundle) } : {}),
    undone
  };
}

/** The page before it is back as it was, unless another application was begun meanwhile. The next try has its own key. */
function restore(of: LiveSession, { key, prefillId, itemCode, draft, answer }: HandedIn): UndoneApplication {
  if (of.done?.key === key) {
    of.draft = draft;
    of.done = null;
  }
  if (of.keys.get(prefillId) === key) of.keys.delete(prefillId);
  const { case: made, slip } = answer.state === 'submitted' ? answer.submitted : { case: null, slip: null };
  of.undone = { itemCode, slip: made && { number: slip.number, shortCode: made.shortCode } };
  return of.undone;
}

/** What was handed in under a key, as it stands by now; null where something else was begun since. */
const handedUnder = ({ done, bundle }: LiveSession, key: string): HandedIn | HandedInPart | null =>
  done?.key === key ? done : (bundle?.parts.find((part) => part.key === key) ?? null);

/** After these it stays as it is, however often it is asked for. */
const FINAL: readonly string[] = ['case.undo-late', 'case.undo-taken', 'case.undo-decided'];

const isFinal = (refusal: UndoRefusal): refusal is CentreAnswer =>
  typeof refusal !== 'string' && refusal.reached && FINAL.includes(codeOf(refusal));

function withTakenBack(of: LiveSession, bundle: HandedInBundle, key: string): HandedInBundle {
  const parts = bundle.parts.map((part) => (part.key === key ? { ...part, isTakenBack: true } : part));
  const next = { ...bundle, parts };
  if (of.bundle?.parts[0]?.key === bundle.parts[0]?.key) of.bundle = next;
  return next;
}

/** The page before a 一件事 is back; what stands is not handed in again, what was taken back gets new keys. */
function restoreBundle(of: LiveSession, bundle: HandedInBundle, stands: readonly string[]): UndoneApplication {
  if (of.bundle?.parts[0]?.key === bundle.parts[0]?.key) {
    of.draft = bundle.draft;
    of.bundle = null;
  }
  const back = bundle.parts.filter(({ isTakenBack }) => isTakenBack);
  for (const { key, prefillId } of back) if (of.keys.get(prefillId) === key) of.keys.delete(prefillId);
  const shortCodes = back.flatMap(({ answer }) =>
    answer.state === 'submitted' ? answer.submitted.case.shortCode : []
  );
  of.undone = { itemCode: bundle.code, slip: null, bundle: { shortCodes, stands } };
  return of.undone;
}

/**
 * Takes back what a session handed in last: out of the outbox where nothing of it has left, else at the server. Asked
 * twice at once it is one undoing; asked again afterwards, the answer is the same. Of a 一件事 all is taken back that can be;
 * what cannot be any more stands. Failures: the server's own, `submission.under-way` where nobody can tell yet whether the
 * server has it, `case.not-found` where nothing was handed in.
 */
export function createUndo(outbox: Outbox, askAs: AskAs) {
  const running = new WeakMap<LiveSession, Promise<Result<UndoneApplication, UndoRefusal>>>();

  async function undoOne(of: LiveSession, key: string): Promise<Result<null, UndoRefusal>> {
    const waits = handedUnder(of, key)?.answer.state === 'waiting';
    if (waits && (await outbox.takeBack(key)) === 'nowhere') return ok(null);
    const answer = handedUnder(of, key)?.answer;
    if (answer?.state !== 'submitted') return fail('submission.under-way');
    const path = `/api/my/cases/${answer.submitted.case.id}/undo`;
    const said = await askAs(of, { method: 'POST', path });
    return said.reached && said.status === 200 ? ok(null) : fail(said);
  }

  async function undoBundle(of: LiveSession, handed: HandedInBundle): Promise<Result<UndoneApplication, UndoRefusal>> {
    let bundle = handed;
    const kept: { readonly itemCode: string; readonly refusal: UndoRefusal }[] = [];
    for (const { key, itemCode, answer, isTakenBack } of handed.parts) {
      if (isTakenBack || answer.state === 'refused') continue;
      const one = await undoOne(of, key);
      if (one.ok) bundle = withTakenBack(of, of.bundle ?? bundle, key);
      // Nobody knows of this one yet: the rest stays where it is, until it is asked for again.
      else if (!isFinal(one.error)) return one;
      else kept.push({ itemCode, refusal: one.error });
    }
    const [first] = kept;
    if (first && !bundle.parts.some(({ isTakenBack }) => isTakenBack)) return fail(first.refusal);
    return ok(
      restoreBundle(
        of,
        bundle,
        kept.map(({ itemCode }) => itemCode)
      )
    );
  }

  async function undo(of: LiveSession): Promise<Result<UndoneApplication, UndoRefusal>> {
    const { done, bundle } = of;
    if (bundle) return undoBundle(of, bundle);
    if (!done) return of.undone ? ok(of.undone) : fail('case.not-found');
    const undone = await undoOne(of, done.key);
    return undone.ok ? ok(restore(of, of.done?.key === done.key ? of.done : done)) : undone;
  }

  return (of: LiveSession): Promise<Result<UndoneApplication, UndoRefusal>> => {
    const current = running.get(of) ?? undo(of).finally(() => running.delete(of));
    running.set(of, current);
    return current;
  };
}
