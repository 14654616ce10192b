import { describe, expect, it } from 'vitest';
import { answerOf, digitsOf, KINDS } from './digits.ts';

describe('digits', () => {
  it.each([
    ['date', '20261203', '2026-12-03', '2026年12月03日'],
    ['date', '202612', '2026-12', '2026年12月'],
    ['monthrange', '202601', '2026-01', '2026年01月'],
    ['mobile', '13800000000', '13800000000', '138 0000 0000'],
    ['year', '2026', 2026, '2026年'],
    ['number', '3.5', 3.5, '3.5'],
    ['idcard', '33010219800615101X', '33010219800615101X', '330102 19800615 101X']
  ] as const)('of a %s become an answer and a picture of it', (type, digits, answer, shown) => {
    expect(answerOf(type, digits)).toBe(answer);
    expect(KINDS[type]?.show(digits)).toBe(shown);
    expect(digitsOf(type, answer)).toBe(digits);
  });

  it('that are none are no answer', () => {
    expect(answerOf('number', '')).toBeUndefined();
    expect(digitsOf('number', undefined)).toBe('');
  });
});
