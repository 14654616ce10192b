import type { FailureCode } from '../../server/contract/failure.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import type { Submission, Submitted } from '../../server/contract/wire.ts';
import type { CentreAnswer } from './centre.ts';
import type { Outbox } from './outbox.ts';
import type { HandedIn, LiveSession } from './session.ts';
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

function aged({ answer, answeredAtMs }: HandedIn): SubmitAnswer {
  if (answer.state === 'waiting') return answer;
  const { submitted } = answer;
  const undoMs = Math.max(0, Math.round(submitted.undoMs - (performance.now() - answeredAtMs)));
  return { state: 'submitted', submitted: { ...submitted, undoMs } };
}

/** Where the application of this session stands, for a page that was loaded anew. */
export function draftOf(of: LiveSession | null): DraftAnswer {
  if (!of) return { draft: null, done: null, undone: null };
  const { draft, done, undone } = of;
  return { draft, done: done && { itemCode: done.itemCode, answer: aged(done), printId: done.printId }, undone };
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

/**
 * Takes back what a session handed in last: out of the outbox where nothing of it has left, else at the server. Asked
 * twice at once it is one undoing; asked again afterwards, the answer is the same. Failures: the server's own,
 * `submission.under-way` where nobody can tell yet whether the server has it, `case.not-found` where nothing was handed in.
 */
export function createUndo(outbox: Outbox, askAs: AskAs) {
  const running = new WeakMap<LiveSession, Promise<Result<UndoneApplication, UndoRefusal>>>();

  async function undo(of: LiveSession): Promise<Result<UndoneApplication, UndoRefusal>> {
    const { done } = of;
    if (!done) return of.undone ? ok(of.undone) : fail('case.not-found');
    if (done.answer.state === 'waiting' && (await outbox.takeBack(done.key)) === 'nowhere')
      return ok(restore(of, done));
    const now = of.done;
    if (now?.key !== done.key || now.answer.state === 'waiting') return fail('submission.under-way');
    const path = `/api/my/cases/${now.answer.submitted.case.id}/undo`;
    const answer = await askAs(of, { method: 'POST', path });
    return answer.reached && answer.status === 200 ? ok(restore(of, now)) : fail(answer);
  }

  return (of: LiveSession): Promise<Result<UndoneApplication, UndoRefusal>> => {
    const current = running.get(of) ?? undo(of).finally(() => running.delete(of));
    running.set(of, current);
    return current;
  };
}
