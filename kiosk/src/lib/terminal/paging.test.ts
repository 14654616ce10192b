import { describe, expect, it } from 'vitest';
import { fewer, pageCount, pageOf } from './paging.ts';

describe('a list on pages', () => {
  it('fills as many as it needs, and at least one', () => {
    expect([0, 1, 7, 8, 14, 15].map((length) => pageCount(length, 7))).toEqual([1, 1, 1, 2, 2, 3]);
  });

  it('shows each entry once', () => {
    const entries = Array.from({ length: 17 }, (_, at) => at);
    expect([0, 1, 2].flatMap((at) => pageOf(entries, at, 7))).toEqual(entries);
  });

  it('tries fewer entries where they needed more room than there is, down to one', () => {
    expect(fewer(7, 0.8)).toBe(6);
    expect(fewer(7, 0.5)).toBe(4);
    expect(fewer(7, 0.99)).toBe(6);
    expect(fewer(2, 0.1)).toBe(1);
    expect(fewer(1, 0.1)).toBe(1);
  });
});
