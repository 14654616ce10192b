import type { Limit } from './item.ts';

/** A limit in words, complete: value, unit, and what starts the clock. `自受理之日起15个工作日` */
export function limitText(limit: Limit | null): string {
  if (!limit) return '国家没有统一规定';
  if (limit.unit === 'immediate') return '当场办结';
  const start = limit.clockStart === 'received' ? '收到申请' : '受理';
  return `自${start}之日起${limit.days}个${limit.unit === 'working' ? '工作日' : '自然日'}`;
}

const WEEKDAYS = '日一二三四五六';

/** A date in words with its weekday: `2026年12月3日（星期四）`. Input YYYY-MM-DD. */
export function dateWithWeekday(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `${year}年${month}月${day}日（星期${weekday}）`;
}

/** A promised day as it is said: `12月3日（星期四）前办好`; provisional where next year's holidays are not announced yet. */
export function dueText(dueOn: string, provisional: boolean, today: string): string {
  if (dueOn === today) return '今天办好';
  const text = dateWithWeekday(dueOn);
  const short = dueOn.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text;
  return provisional ? `预计${short}前办好` : `${short}前办好`;
}
