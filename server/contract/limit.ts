import type { Limit } from './item.ts';

/** What the days of a limit are, as a measure: `个工作日`. */
export const unitText = ({ unit }: Pick<Limit, 'unit'>): string => (unit === 'working' ? '个工作日' : '个自然日');

const counted = (limit: Limit, received: string): string =>
  limit.unit === 'immediate'
    ? '当场办结'
    : `自${limit.clockStart === 'received' ? received : '受理'}之日起${limit.days}${unitText(limit)}`;

/** A limit in words, complete: value, unit, and what starts the clock. `自受理之日起15个工作日` */
export const limitText = (limit: Limit | null): string => (limit ? counted(limit, '收到申请') : '国家没有统一规定');

/** The limit promised for one case: an application that still lacks papers has not been received whole. */
export const promisedText = (limit: Limit): string => counted(limit, '材料收齐');

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
