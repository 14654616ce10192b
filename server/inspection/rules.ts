import type { CaseState, StaffRole } from '../contract/case-state.ts';
import { isClosed } from '../contract/case-state.ts';
import type { FailureCode } from '../contract/failure.ts';
import { MOST_IMAGES, type VerdictGiven } from '../contract/inspection-wire.ts';
import type { MaterialStanding } from '../contract/material.ts';

/** Papers that somebody brings or brought. Of what the state holds, or the terminal made, no picture of a paper is needed. */
const ON_PAPER: readonly (MaterialStanding | undefined)[] = ['to-bring', 'later', 'promised', 'received'];

export const takesImages = (standing: MaterialStanding | undefined): boolean => ON_PAPER.includes(standing);

/** What is asked of a case before anything is written beside it. */
export interface InspectedCase {
  readonly state: CaseState;
  readonly ownerId: string | null;
  readonly materials: Readonly<Record<string, MaterialStanding>>;
}
export interface Inspector {
  readonly id: string;
  readonly role: StaffRole;
}

const INSPECTORS: readonly StaffRole[] = ['clerk', 'manager', 'helper'];

/** Why somebody may not write beside a case now; null where they may. The owner answers for it, and nobody else. */
export function inspectorProblem({ state, ownerId }: InspectedCase, { id, role }: Inspector): FailureCode | null {
  if (!INSPECTORS.includes(role)) return 'staff.role';
  if (ownerId !== id) return 'case.not-yours';
  return isClosed(state) && state !== 'granted' ? 'case.closed' : null;
}

/** Why a picture is not kept; `kept` is how many there are of the material. */
export function imageProblem({ materials }: InspectedCase, key: string, kept: number): FailureCode | null {
  if (!(key in materials)) return 'inspection.unknown';
  if (!takesImages(materials[key])) return 'inspection.not-needed';
  return kept >= MOST_IMAGES ? 'inspection.too-many' : null;
}

/** Why a verdict is not taken down: whoever is told 不符合 has to be told why. */
export function verdictProblem({ materials }: InspectedCase, key: string, given: VerdictGiven): FailureCode | null {
  if (!(key in materials)) return 'inspection.unknown';
  return given.verdict === 'fails' && !given.why ? 'inspection.why' : null;
}
