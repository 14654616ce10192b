import { isClosed } from '../contract/case-state.ts';
import { duesOf } from './clock.ts';
import { escalationOf, isDeemedAccepted, isLapsed, isToArchive, turningDays } from './deadlines.ts';
import type { CaseFacts, Day, Duty, ItemFacts } from './facts.ts';

/** What the days of a case were when they were last written down. */
export interface KeptDays {
  readonly dueOn: string | null;
  readonly provisional: boolean;
}

/**
 * What has come due of a case and nobody has to press: one thing at a time, the weightiest first; null for nothing.
 * Whoever does it asks again afterwards, so that a server that slept over a week catches up in the order of the law.
 */
export function dutyOf(facts: CaseFacts, item: ItemFacts, kept: KeptDays, day: Day): Duty | null {
  const { version } = facts;
  if (isToArchive(facts, day)) return { act: 'archive', version };
  if (!isClosed(facts.state)) {
    if (isDeemedAccepted(facts, item, day)) return { act: 'deem-accept', version };
    if (isLapsed(facts, item, day)) return { act: 'lapse', version };
    const { promised } = duesOf(day.calendar, facts.clock, item);
    if (promised && (promised.due !== kept.dueOn || promised.provisional !== kept.provisional))
      return { act: 'recalculate', version };
  }
  const level = escalationOf(facts, item, day);
  return level > facts.escalation ? { act: 'escalate', version, level } : null;
}

/**
 * The first day, today or later, on which something comes due, as things and the calendar stand now; null where nothing
 * ever will. Whether it does is asked of `dutyOf`, of the days on which anything turns.
 */
export function dutyDay(facts: CaseFacts, item: ItemFacts, kept: KeptDays, { today, calendar }: Day): string | null {
  const turns = turningDays(facts, item, calendar).filter((turn) => turn > today);
  const days = [today, ...turns.sort()];
  return days.find((day) => dutyOf(facts, item, kept, { today: day, calendar }) !== null) ?? null;
}
