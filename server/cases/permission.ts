import { type CaseAct, type CaseState, CLOSED_STATES, OPEN_STATES, type StaffRole } from '../contract/case-state.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { departmentProblem, officerProblem } from '../departments/rules.ts';
import { duesOf, longestExtension } from './clock.ts';
import { isDeemedAccepted, isLapsed, isToArchive } from './deadlines.ts';
import type { ActName, Actor, CaseFacts, Day, ItemFacts } from './facts.ts';
import { awaitsAny, isComplete, isTolerated, lacksRequired } from './materials.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/**
 * One act of the table: who may do it at all, in which states it has a meaning, and whose it is.
 * - `owner`: only the named owner of the case, so that there is always one person to ask
 * - `holder`: the owner while it lies here, the deciding department once it is there
 * - `agent`: whoever does it for the resident; owner and manager for somebody who is away
 */
interface Rule {
  readonly by: readonly StaffRole[] | 'resident' | 'system';
  readonly in: readonly CaseState[];
  readonly of?: 'owner' | 'holder' | 'agent';
}

const CLERKS: readonly StaffRole[] = ['clerk', 'manager'];
const FOR_RESIDENT: readonly StaffRole[] = ['clerk', 'manager', 'helper'];
const ENTRUSTABLE: readonly CaseState[] = [...OPEN_STATES, 'granted'];
/** What ends without a result still has its notice to be brought home. */
const DELIVERABLE: readonly CaseState[] = ['granted', 'denied', 'refused', 'dismissed'];
const DECIDERS: readonly StaffRole[] = ['clerk', 'officer', 'manager'];
const HEADS: readonly StaffRole[] = ['manager'];
const TABLE: Readonly<Record<ActName, Rule>> = {
  claim: { by: CLERKS, in: OPEN_STATES },
  offer: { by: CLERKS, in: OPEN_STATES, of: 'owner' },
  'take-over': { by: CLERKS, in: OPEN_STATES },
  decline: { by: CLERKS, in: OPEN_STATES },
  correct: { by: CLERKS, in: ['received'], of: 'owner' },
  sign: { by: 'resident', in: ['received', 'supplementing'] },
  'sign-on-paper': { by: CLERKS, in: ['received', 'supplementing'], of: 'owner' },
  'receive-material': { by: FOR_RESIDENT, in: [...OPEN_STATES, 'granted'], of: 'owner' },
  accept: { by: CLERKS, in: ['received'], of: 'owner' },
  'ask-supplement': { by: CLERKS, in: ['received'], of: 'owner' },
  supplement: { by: CLERKS, in: ['supplementing'], of: 'owner' },
  dismiss: { by: CLERKS, in: ['received'], of: 'owner' },
  refuse: { by: CLERKS, in: ['received'], of: 'owner' },
  relieve: { by: CLERKS, in: ['received', 'supplementing', 'accepted'], of: 'owner' },
  send: { by: CLERKS, in: ['accepted'], of: 'owner' },
  opine: { by: ['officer', 'manager'], in: ['reviewing', 'publicised'] },
  suspend: { by: DECIDERS, in: ['accepted', 'reviewing'], of: 'holder' },
  resume: { by: DECIDERS, in: ['suspended'], of: 'holder' },
  publicise: { by: DECIDERS, in: ['reviewing'], of: 'holder' },
  'raise-objection': { by: 'resident', in: ['publicised'] },
  'answer-objection': { by: DECIDERS, in: ['publicised'], of: 'holder' },
  object: { by: DECIDERS, in: ['publicised'] },
  'pass-up': { by: DECIDERS, in: ['received', 'accepted', 'reviewing', 'publicised'], of: 'holder' },
  extend: { by: HEADS, in: ['accepted', 'reviewing', 'publicised', 'passed-up'] },
  explain: { by: CLERKS, in: OPEN_STATES },
  grant: { by: DECIDERS, in: ['accepted', 'reviewing', 'publicised', 'passed-up'], of: 'holder' },
  deny: { by: DECIDERS, in: ['accepted', 'reviewing', 'publicised', 'passed-up'], of: 'holder' },
  issue: { by: CLERKS, in: ['granted'] },
  annul: { by: HEADS, in: ['granted', 'issued'] },
  rate: { by: 'resident', in: ['granted', 'denied', 'refused', 'issued'] },
  withdraw: { by: 'resident', in: OPEN_STATES },
  'ask-entrust': { by: 'resident', in: OPEN_STATES },
  revoke: { by: 'resident', in: ENTRUSTABLE },
  entrust: { by: CLERKS, in: ENTRUSTABLE, of: 'owner' },
  deliver: { by: FOR_RESIDENT, in: DELIVERABLE, of: 'agent' },
  revisit: { by: FOR_RESIDENT, in: CLOSED_STATES, of: 'agent' },
  'deem-accept': { by: 'system', in: ['received'] },
  lapse: { by: 'system', in: OPEN_STATES },
  escalate: { by: 'system', in: [...OPEN_STATES, 'granted'] },
  recalculate: { by: 'system', in: OPEN_STATES },
  archive: { by: 'system', in: CLOSED_STATES }
};

