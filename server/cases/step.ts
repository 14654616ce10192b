import { due, dueOf } from '../calendar/rules.ts';
import type { CaseState } from '../contract/case-state.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { type Clock, goOn, longestExtension, pause, STANDING } from './clock.ts';
import type { Actor, AnyAction, CaseChange, CaseFacts, Day, ItemFacts } from './facts.ts';
import {
  awaitsAny,
  isAwaited,
  isComplete,
  isTolerated,
  type Standings,
  withReceived,
  withSigned
} from './materials.ts';
import { permission } from './permission.ts';
import { beginsStage } from './stages.ts';

const malformed = (field: string): Result<never, Failure> =>
  fail({ code: 'request.malformed', fields: [{ field, code: 'unknown' }] });

/** The clock of a case that is closed without a decision: nothing is counted any more. */
const stopped = (clock: Clock): Clock => ({ ...clock, from: null });

/** Whoever was reminded of the old day is reminded of the new one too. */
const counted = (clock: Clock): Pick<CaseChange, 'clock' | 'escalation'> => ({ clock, escalation: 0 });

/** A leg with a limit of its own begins: whoever was reminded of the last one may be reminded of this. */
const onward = (state: CaseState, item: ItemFacts): Pick<CaseChange, 'state' | 'escalation'> =>
  beginsStage(state, item) ? { state, escalation: 0 } : { state };

/** Until when tolerated papers are to follow: as the item says, and never longer than what it promises (容缺受理). */
function toleratedUntil(item: ItemFacts, { today, calendar }: Day): string | null {
  if (item.lapsesAfter) return due(calendar, today, item.lapsesAfter.days, item.lapsesAfter.unit).due;
  return item.promisedLimit.unit === 'immediate' ? null : dueOf(calendar, item.promisedLimit, today).due;
}

/**
 * 受理, with or without 容缺. Where no day was promised, papers were missing, and the promised limit runs from this day,
 * also where the item starts its clock at receipt. A day that was promised is kept: accepting late does not move it.
 */
function acceptance(facts: CaseFacts, item: ItemFacts, day: Day): CaseChange {
  const { clock, materials } = facts;
  return {
    state: 'accepted',
    ...counted({ ...clock, from: clock.from ?? day.today, acceptedOn: day.today }),
    bringBy: isTolerated(materials) ? toleratedUntil(item, day) : null
  };
}

/** 收件 of papers and signatures: the receipt promised to count from the day that brings the last one, whenever it is accepted. */
function intake({ state, clock }: CaseFacts, materials: Standings, today: string): CaseChange {
  const starts = state === 'received' && clock.from === null && isComplete(materials);
  return {
    state,
    materials,
    ...(starts ? counted({ ...clock, from: today }) : {}),
    ...(state !== 'supplementing' && !awaitsAny(materials) ? { bringBy: null } : {})
  };
}

/** 受理 as the law assumes it: of what was received, on the day it was received (行政许可法 第32条第四项). */
function deemedAcceptance({ receivedOn, clock }: CaseFacts): CaseChange {
  return { state: 'accepted', ...counted({ ...clock, from: receivedOn, acceptedOn: receivedOn }) };
}

/**
 * One act upon a case, on a day of the centre: what changes, or why not. Pure: states and guards of 行政许可法 第32–45条
 * and of what centres promise beyond it, whoever acts.
 */
