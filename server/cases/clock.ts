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
  readonly pauses: readonly Pause[];
  /** Days granted once by the head, in the unit of the promise; 0 for none. */
  readonly extension: number;
}

export const STANDING: Clock = { from: null, acceptedOn: null, pauses: [], extension: 0 };

type Limits = Pick<Item, 'promisedLimit' | 'legalLimit'>;

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

/**
 * The promised day counts from the day on which nothing was missing; the legal one from receipt or acceptance, as its
 * statute says. While a special procedure lasts neither is known.
 */
export function duesOf(calendar: Calendar, clock: Clock, { promisedLimit, legalLimit }: Limits): Dues {
  if (isPaused(clock)) return { promised: null, legal: null };
  const stands = (day: string): boolean => clock.pauses.some(({ from, to }) => day >= from && day <= (to ?? from));
  const count = (limit: Limit, from: string | null): Due | null =>
    from === null ? null : dueOf(calendar, longer(limit, clock.extension), from, stands);
  return {
    promised: count(promisedLimit, clock.from),
    legal: legalLimit && count(legalLimit, legalLimit.clockStart === 'accepted' ? clock.acceptedOn : clock.from)
  };
}

/**
 * How many days the head may add, once: what the law leaves beyond the promise, and ten working days more (行政许可法
 * 第42条); where the law sets no limit, as long again as was promised. What is promised on the spot is not extended.
 */
export function longestExtension({ promisedLimit, legalLimit }: Limits): number {
  if (promisedLimit.unit === 'immediate') return 0;
  if (legalLimit && legalLimit.unit === promisedLimit.unit) return legalLimit.days - promisedLimit.days + 10;
  return Math.min(promisedLimit.days, 30);
}
