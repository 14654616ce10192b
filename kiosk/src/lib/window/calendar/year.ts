/** The days of a year's 放假安排: weekdays that are off, weekend days that are worked. */
export interface Arrangement {
  readonly holidays: readonly string[];
  readonly makeUpDays: readonly string[];
}

const DAY_MS = 86_400_000;
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const written = (date: Date): string => date.toISOString().slice(0, 10);
/** Monday is 0: weeks begin with it, as on calendars here. */
export const columnOf = (day: string): number => (utc(day).getUTCDay() + 6) % 7;
export const isWeekend = (day: string): boolean => columnOf(day) > 4;

/** The days of each of the twelve months. */
export const monthsOf = (year: string): readonly (readonly string[])[] =>
  Array.from({ length: 12 }, (_, month) => {
    const count = new Date(Date.UTC(Number(year), month + 1, 0)).getUTCDate();
    return Array.from({ length: count }, (_, day) => written(new Date(Date.UTC(Number(year), month, day + 1))));
  });

/** What a year begins with before its notice is out: 1 January is off whatever the notice says (放假办法 第二条). */
export const blank = (year: string): Arrangement => ({
  holidays: isWeekend(`${year}-01-01`) ? [] : [`${year}-01-01`],
  makeUpDays: []
});

export type Kind = 'working' | 'weekend' | 'holiday' | 'make-up';

export function kindOf(day: string, { holidays, makeUpDays }: Arrangement): Kind {
  if (isWeekend(day)) return makeUpDays.includes(day) ? 'make-up' : 'weekend';
  return holidays.includes(day) ? 'holiday' : 'working';
}

/** A weekday is off or worked, a weekend day is worked or off: pressed again, it is as before. */
export function toggled(arrangement: Arrangement, day: string): Arrangement {
  const list = isWeekend(day) ? 'makeUpDays' : 'holidays';
  const marked = arrangement[list];
  const next = marked.includes(day) ? marked.filter((one) => one !== day) : [...marked, day].sort();
  return { ...arrangement, [list]: next };
}

export const isSame = (one: Arrangement, other: Arrangement): boolean =>
  one.holidays.join() === other.holidays.join() && one.makeUpDays.join() === other.makeUpDays.join();

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function monthAway(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return written(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

/** Where a key leads from a day: arrows by days and weeks, page keys by months, never out of the year; null for other keys. */
export function moved(day: string, key: string): string | null {
  const step = STEPS[key];
  let to: string | null = null;
  if (step !== undefined) to = written(new Date(utc(day).getTime() + step * DAY_MS));
  else if (key === 'PageUp' || key === 'PageDown') to = monthAway(day, key === 'PageUp' ? -1 : 1);
  else if (key === 'Home') to = `${day.slice(0, 4)}-01-01`;
  else if (key === 'End') to = `${day.slice(0, 4)}-12-31`;
  if (to === null) return null;
  return to.slice(0, 4) === day.slice(0, 4) ? to : day;
}
