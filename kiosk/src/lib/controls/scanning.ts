import type { Box } from './movement.ts';

/**
 * Step scanning by two switches: one moves the frame, the other chooses what is in it. The frame goes from group to group;
 * chosen, a group is gone through one by one, and after its last the frame is round the whole group again, so that
 * whoever entered a wrong one is out by moving on.
 */
export type Frame<T> = { readonly round: 'group'; readonly of: T } | { readonly round: 'one'; readonly of: T };
export type Groups<T> = readonly (readonly [T, ...T[]])[];

export interface Step<T> {
  /** Null where there is nothing on the page to choose. */
  readonly frame: Frame<T> | null;
  readonly press: T | null;
}

const first = <T>(groups: Groups<T>): Frame<T> | null => (groups[0] ? { round: 'group', of: groups[0][0] } : null);

/** The frame where it still can be: what it was round may have gone meanwhile, and then it begins anew. */
export function standing<T>(groups: Groups<T>, frame: Frame<T> | null): Frame<T> | null {
  return frame && groups.some((group) => group.includes(frame.of)) ? frame : first(groups);
}

/** The next frame, and what is pressed. `frame` is null before the first move. */
export function step<T>(groups: Groups<T>, frame: Frame<T> | null, act: 'move' | 'choose'): Step<T> {
  const at = frame ? groups.findIndex((group) => group.includes(frame.of)) : -1;
  const group = groups[at];
  // The first press of either switch only shows where one is.
  if (!frame || !group) return { frame: first(groups), press: null };
  if (frame.round === 'group') {
    if (act === 'move') {
      const next = groups[(at + 1) % groups.length] ?? group;
      return { frame: { round: 'group', of: next[0] }, press: null };
    }
    if (group.length > 1) return { frame: { round: 'one', of: group[0] }, press: null };
    return { frame: first(groups), press: group[0] };
  }
  if (act === 'choose') return { frame: first(groups), press: frame.of };
  const next = group[group.indexOf(frame.of) + 1];
  return { frame: next === undefined ? { round: 'group', of: group[0] } : { round: 'one', of: next }, press: null };
}

/** What can be chosen, with the part of the page it belongs to. */
export interface Choosable<T> {
  readonly it: T;
  readonly part: unknown;
  readonly box: Box;
}
/** One group is gone through in so many steps at most; a larger part is taken row by row. */
const LARGEST_GROUP = 7;

/** Groups of a page: its parts in the order of the document, large ones by their rows. */
export function groupsOf<T>(all: readonly Choosable<T>[]): Groups<T> {
  const parts = Map.groupBy(all, ({ part }) => part);
  return [...parts.values()].flatMap((members) => {
    const rows = members.length > LARGEST_GROUP ? rowsOf(members) : [members];
    return rows.flatMap((row): [T, ...T[]][] => {
      const [one, ...others] = row.map(({ it }) => it);
      return one === undefined ? [] : [[one, ...others]];
    });
  });
}

/** Whatever begins above the middle of the one before it, and not left of it, stands in the same row. */
function rowsOf<T>(members: readonly Choosable<T>[]): Choosable<T>[][] {
  const rows: Choosable<T>[][] = [];
  for (const one of members) {
    const row = rows.at(-1);
    const last = row?.at(-1)?.box;
    if (row && last && row.length < LARGEST_GROUP && one.box.top < (last.top + last.bottom) / 2) row.push(one);
    else rows.push([one]);
  }
  return rows;
}
