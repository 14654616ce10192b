import type { Calendar } from '../calendar/rules.ts';
import type { CaseAct, CaseState, Opinion, StaffRole } from '../contract/case-state.ts';
import type { GradeReason } from '../contract/grade.ts';
import type { Item, Material } from '../contract/item.ts';
import type { CaseAction } from '../contract/window-wire.ts';
import type { Clock } from './clock.ts';
import type { Standings } from './materials.ts';

/** How often somebody was reminded of a case: 0 never, 1 whoever has it, 2 the next person as well, 3 once it is overdue. */
export type Escalation = 0 | 1 | 2 | 3;

/** What a decision needs to know of a case. */
export interface CaseFacts {
  readonly state: CaseState;
  readonly version: number;
  readonly ownerId: string | null;
  readonly offeredTo: string | null;
  readonly supplementAsked: boolean;
  readonly materials: Standings;
  /** How many others still have to sign. */
  readonly unsigned: number;
  readonly receivedOn: string;
  readonly clock: Clock;
  /** Until when papers are to be brought that were asked for or tolerated; null where no day was told. */
  readonly bringBy: string | null;
  /** Where it stood when a special procedure began. */
  readonly heldIn: CaseState | null;
  /** Last day of 公示; null where it was not begun, or an objection ended it. */
  readonly publicUntil: string | null;
  /** Objections of residents to what is publicised that nobody has answered yet. */
  readonly unansweredObjections: number;
  readonly escalation: Escalation;
  readonly rated: boolean;
  /** The resident asked for 全程代办. */
  readonly agencyAsked: boolean;
  /** The member of staff who does it for the resident. */
  readonly entrustedTo: string | null;
  readonly deliveredOn: string | null;
  readonly revisitedOn: string | null;
  readonly decidedOn: string | null;
  readonly closedOn: string | null;
  readonly archivedOn: string | null;
  /** Where it was sent for the decision; null or nothing: to the officers' common queue. */
  readonly departmentId?: string | null;
  /** 联办: departments that were asked at the same time, by id. */
  readonly opinions: Opinions;
}

/** What each department says that was asked beside the deciding one. */
export type Opinions = Readonly<Record<string, Opinion>>;

/** The item's part in it. */
export type ItemFacts = Pick<
  Item,
  | 'handling'
  | 'itemType'
  | 'promisedLimit'
  | 'legalLimit'
  | 'stages'
  | 'lapsesAfter'
  | 'publicNoticeDays'
  | 'specialProcedures'
> & { readonly materials: readonly Pick<Material, 'key' | 'required'>[] };

/** `departmentId` of an officer: the department they decide for. `department`: an external one, by its webhook. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: string; readonly role: StaffRole; readonly departmentId?: string | null }
  | { readonly kind: 'department'; readonly id: string }
  | { readonly kind: 'resident' }
  | { readonly kind: 'system' };

/** A day of the centre, and which days it works. */
export interface Day {
  readonly today: string;
  readonly calendar: Calendar;
}

/** What residents do to a case of theirs; `raise-objection` is somebody else’s. */
export type ResidentAction =
  | { readonly act: 'withdraw'; readonly version: number; readonly reason: string | null }
  | { readonly act: 'sign'; readonly version: number; readonly signer: number }
  | { readonly act: 'rate'; readonly version: number; readonly grade: number; readonly reasons: readonly GradeReason[] }
  | { readonly act: 'ask-entrust' | 'revoke' | 'raise-objection'; readonly version: number };

/** What has come due by itself. */
export type Duty =
  | { readonly act: 'deem-accept' | 'lapse' | 'recalculate' | 'archive'; readonly version: number }
  | { readonly act: 'escalate'; readonly version: number; readonly level: Escalation };

/** What happens by itself: a duty, with whoever is reminded. */
export type SystemAction =
  | Exclude<Duty, { act: 'escalate' }>
  | (Extract<Duty, { act: 'escalate' }> & { readonly to: Reminded });

export interface Reminded {
  readonly id: string;
  readonly name: string;
}

export type AnyAction = CaseAction | ResidentAction | SystemAction;
export type ActName = Exclude<CaseAct, 'submit'>;

/** What changes when an act is done. Left out: stays as it is. */
export interface CaseChange {
  readonly state: CaseState;
  readonly ownerId?: string | null;
  readonly offeredTo?: string | null;
  readonly supplementAsked?: boolean;
  readonly materials?: Standings;
  readonly unsigned?: number;
  readonly clock?: Clock;
  readonly bringBy?: string | null;
  readonly heldIn?: CaseState | null;
  readonly publicUntil?: string | null;
  readonly unansweredObjections?: number;
  readonly escalation?: Escalation;
  readonly rating?: number;
  readonly agencyAsked?: boolean;
  readonly entrustedTo?: string | null;
  readonly deliveredOn?: string;
  readonly revisitedOn?: string;
  readonly decidedOn?: string;
  readonly closedOn?: string;
  readonly archivedOn?: string;
  readonly departmentId?: string | null;
  readonly opinions?: Opinions;
}
