import { expect, it } from 'vitest';
import { waitForTurn } from './turns.ts';

it('three begin at once, the next when one of them is over, and never whoever no longer waits', () => {
  const begun: string[] = [];
  const ends = ['a', 'b', 'c', 'd', 'e'].map((name) => waitForTurn(() => begun.push(name)));
  expect(begun).toEqual(['a', 'b', 'c']);
  ends[3]?.();
  expect(begun).toEqual(['a', 'b', 'c']);
  ends[0]?.();
  ends[0]?.();
  expect(begun).toEqual(['a', 'b', 'c', 'e']);
  waitForTurn(() => begun.push('f'));
  expect(begun).not.toContain('f');
  ends[1]?.();
  expect(begun).toContain('f');
});
