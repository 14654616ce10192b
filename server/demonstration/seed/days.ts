import { type Calendar, next, previous } from '../../calendar/rules.ts';

/** A run of days, looked up instead of counted: a million cases ask for a few thousand of them. */
export interface Days {
  readonly today: number;
  day(index: number): string;
  /** The index of the day that lies so many working days after another; 0 for that day itself. */
  after(index: number, workingDays: number): number;
}

export function daysAround(calendar: Calendar, today: string, before: number, behind: number): Days {
  let day = today;
  for (let back = 0; back < before; back++) day = previous(day);
  const all: string[] = [];
  const isWorked: boolean[] = [];
  for (let at = 0; at <= before + behind; at++) {
    all.push(day);
    isWorked.push(calendar.isWorkingDay(day));
    day = next(day);
  }
  return {
    today: before,
    day: (index) => all[Math.min(index, all.length - 1)] ?? today,
    after(index, workingDays) {
      let at = index;
      for (let left = workingDays; left > 0 && at < all.length; ) if (isWorked[++at]) left--;
      return at;
    }
  };
}
