import type { CaseAct, CaseState } from '../contract/case-state.ts';
import { isClosed } from '../contract/case-state.ts';
import type { Failure } from '../contract/failure.ts';
import type { ObjectionState } from '../contract/objection-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { officerProblem } from '../departments/rules.ts';

/** What somebody objected, and who they are; sealed as one. */
export interface Said {
  readonly name: string;
  readonly idNumber: string;
  readonly reason: string;
}

interface Objected {
  readonly applicantId: string | null;
  readonly agentId: string | null;
}

/** Why somebody may not object, beside what 公示 itself says: not to what is theirs, and one at a time. */
export function raisingProblem(
  { applicantId, agentId }: Objected,
  residentId: string,
  earlier: readonly { readonly residentId: string; readonly state: ObjectionState }[]
): Failure | null {
  if (residentId === applicantId || residentId === agentId) return { code: 'objection.own' };
  return earlier.some((one) => one.residentId === residentId && one.state === 'waiting')
    ? { code: 'objection.open' }
    : null;
}

/** Who reads who objected, and why: whoever decides. Windows take in the papers of both sides, and learn nothing of it. */
export const readsObjections = (
  facts: { readonly departmentId?: string | null },
  staff: Pick<Staff, 'role'> & { readonly departmentId: string | null }
): boolean => staff.role === 'manager' || (staff.role === 'officer' && officerProblem(facts, staff) === null);

/** Whether an answer, which the applicant reads too, says who objected. */
export const namesObjector = (answer: string, { name }: Pick<Said, 'name'>): boolean =>
  answer.includes(name) || /\d{6,}/.test(answer.replaceAll(/[\s-]/g, ''));

/** What an act makes of the objections that wait: of one, of all of them, or of none. */
export function settling(act: CaseAct, to: CaseState): { readonly state: Exclude<ObjectionState, 'waiting'> } | null {
  if (act === 'answer-objection') return { state: 'rejected' };
  if (act === 'object') return { state: 'upheld' };
  return isClosed(to) ? { state: 'closed' } : null;
}
