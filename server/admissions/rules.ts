import type { NewAdmission, RefusalGround } from '../contract/admission-wire.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Standing } from '../work-list/rules.ts';

type Asked = Pick<NewAdmission, 'basis' | 'funds' | 'people' | 'until' | 'answerable'>;

/**
 * Upon which ground a task is refused. What is on the list is done as the list says, so that refusing it needs reasons
 * in writing; so does whatever else is said of one that is not.
 */
export function groundOf(
  { answerable }: Pick<Asked, 'answerable'>,
  { listed }: Standing,
  reasons: string
): RefusalGround {
  if (answerable) return 'answerable';
  return listed || reasons ? 'reasons' : 'unlisted';
}

/** Why a task cannot be refused like this. */
export const refusalProblem = (ground: RefusalGround, reasons: string): FailureCode | null =>
  ground === 'reasons' && !reasons ? 'admission.reasons' : null;

/**
 * Why nobody may admit a task, not even the head: the community never answers for a department's work, and helps only
 * upon a law and with means that the department provides (中发〔2017〕13号 四（四）; 组织法 第43条).
 */
export function admissionProblem(
  { basis, funds, people, until, answerable }: Asked,
  today: string
): FailureCode | null {
  if (answerable) return 'admission.answerable';
  if (!basis) return 'admission.basis';
  if (!funds && !people) return 'admission.means';
  return until !== null && until < today ? 'admission.over' : null;
}
