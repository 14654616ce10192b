/** Two parts of a word that stand together, and whose word it is; pairs of one row come one after the other. */
export interface Pair {
  readonly text: string;
  readonly row: number;
}

/** How much of what was written a row has somewhere, from 0 to 1; and how rare that is, of two that have as much. */
export interface Covered {
  readonly share: number;
  readonly rarity: number;
}

/** Two syllables as letters, or two characters. */
const LONGEST_PAIR = 12;
const LONGEST_QUERY = 31;

/**
 * Rows that have what was written in pieces: in another order, in several of their words, or with words between that
 * nobody needs (我要办居住证, 老人补贴).
 */
export function createPieces(pairs: readonly Pair[], rowCount: number): (query: string) => Map<number, Covered> {
  const rowsOf = new Map<string, number[]>();
  for (const { text, row } of pairs) {
    const rows = rowsOf.get(text);
    if (!rows) rowsOf.set(text, [row]);
    else if (rows.at(-1) !== row) rows.push(row);
  }

  return (query) => {
    const letters = Math.min(query.length, LONGEST_QUERY);
    const found = new Map<number, { places: number; rarity: number }>();
    for (let at = 0; at < letters; at++)
      for (let length = 2; length <= LONGEST_PAIR && at + length <= letters; length++) {
        const rows = rowsOf.get(query.slice(at, at + length));
        if (!rows) continue;
        const places = ((1 << length) - 1) << at;
        const rarity = Math.log((rowCount + 1) / rows.length);
        for (const row of rows) {
          const known = found.get(row);
          if (!known) found.set(row, { places, rarity });
          else {
            known.rarity += rarity;
            known.places |= places;
          }
        }
      }
    return new Map(
      [...found].map(([row, { places, rarity }]) => [row, { share: countOnes(places) / letters, rarity }])
    );
  };
}

function countOnes(places: number): number {
  let ones = 0;
  for (let rest = places; rest; rest &= rest - 1) ones++;
  return ones;
}
