/** Nobody writes more: what comes later in a word is not compared. */
const LONGEST = 32;
const FAR = 99;

/** A word as it would be written, and where in it a part begins. */
export interface Written {
  readonly text: string;
  readonly beginnings: readonly number[];
}

/** Kept from word to word: there are thousands. */
const costs = Array.from({ length: 3 }, () => new Uint8Array(LONGEST + 2));

/** Edits from one place of the word on; above `most` where it is more than that. */
function editsFrom(query: string, text: string, start: number, most: number): number {
  let [twoBefore, before, here] = costs as [Uint8Array, Uint8Array, Uint8Array];
  const room = Math.min(text.length - start, LONGEST);
  before.fill(FAR);
  for (let at = 0; at <= Math.min(room, most); at++) before[at] = at;
  for (let row = 1; row <= query.length; row++) {
    const letter = query.charCodeAt(row - 1);
    // What is further from the diagonal costs more than is allowed.
    const [first, last] = [Math.max(1, row - most), Math.min(room, row + most)];
    here[first - 1] = first === 1 ? row : FAR;
    let lowest = here[first - 1] ?? FAR;
    for (let at = first; at <= last; at++) {
      const own = text.charCodeAt(start + at - 1);
      let cost = Math.min(
        (before[at - 1] ?? FAR) + (letter === own ? 0 : 1),
        (before[at] ?? FAR) + 1,
        (here[at - 1] ?? FAR) + 1
      );
      if (row > 1 && at > 1 && letter === text.charCodeAt(start + at - 2) && query.charCodeAt(row - 2) === own)
        cost = Math.min(cost, (twoBefore[at - 2] ?? FAR) + 1);
      here[at] = cost;
      if (cost < lowest) lowest = cost;
    }
    if (last < room) here[last + 1] = FAR;
    if (lowest > most) return FAR;
    [twoBefore, before, here] = [before, here, twoBefore];
  }
  let least = FAR;
  for (let at = Math.max(0, query.length - most); at <= Math.min(room, query.length + most); at++)
    least = Math.min(least, before[at] ?? FAR);
  return least;
}

/**
 * How many letters of what was written are too many, too few, other ones, or two that changed places (Damerau), compared
 * with a word from its beginning or from that of a later part on; null where it is more than `most`. The word may go on
 * after what was written.
 */
export function editsOf(query: string, { text, beginnings }: Written, most: number): number | null {
  let least = FAR;
  for (const start of beginnings) {
    if (query.length - (text.length - start) > most) break;
    least = Math.min(least, editsFrom(query, text, start, most));
  }
  return least > most ? null : least;
}

/**
 * Pieces of what was written, of which a word within so many edits has at least one as it is: every edit spoils one piece,
 * and two letters that change places across a border spoil two, so that it is cut in two ways.
 */
export function intactPieces(query: string, most: number): readonly string[] {
  const count = most + 1;
  const border = (piece: number): number => Math.floor((piece * query.length) / count);
  const cuts = [0, 1].map((shift) =>
    Array.from({ length: count }, (_, piece) =>
      query.slice(piece === 0 ? 0 : border(piece) + shift, piece === count - 1 ? undefined : border(piece + 1) + shift)
    )
  );
  return [...new Set(cuts.flat())];
}