/** Whether a case can be handed over to somebody of this role. */
export const canTakeOver = (role: StaffRole): boolean => CLERKS.includes(role);

/** Whether a member of staff of this role can do a case for a resident from beginning to end. */
export const canBeEntrusted = (role: StaffRole): boolean => FOR_RESIDENT.includes(role);

/** Whether a case lies at the deciding department, also while a special procedure of theirs lasts. */
const isAtDepartment = ({ state, heldIn }: CaseFacts): boolean =>
  ['reviewing', 'publicised'].includes(state === 'suspended' ? (heldIn ?? state) : state);

function ownershipProblem(facts: CaseFacts, act: ActName, actor: Staff): Failure | null {
  const { ownerId, offeredTo } = facts;
  const notYours: Failure = { code: 'case.not-yours' };
  // 代办员 act upon what was entrusted to them; of any other case they do not learn that there is one.
  if (actor.role === 'helper') return facts.entrustedTo === actor.id ? null : { code: 'case.not-found' };
  if (act === 'claim') return ownerId ? { code: 'case.claimed', by: ownerId } : null;
  if (act === 'take-over') return offeredTo === actor.id ? null : notYours;
  // Whoever offered may take the offer back.
  if (act === 'decline')
    return offeredTo === actor.id || (offeredTo !== null && ownerId === actor.id) ? null : notYours;
  // The manager hands over for somebody who is away; a colleague still has to accept. They explain for them, too.
  if ((act === 'offer' || act === 'explain') && actor.role === 'manager' && ownerId) return null;
  // A department that was asked speaks for itself; what came on paper is written down by the manager.
  if (act === 'opine' && actor.role === 'officer')
    return actor.departmentId && actor.departmentId in facts.opinions ? null : notYours;
  const { of } = TABLE[act];
  if (of === 'agent')
    return [facts.entrustedTo, ownerId].includes(actor.id) || actor.role === 'manager' ? null : notYours;
  if (of === 'holder' && isAtDepartment(facts)) {
    const code = actor.role === 'clerk' ? 'staff.role' : officerProblem(facts, actor);
    return code ? { code } : null;
  }
  if (of === 'holder' && actor.role === 'officer') return { code: 'staff.role' };
  if (of || act === 'explain') return ownerId === actor.id ? null : notYours;
  return null;
}

/** 即办件 are decided at the window; 承诺件 by the department they were sent to, after 公示 where the item has one. */
function decisionProblem(facts: CaseFacts, item: ItemFacts, act: 'grant' | 'deny', today: string): FailureCode | null {
  if (facts.state === 'accepted' && item.handling === 'promised') return 'case.state';
  if (act === 'grant') {
    const opinions = Object.values(facts.opinions);
    if (opinions.includes('objected')) return 'case.objected';
    if (opinions.includes('asked')) return 'case.opinions-missing';
    if (facts.unansweredObjections > 0) return 'case.objection-unanswered';
  }
  if (act === 'deny' || item.publicNoticeDays === 0 || facts.state === 'passed-up') return null;
  if (facts.publicUntil === null) return 'case.publicity-missing';
  return today > facts.publicUntil ? null : 'case.publicity-running';
}

