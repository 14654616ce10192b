import { describe, expect, it } from 'vitest';
import { type Box, type Direction, nextOf } from './movement.ts';

const box = (left: number, top: number, width = 100, height = 40): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height
});
/** Three rows of three keys, and one long key below. */
const GRID = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => box(column * 120, row * 60)));
const PAGE = [...GRID, box(0, 200, 340, 60)];

const walk = (direction: Direction, from: number, steps: number): number[] => {
  const walked = [from];
  for (let step = 0; step < steps; step++)
    walked.push(nextOf(PAGE, { index: walked.at(-1) ?? 0 }, direction) ?? Number.NaN);
  return walked;
};

describe('left and right', () => {
  it.each([
    ['next', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['previous', [0, 9, 8, 7, 6, 5, 4, 3, 2, 1]]
  ] as const)('%s reaches everything and comes round', (direction, order) => {
    expect(walk(direction, 0, 10)).toEqual([...order, 0]);
  });
});

describe('up and down', () => {
  it('go to what lies over or under, through the middle of the grid', () => {
    expect(walk('down', 1, 3)).toEqual([1, 4, 7, 9]);
    expect(walk('up', 8, 2)).toEqual([8, 5, 2]);
  });

  it('go on as left and right where nothing lies that way', () => {
    expect(nextOf(PAGE, { index: 9 }, 'down')).toBe(0);
    expect(nextOf(PAGE, { index: 2 }, 'up')).toBe(1);
  });

  it('take the next row before one that lies straighter and farther off', () => {
    const page = [box(300, 0), box(0, 60, 250), box(300, 400)];
    expect(nextOf(page, { index: 0 }, 'down')).toBe(1);
  });

  it('take the straighter of two in one row', () => {
    const page = [box(250, 0, 20), box(0, 60, 240), box(245, 60, 200)];
    expect(nextOf(page, { index: 0 }, 'down')).toBe(2);
  });
});

describe('from between two', () => {
  it('goes to the one behind or the one before it', () => {
    expect(nextOf(PAGE, { before: 3 }, 'next')).toBe(3);
    expect(nextOf(PAGE, { before: 3 }, 'up')).toBe(2);
    expect(nextOf(PAGE, { before: 0 }, 'previous')).toBe(9);
    expect(nextOf(PAGE, { before: 10 }, 'down')).toBe(0);
  });

  it('goes nowhere where there is nothing', () => {
    expect(nextOf([], { before: 0 }, 'next')).toBeNull();
  });
});
