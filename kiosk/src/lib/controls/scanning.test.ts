import { describe, expect, it } from 'vitest';
import { DIGITS, ERASE, LETTERS, MARKS } from '../keyboard/keys.ts';
import { type Frame, type Groups, groupsOf, standing, step } from './scanning.ts';

const PAGE: Groups<string> = [['a', 'b', 'c'], ['yes'], ['back', 'look', 'person', 'end']];

/** What comes of so many presses: m moves, c chooses. */
function scan(groups: Groups<string>, presses: string, from: Frame<string> | null = null) {
  let frame = from;
  const pressed: string[] = [];
  for (const one of presses) {
    const next = step(groups, frame, one === 'm' ? 'move' : 'choose');
    frame = next.frame;
    if (next.press) pressed.push(next.press);
  }
  return { frame, pressed };
}

describe('the frame of a scanner', () => {
  it('is shown by the first press of either switch, which presses nothing', () => {
    for (const press of 'mc') expect(scan(PAGE, press)).toEqual({ frame: { round: 'group', of: 'a' }, pressed: [] });
  });

  it('goes from group to group and comes round', () => {
    expect(scan(PAGE, 'mm').frame).toEqual({ round: 'group', of: 'yes' });
    expect(scan(PAGE, 'mmmm').frame).toEqual({ round: 'group', of: 'a' });
  });

  it('enters a group, goes through it, and is round the whole of it after its last', () => {
    expect(scan(PAGE, 'mc').frame).toEqual({ round: 'one', of: 'a' });
    expect(scan(PAGE, 'mcmm').frame).toEqual({ round: 'one', of: 'c' });
    expect(scan(PAGE, 'mcmmm').frame).toEqual({ round: 'group', of: 'a' });
  });

  it('presses what it is round, and begins anew', () => {
    expect(scan(PAGE, 'mcmc')).toEqual({ frame: { round: 'group', of: 'a' }, pressed: ['b'] });
  });

  it('presses at once what is alone in its group', () => {
    expect(scan(PAGE, 'mmc').pressed).toEqual(['yes']);
  });

  it('begins anew where what it was round has gone, and presses nothing by that', () => {
    const gone: Frame<string> = { round: 'one', of: 'z' };
    expect(standing(PAGE, gone)).toEqual({ round: 'group', of: 'a' });
    expect(scan(PAGE, 'c', gone)).toEqual({ frame: { round: 'group', of: 'a' }, pressed: [] });
    expect(standing(PAGE, { round: 'one', of: 'b' })).toEqual({ round: 'one', of: 'b' });
    expect(standing([], gone)).toBeNull();
  });

  it('is nowhere on an empty page', () => {
    expect(step([], null, 'choose')).toEqual({ frame: null, press: null });
  });
});

/** A grid of keys as it is laid out, with the parts of the page that stand around it. */
function pageWith(keys: readonly { id: string }[], columns: number, candidates: number) {
  const key = (id: string, at: number) => ({
    it: id,
    part: 'keys',
    box: {
      left: (at % columns) * 60,
      right: (at % columns) * 60 + 50,
      top: Math.floor(at / columns) * 60,
      bottom: Math.floor(at / columns) * 60 + 50
    }
  });
  const line = (part: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ ...key(`${part} ${at}`, at), part }));
  return groupsOf([
    ...line('candidates', candidates),
    ...keys.map(({ id }, at) => key(id, at)),
    ...line('action', 1),
    ...line('threshold', 4)
  ]);
}
function pressesFor(groups: Groups<string>, wanted: string): number {
  let frame: Frame<string> | null = step(groups, null, 'move').frame;
  for (let presses = 1; presses < 100; presses++) {
    if (!frame) break;
    const { round, of } = frame;
    const inside = groups.find((group) => group.includes(of))?.includes(wanted) ?? false;
    const next = step(groups, frame, (round === 'group' ? inside : of === wanted) ? 'choose' : 'move');
    if (next.press) return next.press === wanted ? presses : Number.NaN;
    frame = next.frame;
  }
  return Number.NaN;
}

describe('the groups of a page', () => {
  const BOARD = { id: 'board' };

  it('are its parts, large ones row by row', () => {
    const groups = pageWith([...LETTERS, BOARD, ERASE], 7, 7);
    expect(groups.map((group) => group.length)).toEqual([7, 7, 7, 7, 7, 1, 4]);
    expect(groups[1]?.join('')).toBe('abcdefg');
  });

  it.each([
    ['letters', [...LETTERS, BOARD, ERASE], 7],
    ['figures and marks', [...DIGITS, ...MARKS, BOARD, ERASE], 7],
    ['a number pad', [...DIGITS, { id: 'clear' }, ERASE], 3]
  ])('bring %s within twelve presses', (_, keys, columns) => {
    const groups = pageWith(keys, columns, 7);
    const presses = keys.map(({ id }) => pressesFor(groups, id));
    expect(Math.max(...presses)).toBeLessThanOrEqual(12);
  });
});
