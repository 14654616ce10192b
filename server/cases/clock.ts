import { type Calendar, type Due, dueOf } from '../calendar/rules.ts';
import type { Item, Limit } from '../contract/item.ts';

/** 特别程序 from one day to another, both not counted (行政许可法 第45条); `to` is null while it lasts. */
export interface Pause {
  readonly from: string;
  readonly to: string | null;
}

/**
 * What the days of a case are counted from. Days themselves are not kept as truth: they follow from this, the item's
 * limits and the calendar, so that a holiday announced later moves them and nothing else does.
 */
export interface Clock {
  /** The day nothing was missing any more; null while something is. */
  readonly from: string | null;
  readonly acceptedOn: string | null;
  /** The day it went to whoever decides; null while it lies at the window. */
  readonly sentOn: string | null;
  /** 联办: several departments handle it at the same time. */
  readonly joint: boolean;
  readonly pauses: readonly Pause[];
  /** Days granted once by the head, in the unit of the promise; 0 for none. */
  readonly extension: number;
}

export const STANDING: Clock = { from: null, acceptedOn: null, sentOn: null, joint: false, pauses: [], extension: 0 };

type Limits = Pick<Item, 'itemType' | 'promisedLimit' | 'legalLimit'>;

/** What the law gives several departments that handle a permit together (行政许可法 第42条第二款). */
const JOINT_PERMIT: Limit = { days: 45, unit: 'working', clockStart: 'accepted' };
/** So much longer than the law has it the head may make it, once: alone, and 联办. */
const LONGER = 10;
const JOINT_LONGER = 15;

/** 法定时限 of one case; null where there is none. */
export const legalLimitOf = ({ itemType, legalLimit }: Limits, { joint }: Clock): Limit | null =>
  joint && itemType === '行政许可' ? JOINT_PERMIT : legalLimit;

export const isPaused = (clock: Clock): boolean => clock.pauses.some(({ to }) => to === null);

export const pause = (clock: Clock, today: string): Clock => ({
  ...clock,
  pauses: [...clock.pauses, { from: today, to: null }]
});

export const goOn = (clock: Clock, today: string): Clock => ({
  ...clock,
  pauses: clock.pauses.map((one) => (one.to === null ? { ...one, to: today } : one))
});

/** The last days of a case; null for one that is not counted now, or for which there is no limit. */
export interface Dues {
  readonly promised: Due | null;
  readonly legal: Due | null;
}

const longer = (limit: Limit, days: number): Limit => (days === 0 ? limit : { ...limit, days: limit.days + days });

/** The last day of a limit that a case is under since a day; null before it began, and while its clock stands. */
export function lastDay(calendar: Calendar, clock: Clock, limit: Limit, since: string | null): Due | null {
  if (since === null || isPaused(clock)) return null;
  const stands = (day: string): boolean => clock.pauses.some(({ from, to }) => day >= from && day <= (to ?? from));
  return dueOf(calendar, limit, since, stands);
}

/**
 * The promised day counts from the day on which nothing was missing; the legal one from receipt or acceptance, as its
 * statute says. While a special procedure lasts neither is known.
 */
export function duesOf(calendar: Calendar, clock: Clock, item: Limits): Dues {
  const legal = legalLimitOf(item, clock);
  const count = (limit: Limit, since: string | null) => lastDay(calendar, clock, longer(limit, clock.extension), since);
  return {
    promised: count(item.promisedLimit, clock.from),
    legal: legal && count(legal, legal.clockStart === 'accepted' ? clock.acceptedOn : clock.from)
  };
}

/**
 * How many days the head may add, once: what the law leaves beyond the promise, and ten working days more, of 联办 fifteen
 * (行政许可法 第42条); where the law sets no limit, as long again as was promised. What is promised on the spot is not
 * extended.
 */
export function longestExtension(item: Limits, clock: Clock): number {
  const { promisedLimit } = item;
  if (promisedLimit.unit === 'immediate') return 0;
  const legal = legalLimitOf(item, clock);
  if (legal?.unit !== promisedLimit.unit) return Math.min(promisedLimit.days, 30);
  return legal.days - promisedLimit.days + (clock.joint ? JOINT_LONGER : LONGER);
}
