import { expect, it } from 'vitest';
import { dateText, dayText, dueStanding, minuteText, momentText } from './due.ts';

it.each([
  ['over', -2, '超期2个工作日'],
  ['over', 0, '超期'],
  ['red', 0, '今天到期'],
  ['amber', 2, '还有2个工作日'],
  ['green', 26, '还有26个工作日'],
  ['none', null, null]
] as const)('%s with %s working days says %s', (light, daysLeft, text) => {
  expect(dueStanding({ light, daysLeft })).toBe(text);
});

it('a day is read with its weekday, one that may lie years back with its year', () => {
  expect(dayText('2026-11-26')).toBe('11月26日（星期四）');
  expect(dateText('2025-01-15')).toBe('2025年1月15日');
});

it('a moment reads the same from a history and from a slip, midnight as the beginning of its day', () => {
  expect(momentText('2026-11-25T19:18:00.000Z')).toBe('11月26日 03:18');
  expect(minuteText('2026-11-26 03:18')).toBe('11月26日 03:18');
  expect(minuteText('2027-01-05 00:05')).toBe('1月5日 00:05');
});
