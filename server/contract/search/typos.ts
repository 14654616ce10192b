/** A word that is so far from what was written. */
interface Near<Word> {
  readonly word: Word;
  readonly edits: number;
}

/** Nobody writes more: what comes later in a word is not compared. */
const LONGEST = 24;

/**
 * Words that are written nearly so: a letter too many, too few, another, or two that changed places (Damerau). A word may
 * go on after what was written. Words in the order of the alphabet share the work for what they have in common, and
 * where a beginning is too far off, all words with that beginning are passed over.
 */
export function createTypos<Word extends { readonly text: string }>(
  words: readonly Word[]
): (query: string, most: number) => readonly Near<Word>[] {
  const sorted = words
    .map((word) => ({ text: word.text.slice(0, LONGEST), word }))
    .sort((one, another) => (one.text < another.text ? -1 : one.text > another.text ? 1 : 0));
  const shared = sorted.map(({ text }, at) => {
    const before = sorted[at - 1]?.text ?? '';
    let length = 0;
    while (length < before.length && before[length] === text[length]) length++;
    return length;
  });

  return (query, most) => {
    const found: Near<Word>[] = [];
    const width = query.length + 1;
    /** Row `depth`: what it costs to make the first letters of the query of so many letters of the word. */
    const cost = new Uint8Array(width * (LONGEST + 1));
    for (let at = 0; at < width; at++) cost[at] = at;
    const costAt = (depth: number, at: number): number => cost[depth * width + at] ?? LONGEST;
    /** The least that the whole query costs, up to each depth. */
    const least = [query.length];

    function readLetter(text: string, depth: number): number {
      let lowest = depth;
      cost[depth * width] = depth;
      for (let at = 1; at < width; at++) {
        const isSame = query[at - 1] === text[depth - 1];
        let here = Math.min(
          costAt(depth - 1, at - 1) + (isSame ? 0 : 1),
          costAt(depth - 1, at) + 1,
          costAt(depth, at - 1) + 1
        );
        if (at > 1 && depth > 1 && query[at - 1] === text[depth - 2] && query[at - 2] === text[depth - 1])
          here = Math.min(here, costAt(depth - 2, at - 2) + 1);
        cost[depth * width + at] = here;
        lowest = Math.min(lowest, here);
      }
      least[depth] = Math.min(least[depth - 1] ?? LONGEST, costAt(depth, query.length));
      return lowest;
    }

    /** How far the word before was read, and whether nothing that goes on from there can be near. */
    let depth = 0;
    let isOver = false;
    for (const [at, { text, word }] of sorted.entries()) {
      const common = shared[at] ?? 0;
      if (common < depth) {
        depth = common;
        isOver = false;
      }
      while (!isOver && depth < text.length) {
        depth++;
        isOver = readLetter(text, depth) > most || depth >= query.length + most;
      }
      const edits = least[depth] ?? LONGEST;
      if (edits <= most) found.push({ word, edits });
    }
    return found;
  };
}
