import type { Submitted } from '../../server/contract/case-wire.ts';
import { fail, ok, type Result } from '../../server/contract/result.ts';
import { type CentreAnswer, codeOf } from './centre.ts';
import type { Application, SubmitOutcome } from './outbox.ts';
import type { HandedInBundle, HandedInPart, LiveSession } from './session.ts';
import type { DoneBundle, PartAnswer } from './wire.ts';

/** An answer with what is left by now of the time to take it back. */
export function aged<Handed extends PartAnswer>(answer: Handed, answeredAtMs: number): Handed {
  if (answer.state !== 'submitted') return answer;
  const { submitted } = answer;
  const undoMs = Math.max(0, Math.round(submitted.undoMs - (performance.now() - answeredAtMs)));
  return { ...answer, submitted: { ...submitted, undoMs } };
}

/** How a 一件事 stands, for its page. */
export const doneBundleOf = ({ code, parts }: HandedInBundle): DoneBundle => ({
  code,
  parts: parts.map(({ itemCode, answer, answeredAtMs, printId }) => ({
    itemCode,
    answer: aged(answer, answeredAtMs),
    printId
  }))
});

const answerOf = (outcome: SubmitOutcome): PartAnswer => {
  if (outcome.settled) return outcome.answer;
  const { refusal } = outcome;
  return { state: 'refused', code: refusal.reached ? codeOf(refusal) : 'server.unavailable' };
};

/**
 * What was handed in of a 一件事 takes the place of its draft; what was refused is told beside it. A second answer under the
 * same keys keeps what the first one left. Where nothing came of any of them it is the first refusal, and the draft stays.
 */
export function handInBundle(
  of: LiveSession,
  code: string,
  applications: readonly Application[],
  outcomes: readonly SubmitOutcome[]
): Result<DoneBundle, CentreAnswer> {
  const [first] = outcomes;
  if (first && !first.settled && outcomes.every(({ settled }) => !settled)) return fail(first.refusal);
  const answeredAtMs = performance.now();
  const parts = applications.flatMap(({ key, submission: { prefillId, itemCode } }, index): HandedInPart[] => {
    const outcome = outcomes[index];
    if (!outcome) return [];
    const before = of.bundle?.parts.find((part) => part.key === key);
    const printId = before?.printId ?? null;
    return [{ key, prefillId, itemCode, answer: answerOf(outcome), answeredAtMs, printId, isTakenBack: false }];
  });
  const bundle: HandedInBundle = { code, parts, draft: of.bundle?.code === code ? of.bundle.draft : of.draft };
  // Taken back before this copy of it was answered.
  if (parts.some(({ key, prefillId }) => of.keys.get(prefillId) !== key)) return ok(doneBundleOf(bundle));
  of.bundle = bundle;
  of.done = null;
  of.draft = null;
  of.undone = null;
  for (const { answer } of parts)
    if (answer.state === 'submitted') of.slips.set(answer.submitted.slip.number, answer.submitted.slip);
  return ok(doneBundleOf(bundle));
}

function changePart(of: LiveSession, isMeant: (part: HandedInPart) => boolean, change: Partial<HandedInPart>): void {
  const { bundle } = of;
  if (!bundle?.parts.some(isMeant)) return;
  of.bundle = { ...bundle, parts: bundle.parts.map((part) => (isMeant(part) ? { ...part, ...change } : part)) };
}

/** What waited of a 一件事 has come to the centre while whoever handed it in is still here. */
export function arriveInBundle(of: LiveSession | null, key: string, submitted: Submitted): void {
  const waits = (part: HandedInPart) => part.key === key && part.answer.state === 'waiting';
  if (!of?.bundle?.parts.some(waits)) return;
  changePart(of, waits, { answer: { state: 'submitted', submitted }, answeredAtMs: performance.now() });
  of.slips.set(submitted.slip.number, submitted.slip);
}

/** The first job of a slip that was just written is kept with it: a reload looks at it instead of printing again. */
export function notePrint(of: LiveSession, slipNumber: string, printId: string): void {
  const { done } = of;
  if (done?.answer.state === 'submitted' && done.answer.submitted.slip.number === slipNumber)
    of.done = { ...done, printId };
  const isMeant = ({ answer }: HandedInPart) =>
    answer.state === 'submitted' && answer.submitted.slip.number === slipNumber;
  changePart(of, isMeant, { printId });
}
