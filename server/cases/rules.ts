import { type Due, dueOf } from '../calendar/rules.ts';
import type { CaseAct, CaseState, StaffRole } from '../contract/case-state.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { type Item, type Limit, type Material, printsResult } from '../contract/item.ts';
import { isNeeded, type MaterialStanding, type PullOutcome, waysOn } from '../contract/material.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CaseAction } from '../contract/window-wire.ts';

/** What a decision needs to know of a case. */
export interface CaseFacts {
  readonly state: CaseState;
  readonly version: number;
  readonly ownerId: string | null;
  readonly offeredTo: string | null;
  readonly supplementAsked: boolean;
  readonly materials: Readonly<Record<string, MaterialStanding>>;
  readonly due: Due | null;
}

/** The item's part in it. */
export interface ItemFacts {
  readonly handling: 'immediate' | 'promised';
  readonly promisedLimit: Limit;
  readonly materials: readonly Pick<Material, 'key' | 'required'>[];
}

export type Actor =
  | { readonly kind: 'staff'; readonly id: string; readonly role: StaffRole }
  | { readonly kind: 'resident' };

/** What changes when an act is done. Left out: stays as it is. */
export interface CaseChange {
  readonly state: CaseState;
  readonly ownerId?: string | null;
  readonly offeredTo?: string | null;
  readonly supplementAsked?: boolean;
  readonly materials?: Readonly<Record<string, MaterialStanding>>;
  readonly acceptedOn?: string;
  readonly decidedOn?: string;
  readonly due?: Due | null;
}

type ActName = Exclude<CaseAct, 'submit'>;

/** Who may do an act at all. Deciding belongs to the deciding department, except where an item is decided on the spot. */
const ROLES: Readonly<Record<ActName, readonly StaffRole[]>> = {
  claim: ['clerk', 'manager'],
  offer: ['clerk', 'manager'],
  'take-over': ['clerk', 'manager'],
  decline: ['clerk', 'manager'],
  'receive-material': ['clerk', 'manager'],
  accept: ['clerk', 'manager'],
  'ask-supplement': ['clerk', 'manager'],
  supplement: ['clerk', 'manager'],
  refuse: ['clerk', 'manager'],
  send: ['clerk', 'manager'],
  grant: ['clerk', 'officer', 'manager'],
  deny: ['clerk', 'officer', 'manager'],
  issue: ['clerk', 'manager'],
  withdraw: []
};

/** Whether a case can be handed over to somebody of this role. */
export const canTakeOver = (role: StaffRole): boolean => ROLES['take-over'].includes(role);

/** In which states an act has a meaning. */
const STATES: Readonly<Record<ActName, readonly CaseState[]>> = {
  claim: ['received', 'supplementing', 'accepted', 'reviewing'],
  offer: ['received', 'supplementing', 'accepted', 'reviewing'],
  'take-over': ['received', 'supplementing', 'accepted', 'reviewing'],
  decline: ['received', 'supplementing', 'accepted', 'reviewing'],
  'receive-material': ['received', 'supplementing', 'accepted', 'reviewing'],
  accept: ['received'],
  'ask-supplement': ['received'],
  supplement: ['supplementing'],
  refuse: ['received'],
  send: ['accepted'],
  grant: ['accepted', 'reviewing'],
  deny: ['accepted', 'reviewing'],
  issue: ['granted'],
  withdraw: ['received', 'supplementing', 'accepted', 'reviewing']
};

/** Acts that only the named owner of the case does: there is always one person to ask. */
const OWNERS_ACTS: readonly ActName[] = [
  'offer',
  'receive-material',
  'accept',
  'ask-supplement',
  'supplement',
  'refuse',
  'send'
];

/** Papers that somebody still has to bring: what is here already, or comes from a record, is not taken in again. */
const isAwaited = (standing: MaterialStanding | undefined): boolean => standing === 'to-bring' || standing === 'later';
/** Acts that only make sense while something is waited for. */
const isWaiting = (facts: CaseFacts): boolean => Object.values(facts.materials).some(isAwaited);

const missingMaterials = (facts: CaseFacts, item: ItemFacts): boolean =>
  item.materials.some((material) => material.required && facts.materials[material.key] === 'to-bring');

