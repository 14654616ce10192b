import { isClosed } from '../contract/case-state.ts';
import type { FailureCode } from '../contract/failure.ts';
import { UNDO_MS } from '../contract/patience.ts';
import type { CaseRow } from './views.ts';

/** What the way here may take beside it: whoever pressed in the last second is not told that they were late. */
const GRACE_MS = 5000;

/** What decides whether an application can be taken back. */
export type UndoFacts = Pick<CaseRow, 'state' | 'ownerId' | 'filedBy' | 'receivedAt'>;

/**
 * Why an application cannot be taken back any more; null where it can. A case with an owner is somebody's work already,
 * unless it is the clerk's who has just filed it.
 */
export function undoProblem({ state, ownerId, filedBy, receivedAt }: UndoFacts, now: Date): FailureCode | null {
  if (isClosed(state)) return 'case.undo-decided';
  if (state !== 'received' || ownerId !== filedBy) return 'case.undo-taken';
  return now.getTime() - receivedAt.getTime() <= UNDO_MS + GRACE_MS ? null : 'case.undo-late';
}

/** Milliseconds that are left to take it back, without the grace; 0 where nothing is left, or it was decided at once. */
export function undoMsLeft(facts: UndoFacts, now: Date): number {
  if (undoProblem(facts, now)) return 0;
  return Math.max(0, facts.receivedAt.getTime() + UNDO_MS - now.getTime());
}
