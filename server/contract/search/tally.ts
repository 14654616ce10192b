/** Points of rows: of each the most that any of its words has. */
export interface Tally {
  readonly points: ReadonlyMap<number, number>;
  add(row: number, points: number): void;
}

export function createTally(): Tally {
  const points = new Map<number, number>();
  return {
    points,
    add(row, more) {
      if (more > (points.get(row) ?? 0)) points.set(row, more);
    }
  };
}

/** Best first; equal ones in the catalogue's order. */
export const ranked = ({ points }: Tally): readonly number[] =>
  [...points].sort(([row, own], [another, other]) => other - own || row - another).map(([row]) => row);
