import { describe, expect, it } from 'vitest';
import type { Figures } from '../../../../../server/contract/figures.ts';
import { changeText, lineOf, scaleEnd } from './charts.ts';

const figures = (change: Partial<Figures>): Figures => ({
  received: 0,
  decided: 0,
  onTime: 0,
  overdue: 0,
  supplements: 0,
  dismissed: 0,
  averageDays: null,
  ...change
});

describe('a scale', () => {
  it.each([
    [[], 1],
    [[0, 0], 1],
    [[1, 2], 2],
    [[3], 5],
    [[7, 2], 10],
    [[11], 20],
    [[480, 500], 500],
    [[1001], 2000]
  ])('over %o ends at %i', (values, end) => {
    expect(scaleEnd(values)).toBe(end);
  });
});

describe('a line', () => {
  it('goes from edge to edge, and one value stands in the middle', () => {
    expect(lineOf([0, 5, 10], 10)).toEqual([
      [0, 100],
      [50, 50],
      [100, 0]
    ]);
    expect(lineOf([10], 10)).toEqual([[50, 0]]);
  });
});

describe('a change', () => {
  it.each([
    [figures({ received: 12 }), figures({ received: 10 }), 'received', '多2（20%）'],
    [figures({ received: 9 }), figures({ received: 10 }), 'received', '少1（10%）'],
    [figures({ received: 3 }), figures({}), 'received', '多3'],
    [figures({}), figures({}), 'overdue', '一样'],
    [figures({ averageDays: 4.24 }), figures({ averageDays: 5 }), 'averageDays', '少0.8'],
    [figures({ averageDays: 4 }), figures({}), 'averageDays', '没有可比的']
  ] as const)('of %o against %o in %s: %s %s', (now, before, name, text) => {
    expect(changeText(now, before, name)).toBe(text);
  });
});
