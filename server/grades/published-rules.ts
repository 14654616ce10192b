import { FEWEST_PUBLISHED } from '../contract/grade.ts';
import type { PublishedGrades } from '../contract/grade-wire.ts';

/** What is counted of one item or place. */
export interface Counted {
  readonly name: string;
  readonly grades: readonly number[];
  readonly answered: number;
  readonly regraded: number;
  readonly regradedWell: number;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const sizeOf = ({ grades }: Counted): number => sum(grades);

/**
 * What may be shown of each row, the most grades first. Where a row has too few of them only their number is; and where
 * those that are hidden are together still too few, the smallest row that is shown is hidden too: from one table and the
 * other the rest could be reckoned.
 */
export function published(rows: readonly Counted[]): PublishedGrades[] {
  const sorted = [...rows].sort((one, other) => sizeOf(other) - sizeOf(one) || one.name.localeCompare(other.name));
  let firstHidden = sorted.findIndex((row) => sizeOf(row) < FEWEST_PUBLISHED);
  if (firstHidden < 0) firstHidden = sorted.length;
  const hidden = sum(sorted.slice(firstHidden).map(sizeOf));
  if (hidden > 0 && hidden < FEWEST_PUBLISHED) firstHidden = Math.max(0, firstHidden - 1);
  return sorted.map((row, at) => ({
    name: row.name,
    count: sizeOf(row),
    shown:
      at < firstHidden
        ? {
            grades: [...row.grades],
            answered: row.answered,
            regraded: row.regraded,
            regradedWell: row.regradedWell
          }
        : null
  }));
}