function ownershipProblem(
  facts: CaseFacts,
  act: ActName,
  actor: { readonly id: string; readonly role: StaffRole }
): Failure | null {
  if (act === 'claim') return facts.ownerId ? { code: 'case.claimed', by: facts.ownerId } : null;
  if (act === 'take-over') return facts.offeredTo === actor.id ? null : { code: 'case.not-yours' };
  // Whoever offered may take the offer back.
  if (act === 'decline') {
    const concerned = facts.offeredTo === actor.id || (facts.offeredTo !== null && facts.ownerId === actor.id);
    return concerned ? null : { code: 'case.not-yours' };
  }
  // The manager hands over for somebody who is away; a colleague still has to accept.
  if (act === 'offer' && actor.role === 'manager' && facts.ownerId) return null;
  if (OWNERS_ACTS.includes(act) && facts.ownerId !== actor.id) return { code: 'case.not-yours' };
  return null;
}

/** 即办件 are decided at the window by their owner; 承诺件 by the department they were sent to. */
function decisionProblem(
  facts: CaseFacts,
  item: ItemFacts,
  actor: { readonly id: string; readonly role: StaffRole }
): FailureCode | null {
  if (facts.state === 'reviewing') return actor.role === 'clerk' ? 'staff.role' : null;
  if (item.handling === 'promised') return 'case.state';
  if (actor.role === 'officer') return 'staff.role';
  return facts.ownerId === actor.id ? null : 'case.not-yours';
}

function permission(facts: CaseFacts, item: ItemFacts, act: ActName, actor: Actor): Failure | null {
  if (actor.kind === 'resident') {
    if (act !== 'withdraw') return { code: 'staff.role' };
    return STATES.withdraw.includes(facts.state) ? null : { code: 'case.state' };
  }
  if (!ROLES[act].includes(actor.role)) return { code: 'staff.role' };
  if (!STATES[act].includes(facts.state)) return { code: 'case.state' };
  const ownership = ownershipProblem(facts, act, actor);
  if (ownership) return ownership;
  if (act === 'grant' || act === 'deny') {
    const code = decisionProblem(facts, item, actor);
    if (code) return { code };
  }
  if (act === 'ask-supplement' && facts.supplementAsked) return { code: 'case.supplement-once' };
  if (act === 'send' && item.handling === 'immediate') return { code: 'case.state' };
  if (act === 'receive-material' && !isWaiting(facts)) return { code: 'case.state' };
  if (act === 'accept' && missingMaterials(facts, item)) return { code: 'case.material-missing' };
  return null;
}

/** Acts that this person may do now, in the order of the table: what a screen may offer. */
export function allowedActs(facts: CaseFacts, item: ItemFacts, actor: Actor): CaseAct[] {
  return (Object.keys(ROLES) as ActName[]).filter((act) => permission(facts, item, act, actor) === null);
}

/**
 * 受理: where no day was promised, papers were missing, and the promised limit runs from this day, also where the item
 * starts its clock at receipt. A day that was promised is kept: taking longer to accept does not move it.
 */
const acceptance = (facts: CaseFacts, item: ItemFacts, today: string): CaseChange => ({
  state: 'accepted',
  acceptedOn: today,
  due: facts.due ?? dueOf(item.promisedLimit, today)
});

/** 收件 of papers: the receipt promised to count from the day that brings the last one, whenever it is accepted. */
function intake(facts: CaseFacts, item: ItemFacts, keys: readonly string[], today: string): CaseChange {
  const { state } = facts;
  const materials = received(facts, keys);
  const starts = state === 'received' && facts.due === null && isComplete(materials);
  return { state, materials, ...(starts ? { due: dueOf(item.promisedLimit, today) } : {}) };
}

/** Where each material stands when an application is handed in; null where a missing record was left open. */
export function standingsOf(
  materials: readonly Material[],
  outcomes: Readonly<Record<string, PullOutcome>>,
  ways: Readonly<Record<string, 'promise' | 'bring'>>,
  byAgent: boolean
): Record<string, MaterialStanding> | null {
  const standings: Record<string, MaterialStanding> = {};
  for (const material of materials) {
    const standing = standingOf(material, outcomes[material.key], ways[material.key], byAgent);
    if (!standing) return null;
    standings[material.key] = standing;
  }
  return standings;
}

