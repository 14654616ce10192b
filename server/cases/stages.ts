import type { Calendar, Due } from '../calendar/rules.ts';
import type { CaseState } from '../contract/case-state.ts';
import { type Item, STAGE_TEXT, STAGES, type StageName } from '../contract/item.ts';
import { lastDay } from './clock.ts';
import type { CaseFacts } from './facts.ts';

type Stages = Pick<Item, 'itemType' | 'stages'>;

/** 行政许可法 第44条: whoever has a permit granted has it in hand within ten working days. */
const PERMIT_DELIVERED = 10;

const STAGE_IN: Readonly<Partial<Record<CaseState, StageName>>> = {
  accepted: 'forward',
  reviewing: 'decide',
  publicised: 'decide',
  'passed-up': 'decide',
  granted: 'deliver'
};

/** How many working days a leg may take; null where only the whole is limited. */
function daysOf({ itemType, stages }: Stages, name: StageName): number | null {
  const days = stages?.[name] ?? null;
  return days === null && name === 'deliver' && itemType === '行政许可' ? PERMIT_DELIVERED : days;
}

/** The leg of its way that a case is on, how long it may take, and its last day. */
export interface Stage {
  readonly name: StageName;
  readonly days: number;
  readonly due: Due;
}

/**
 * The leg that is counted now; null where there is none, or its clock stands. What was not in time for one leg takes
 * nothing from the next; days that the head added belong to the decision.
 */
export function stageOf(
  calendar: Calendar,
  { state, clock, decidedOn }: Pick<CaseFacts, 'state' | 'clock' | 'decidedOn'>,
  item: Stages
): Stage | null {
  const name = STAGE_IN[state];
  const limit = name ? daysOf(item, name) : null;
  if (!name || limit === null) return null;
  const since = { forward: clock.acceptedOn, decide: clock.sentOn, deliver: decidedOn }[name];
  const days = name === 'decide' ? limit + clock.extension : limit;
  const due = lastDay(calendar, clock, { days, unit: 'working', clockStart: 'accepted' }, since);
  return due && { name, days, due };
}

/** Whether a case that comes to this state begins a leg that is counted. */
export const beginsStage = (state: CaseState, item: Stages): boolean => {
  const name = STAGE_IN[state];
  return name !== undefined && daysOf(item, name) !== null;
};

/** The limits of the legs in words: `受理转递3个工作日，审核决定10个工作日`; null where there are none. */
export function stagesText(item: Stages): string | null {
  const said = STAGES.flatMap((name) => {
    const days = daysOf(item, name);
    return days === null ? [] : [`${STAGE_TEXT[name]}${days}个工作日`];
  });
  return said.length > 0 ? said.join('，') : null;
}