/** What an act needs beyond its state and its person. */
function guard(facts: CaseFacts, item: ItemFacts, act: ActName, day: Day): FailureCode | null {
  const { materials, clock } = facts;
  switch (act) {
    case 'accept':
      return lacksRequired(item.materials, materials) ? 'case.material-missing' : null;
    case 'ask-supplement':
      return facts.supplementAsked ? 'case.supplement-once' : null;
    case 'sign':
    case 'sign-on-paper':
      return facts.unsigned > 0 ? null : 'case.state';
    case 'receive-material':
      return awaitsAny(materials) ? null : 'case.state';
    // 先行救助: urgent help is given at once, papers come after (社会救助法 第50条).
    case 'relieve':
      return item.specialProcedures.some((name) => name.startsWith('先行救助')) ? null : 'case.state';
    case 'send':
      return item.handling === 'immediate' ? 'case.state' : null;
    case 'opine':
      return Object.keys(facts.opinions).length > 0 ? null : 'case.state';
    case 'publicise':
      return item.publicNoticeDays > 0 ? null : 'case.state';
    case 'raise-objection':
      return facts.publicUntil !== null && day.today <= facts.publicUntil ? null : 'objection.late';
    case 'answer-objection':
      return facts.unansweredObjections > 0 ? null : 'case.state';
    case 'pass-up':
      if (facts.unansweredObjections > 0) return 'case.objection-unanswered';
      return isComplete(materials) ? null : 'case.material-missing';
    case 'extend':
      if (clock.extension > 0) return 'case.extended-once';
      return longestExtension(item, clock) > 0 && clock.from !== null ? null : 'case.state';
    case 'explain': {
      const { promised } = duesOf(day.calendar, clock, item);
      return promised && promised.due < day.today ? null : 'case.not-overdue';
    }
    case 'grant':
    case 'deny':
      return decisionProblem(facts, item, act, day.today);
    // 容缺受理: the decision may be made, its result waits for what is missing (安阳市政务服务条例 第24条).
    case 'issue':
      return isTolerated(materials) ? 'case.material-missing' : null;
    // 告知承诺: what was promised is checked afterwards (国办发〔2020〕42号).
    case 'annul':
      return Object.values(materials).includes('promised') ? null : 'case.state';
    case 'ask-entrust':
      return facts.agencyAsked || facts.entrustedTo !== null ? 'case.entrusted' : null;
    // 民法典 第933条: whoever entrusted may end it whenever they like.
    case 'revoke':
      return facts.entrustedTo !== null || facts.agencyAsked ? null : 'case.state';
    case 'deliver':
      if (facts.entrustedTo === null || facts.deliveredOn !== null) return 'case.state';
      return isTolerated(materials) ? 'case.material-missing' : null;
    case 'revisit':
      return facts.entrustedTo !== null && facts.closedOn !== null && facts.revisitedOn === null ? null : 'case.state';
    case 'rate':
      return facts.rated ? 'case.rated' : null;
    case 'deem-accept':
      return isDeemedAccepted(facts, item, day) ? null : 'case.state';
    case 'lapse':
      return isLapsed(facts, item, day) ? null : 'case.state';
    case 'archive':
      return isToArchive(facts, day) ? null : 'case.state';
    default:
      return null;
  }
}

/** Why an act may not be done now by this person; null where it may. */
export function permission(facts: CaseFacts, item: ItemFacts, act: ActName, actor: Actor, day: Day): Failure | null {
  const rule = TABLE[act];
  if (actor.kind === 'department') {
    const refused = departmentProblem(facts, act, actor.id);
    const lacking = refused ? null : guard(facts, item, act, day);
    return lacking ? { code: lacking } : refused;
  }
  const mayAtAll = actor.kind === 'staff' ? rule.by.includes(actor.role) : rule.by === actor.kind;
  if (!mayAtAll) return { code: 'staff.role' };
  if (facts.archivedOn !== null || !rule.in.includes(facts.state)) return { code: 'case.state' };
  const ownership = actor.kind === 'staff' ? ownershipProblem(facts, act, actor) : null;
  if (ownership) return ownership;
  const code = guard(facts, item, act, day);
  return code ? { code } : null;
}

/** Acts that this person may do now, in the order of the table: what a screen may offer. */
export function allowedActs(facts: CaseFacts, item: ItemFacts, actor: Actor, day: Day): CaseAct[] {
  return (Object.keys(TABLE) as ActName[]).filter((act) => permission(facts, item, act, actor, day) === null);
}
