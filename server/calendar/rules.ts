import chineseDays from 'chinese-days';
import type { Limit } from '../contract/item.ts';

/** `provisional`: the count crosses into a year whose holidays 国务院办公厅 has not announced yet; it may still move. */
export interface Due {
  readonly due: string;
  readonly provisional: boolean;
}

const next = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
};

const published = new Map<string, boolean>();

/** Whether the holidays of a year are known. The notice for the next year appears each November. */
export function isPublished(year: string): boolean {
  let known = published.get(year);
  if (known === undefined) {
    known = chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
    published.set(year, known);
  }
  return known;
}

/**
 * 工作日: not a holiday, and not a weekend unless it is worked to make up (调休上班). In a year not yet announced only
 * 1 January, which the 放假办法 fixes, is known to be off.
 */
export function isWorkingDay(day: string): boolean {
  if (isPublished(day.slice(0, 4))) return chineseDays.isWorkday(day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !day.endsWith('-01-01');
}

/**
 * The last day of a period. The day it starts is not counted (民法典 第201条); working days skip days off (行政许可法
 * 第82条); natural days that end on a day off run to the next working day (民法典 第203条). Days are YYYY-MM-DD.
 */
export function due(from: string, days: number, unit: 'working' | 'natural'): Due {
  let day = from;
  if (unit === 'working')
    for (let left = days; left > 0; ) {
      day = next(day);
      if (isWorkingDay(day)) left--;
    }
  if (unit === 'natural') {
    for (let left = days; left > 0; left--) day = next(day);
    while (days > 0 && !isWorkingDay(day)) day = next(day);
  }
  return { due: day, provisional: !isPublished(day.slice(0, 4)) };
}

/** The promised day of a limit whose clock started on `from`; an immediate one is due the same day. */
export function dueOf(limit: Limit, from: string): Due {
  return limit.unit === 'immediate' ? { due: from, provisional: false } : due(from, limit.days, limit.unit);
}
