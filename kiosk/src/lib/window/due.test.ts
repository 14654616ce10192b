import { expect, it } from 'vitest';
import { dateText, dayText, dueStanding, minuteText, momentText } from './due.ts';

it.each([
  ['2026-11-22', false, '超期2天'],
  ['2026-11-24', false, '今天到期'],
  ['2026-11-26', false, '还有2天'],
  ['2026-12-20', false, '还有26天'],
  ['2026-11-20', true, undefined],
  [null, false, undefined]
])('a day of %s (closed: %s) says %s', (dueOn, closed, text) => {
  expect(dueStanding(dueOn, '2026-11-24', closed)?.text).toBe(text);
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
