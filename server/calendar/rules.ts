import chineseDays from 'chinese-days';
import type { Limit } from '../contract/item.ts';

/** `provisional`: the count crosses into a year whose holidays 国务院办公厅 has not announced yet; it may still move. */
export interface Due {
  readonly due: string;
  readonly provisional: boolean;
}

const after = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

const days = new Map<string, string>();

/** The day after a day, YYYY-MM-DD. Every count walks over the same few thousand. */
export function next(day: string): string {
  let found = days.get(day);
  if (found === undefined) {
    found = after(day, 1);
    days.set(day, found);
  }
  return found;
}

/** The day before it. */
export const previous = (day: string): string => after(day, -1);

/** Which days are worked. A year that is not announced yet knows only what the 放假办法 itself fixes. */
export interface Calendar {
  /** Whether the holidays of a year, YYYY, are known. The notice for the next year appears each November. */
  isPublished(year: string): boolean;
  /** 工作日: not a holiday, and not a weekend unless it is worked to make up (调休上班). */
  isWorkingDay(day: string): boolean;
}

/** Days that a notice of 国务院办公厅 names for one year: weekdays that are off, weekend days that are worked. */
export interface Arrangement {
  readonly holidays: readonly string[];
  readonly makeUpDays: readonly string[];
}

const published = new Map<string, boolean>();

function isKnown(year: string): boolean {
  let known = published.get(year);
  if (known === undefined) {
    known = chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
    published.set(year, known);
  }
  return known;
}

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

const worked = new Map<string, boolean>();

/** Every count asks for the same few hundred days. */
function isWorked(day: string): boolean {
  let known = worked.get(day);
  if (known === undefined) {
    known = isKnown(day.slice(0, 4)) ? chineseDays.isWorkday(day) : !isWeekend(day) && !day.endsWith('-01-01');
    worked.set(day, known);
  }
  return known;
}

/** The announced years that this version comes with. In others only 1 January is known to be off. */
export const ANNOUNCED: Calendar = { isPublished: isKnown, isWorkingDay: isWorked };

/** What was announced for a year, as its notice names the days: weekdays off, weekend days worked. */
export function announcedFor(year: string): Arrangement {
  const holidays: string[] = [];
  const makeUpDays: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(year); day = next(day)) {
    if (ANNOUNCED.isWorkingDay(day) !== isWeekend(day)) continue;
    (isWeekend(day) ? makeUpDays : holidays).push(day);
  }
  return { holidays, makeUpDays };
}

/**
 * Tells two calendars apart by the years that cases are counted in: from the one before this day to the one after it.
 * Days that are worked and weekends that are off say nothing.
 */
export function calendarMark(calendar: Calendar, today: string): string {
  const year = Number(today.slice(0, 4));
  const [first, last] = [`${year - 1}-01-01`, `${year + 1}-12-31`];
  const marks: string[] = [];
  for (let day = first; day <= last; day = next(day)) {
    if (day.endsWith('-01-01'))
      marks.push(`${day.slice(0, 4)} ${calendar.isPublished(day.slice(0, 4)) ? 'known' : 'unknown'}`);
    if (calendar.isWorkingDay(day) === isWeekend(day)) marks.push(day.slice(5));
  }
  return marks.join(' ');
}

/** The same with years that were announced since, and entered at the centre. */
export const withArrangements = (arrangements: ReadonlyMap<string, Arrangement>): Calendar => ({
  isPublished: (year) => ANNOUNCED.isPublished(year) || arrangements.has(year),
  isWorkingDay(day) {
    const year = day.slice(0, 4);
    const arrangement = ANNOUNCED.isPublished(year) ? undefined : arrangements.get(year);
    if (!arrangement) return ANNOUNCED.isWorkingDay(day);
    return arrangement.makeUpDays.includes(day) || (!isWeekend(day) && !arrangement.holidays.includes(day));
  }
});

const never = (): boolean => false;

/**
 * The last day of a period. The day it starts is not counted (民法典 第201条); working days skip days off (行政许可法
 * 第82条); natural days that end on a day off run to the next working day (民法典 第203条). Days on which the clock stands
 * (`stands`: 行政许可法 第45条) are not counted, and nothing ends on one. Days are YYYY-MM-DD.
 */
export function due(
  calendar: Calendar,
  from: string,
  days: number,
  unit: 'working' | 'natural',
  stands: (day: string) => boolean = never
): Due {
  const counts = (day: string): boolean => !stands(day) && (unit === 'natural' || calendar.isWorkingDay(day));
  const endsOn = (day: string): boolean => !stands(day) && calendar.isWorkingDay(day);
  let day = from;
  for (let left = days; left > 0; ) {
    day = next(day);
    if (counts(day)) left--;
  }
  while (days > 0 && !endsOn(day)) day = next(day);
  return { due: day, provisional: !calendar.isPublished(day.slice(0, 4)) };
}

/** The last day of a limit whose clock started on `from`; an immediate one is due the same day. */
export function dueOf(calendar: Calendar, limit: Limit, from: string, stands?: (day: string) => boolean): Due {
  return limit.unit === 'immediate'
    ? { due: from, provisional: false }
    : due(calendar, from, limit.days, limit.unit, stands);
}

/** How many working days are left until a day: 0 on the day itself or before the next working day, negative once it is past. */
export function workingDaysUntil(calendar: Calendar, today: string, day: string): number {
  const [from, to, sign] = day >= today ? [today, day, 1] : [day, today, -1];
  let count = 0;
  for (let at = next(from); at <= to; at = next(at)) if (calendar.isWorkingDay(at)) count++;
  return sign * count;
}