export function step(
  facts: CaseFacts,
  item: ItemFacts,
  action: AnyAction,
  actor: Actor,
  day: Day
): Result<CaseChange, Failure> {
  if (action.version !== facts.version && action.act !== 'claim') return fail({ code: 'case.changed' });
  const refused = permission(facts, item, action.act, actor, day);
  if (refused) return fail(refused);
  const { state, clock } = facts;
  const { today, calendar } = day;
  const self = actor.kind === 'staff' ? actor.id : null;
  const closing = { closedOn: today, bringBy: null } as const;
  const undecided = { ...closing, clock: stopped(clock) } as const;
  switch (action.act) {
    case 'claim':
    case 'take-over':
      return ok({ state, ownerId: self, offeredTo: null });
    case 'offer':
      return action.to === facts.ownerId ? fail({ code: 'staff.unknown' }) : ok({ state, offeredTo: action.to });
    case 'decline':
      return ok({ state, offeredTo: null });
    case 'correct':
    case 'relieve':
    case 'explain':
    // The days follow from what they followed from before; only the calendar is another one.
    case 'recalculate':
      return ok({ state });
    case 'receive-material':
      if (!action.materials.every((key) => isAwaited(facts.materials[key]))) return malformed('materials');
      return ok(intake(facts, withReceived(facts.materials, action.materials), today));
    case 'sign':
    case 'sign-on-paper': {
      const unsigned = facts.unsigned - 1;
      if (unsigned > 0) return ok({ state, unsigned });
      return ok({ ...intake(facts, withSigned(facts.materials), today), unsigned });
    }
    case 'accept':
      return ok(acceptance(facts, item, day));
    case 'ask-supplement': {
      const { lapsesAfter } = item;
      const bringBy = lapsesAfter && due(calendar, today, lapsesAfter.days, lapsesAfter.unit).due;
      return ok({ state: 'supplementing', supplementAsked: true, ...counted(stopped(clock)), bringBy });
    }
    case 'supplement': {
      const brought = Object.keys(facts.materials).filter((key) => facts.materials[key] === 'to-bring');
      const materials = withReceived(facts.materials, brought);
      return ok({ ...acceptance({ ...facts, materials }, item, day), materials });
    }
    case 'dismiss':
    case 'refuse':
      return ok({ state: action.act === 'refuse' ? 'refused' : 'dismissed', ...undecided, decidedOn: today });
    case 'send': {
      const asked = action.with ?? [];
      return ok({
        ...onward('reviewing', item),
        clock: { ...clock, sentOn: today, joint: asked.length > 0 },
        departmentId: action.to ?? null,
        opinions: Object.fromEntries(asked.map((id) => [id, 'asked' as const]))
      });
    }
    case 'opine': {
      const own = actor.kind === 'department' ? actor.id : actor.kind === 'staff' ? actor.departmentId : null;
      const isManager = actor.kind === 'staff' && actor.role === 'manager';
      if (!(action.departmentId in facts.opinions)) return malformed('departmentId');
      if (!isManager && own !== action.departmentId) return fail({ code: 'case.not-yours' });
      if (action.opinion === 'objected' && action.reason.trim() === '') return fail({ code: 'case.reason-missing' });
      return ok({ state, opinions: { ...facts.opinions, [action.departmentId]: action.opinion } });
    }
    case 'suspend':
      return ok({ state: 'suspended', heldIn: state, ...counted(pause(clock, today)) });
    case 'resume':
      return ok({ state: facts.heldIn ?? 'accepted', heldIn: null, ...counted(goOn(clock, today)) });
    case 'publicise':
      return ok({ state: 'publicised', publicUntil: due(calendar, today, item.publicNoticeDays, 'working').due });
    // 公示 goes on: whoever decides answers it, or ends 公示 by `object`.
    case 'raise-objection':
      return ok({ state, unansweredObjections: facts.unansweredObjections + 1 });
    case 'answer-objection':
      return ok({ state, unansweredObjections: facts.unansweredObjections - 1 });
    case 'object':
      return ok({ state: 'reviewing', publicUntil: null, unansweredObjections: 0 });
    case 'pass-up':
      return ok({
        ...onward('passed-up', item),
        clock: { ...clock, from: clock.from ?? today, acceptedOn: clock.acceptedOn ?? today, sentOn: today }
      });
    case 'extend':
      if (action.days > longestExtension(item, clock)) return fail({ code: 'case.extension-too-long' });
      return ok({ state, ...counted({ ...clock, extension: action.days }) });
    case 'grant':
      return ok({ ...onward('granted', item), decidedOn: today });
    case 'deny':
      if (action.reason.trim() === '') return fail({ code: 'case.reason-missing' });
      return ok({ state: 'denied', decidedOn: today, ...closing });
    case 'issue':
      return ok({ state: 'issued', ...closing });
    case 'annul':
      return ok({ state: 'annulled', ...closing });
    case 'ask-entrust':
      return ok({ state, agencyAsked: true });
    case 'revoke':
      return ok({ state, agencyAsked: false, entrustedTo: null });
    case 'entrust':
      if (action.to === facts.entrustedTo) return fail({ code: 'staff.unknown' });
      if (action.agreed === 'terminal' && !facts.agencyAsked) return malformed('agreed');
      return ok({ state, entrustedTo: action.to });
    // A result that was brought home is issued; of what ended otherwise the notice was brought.
    case 'deliver':
      return ok({
        state: state === 'granted' ? 'issued' : state,
        deliveredOn: today,
        ...(state === 'granted' ? closing : {})
      });
    case 'revisit':
      return ok({ state, revisitedOn: today });
    case 'rate':
      return ok({ state, rating: action.grade });
    case 'withdraw':
      return ok({ state: 'withdrawn', ...undecided });
    case 'lapse':
      return ok({ state: 'lapsed', ...undecided });
    case 'deem-accept':
      return ok(deemedAcceptance(facts));
    case 'escalate':
      return action.level > facts.escalation ? ok({ state, escalation: action.level }) : fail({ code: 'case.state' });
    case 'archive':
      return ok({ state, archivedOn: today });
  }
}

/** The clock of a case as it is handed in: running where nothing has to be brought first. */
export const clockAtReceipt = (facts: Pick<CaseFacts, 'materials' | 'receivedOn'>): Clock =>
  isComplete(facts.materials) ? { ...STANDING, from: facts.receivedOn } : STANDING;
