import { dateWithWeekday } from '../../../../server/contract/limit.ts';
import type { QueueRow } from '../../../../server/contract/window-wire.ts';

/** How near a promised day is, in words; null where nothing is counted. Working days, as the centre promises them. */
export function dueStanding({ light, daysLeft }: Pick<QueueRow, 'light' | 'daysLeft'>): string | null {
  if (light === 'none' || daysLeft === null) return null;
  // Overdue by a weekend is overdue by no working day yet.
  if (light === 'over') return daysLeft === 0 ? '超期' : `超期${-daysLeft}个工作日`;
  return daysLeft === 0 ? '今天到期' : `还有${daysLeft}个工作日`;
}

/** `11月26日（星期四）`, of a day YYYY-MM-DD: what is worked upon lies near enough to need no year. */
export const dayText = (day: string): string => dateWithWeekday(day).slice('2026年'.length);

/** `2025年1月15日`, of a day YYYY-MM-DD that may lie years back. */
export function dateText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

const MOMENT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23'
});

/** `11月26日 03:18` by the centre's clock, of a moment with its zone. */
export const momentText = (at: string): string => MOMENT.format(new Date(at));

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23'
});

/** `03:18` by the centre's clock, of a moment of today. */
export const clockText = (at: string): string => CLOCK.format(new Date(at));

/** The same, of a minute as slips write it, by the centre's clock already: `2026-11-26 03:18`. */
export const minuteText = (minute: string): string => momentText(`${minute.replace(' ', 'T')}:00+08:00`);
