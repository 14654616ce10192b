import { expect, it } from 'vitest';
import { dayText, dueStanding } from './due.ts';

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

it('a day is read with its weekday', () => {
  expect(dayText('2026-11-26')).toBe('11月26日 周四');
});