function standingOf(
  material: Material,
  outcome: PullOutcome | undefined,
  way: 'promise' | 'bring' | undefined,
  byAgent: boolean
): MaterialStanding | null {
  const toBring = material.tolerable ? 'later' : 'to-bring';
  if (outcome === 'found') return 'fetched';
  if (!isNeeded(material, byAgent)) return 'not-needed';
  if (outcome === undefined) return material.source === 'generated' ? 'generated' : toBring;
  if (way === undefined || !waysOn(material, outcome).includes(way)) return null;
  return way === 'promise' ? 'promised' : toBring;
}

/** Whether the application can be accepted as it lies here: nothing has to be brought first. */
export const isComplete = (standings: Readonly<Record<string, MaterialStanding>>): boolean =>
  !Object.values(standings).includes('to-bring');

/**
 * 自助查询打印 and 自助办结 are decided by the records themselves, where all of them were found. A result that somebody
 * has to hand out needs somebody: then the window decides.
 */
export const decidesItself = (
  item: Pick<Item, 'terminalUse' | 'result'>,
  standings: Readonly<Record<string, MaterialStanding>>
): boolean =>
  printsResult(item) &&
  Object.values(standings).every((standing) => ['fetched', 'generated', 'not-needed'].includes(standing));

/** What the applicant still has to bring, in the order of the item. */
export const missingOf = (
  materials: readonly Pick<Material, 'key' | 'name' | 'note'>[],
  standings: Readonly<Record<string, MaterialStanding>>
): string[] =>
  materials
    .filter(({ key }) => isAwaited(standings[key]))
    .map(({ name, note }) => (note ? `${name}（${note}）` : name));

const received = (facts: CaseFacts, keys: readonly string[]): Record<string, MaterialStanding> => ({
  ...facts.materials,
  ...Object.fromEntries(keys.map((key) => [key, 'received' as const]))
});

/**
 * One act upon a case, on a day of the centre: what changes, or why not. Pure; the table of states and roles of
 * 行政许可法 第32–45条 as far as simple cases need it.
 */
export function step(
  facts: CaseFacts,
  item: ItemFacts,
  action: CaseAction | { readonly act: 'withdraw'; readonly version: number },
  actor: Actor,
  today: string
): Result<CaseChange, Failure> {
  if (action.version !== facts.version && action.act !== 'claim') return fail({ code: 'case.changed' });
  const refused = permission(facts, item, action.act, actor);
  if (refused) return fail(refused);
  const { state } = facts;
  const self = actor.kind === 'staff' ? actor.id : null;
  switch (action.act) {
    case 'claim':
      return ok({ state, ownerId: self, offeredTo: null });
    case 'offer':
      return action.to === facts.ownerId ? fail({ code: 'staff.unknown' }) : ok({ state, offeredTo: action.to });
    case 'take-over':
      return ok({ state, ownerId: self, offeredTo: null });
    case 'decline':
      return ok({ state, offeredTo: null });
    case 'receive-material':
      if (!action.materials.every((key) => isAwaited(facts.materials[key])))
        return fail({ code: 'request.malformed', fields: [{ field: 'materials', code: 'unknown' }] });
      return ok(intake(facts, item, action.materials, today));
    case 'accept':
      return ok(acceptance(facts, item, today));
    case 'ask-supplement':
      return ok({ state: 'supplementing', supplementAsked: true, due: null });
    case 'supplement':
      return ok({
        ...acceptance(facts, item, today),
        materials: received(
          facts,
          Object.keys(facts.materials).filter((key) => facts.materials[key] === 'to-bring')
        )
      });
    case 'refuse':
      return ok({ state: 'refused', due: null, decidedOn: today });
    case 'send':
      return ok({ state: 'reviewing' });
    case 'grant':
      return ok({ state: 'granted', decidedOn: today });
    case 'deny':
      return action.reason.trim() === ''
        ? fail({ code: 'case.reason-missing' })
        : ok({ state: 'denied', decidedOn: today });
    case 'issue':
      return ok({ state: 'issued' });
    case 'withdraw':
      return ok({ state: 'withdrawn', due: null });
  }
}
