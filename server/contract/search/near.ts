import { createPieces, type Pair } from './pieces.ts';
import { createSounds, soundOf } from './sounds.ts';
import { createTally, type Tally } from './tally.ts';
import { editsOf, intactPieces, type Written } from './typos.ts';
import { hasCharacters, type Part } from './word.ts';

/** A word of a row, which stands at a place in the catalogue. */
export interface Word {
  readonly row: number;
  readonly isName: boolean;
  readonly text: string;
  readonly parts: readonly Part[];
}

/** Points at most: for another sound, for pieces by how much of it there is, for a typing error less what each costs. */
const POINTS = { sound: 30, pieces: 22, typo: 24, edit: 6, fits: 4 } as const;
const LEAST_SHARE = 0.4;
/** From so many letters on the first error is forgiven, and the second. */
const FORGIVEN_FROM = { letters: [5, 9], characters: [3, 6] } as const;
/** A word with many characters of several readings is not spelled in every way there is. */
const MOST_SPELLINGS = 4;

/** Every way to spell a word, the likeliest first, as far as that goes. */
function spellings(parts: readonly Part[]): readonly (readonly string[])[] {
  let ways: readonly (readonly string[])[] = [parts.map(({ text, readings }) => readings[0] ?? text)];
  for (const [at, { readings }] of parts.entries())
    if (readings.length > 1)
      ways = readings.flatMap((reading) => ways.map((way) => way.with(at, reading))).slice(0, MOST_SPELLINGS);
  return ways;
}

/** Looks among words in one way to write them: as characters, or as letters. */
function createSide(words: readonly Word[], rowCount: number, waysOf: (word: Word) => readonly (readonly string[])[]) {
  const written: (Written & { readonly row: number })[] = [];
  const pairs: Pair[] = [];
  for (const word of words)
    for (const parts of waysOf(word)) {
      const beginnings: number[] = [];
      let text = '';
      for (const [at, part] of parts.entries()) {
        beginnings.push(text.length);
        text += part;
        if (at > 0) pairs.push({ text: `${parts[at - 1]}${part}`, row: word.row });
      }
      written.push({ text, beginnings, row: word.row });
    }
  const pieces = createPieces(pairs, rowCount);
  let before = { query: '', most: -1, words: written };

  return (query: string, most: number): Tally => {
    const tally = createTally();
    // What is too far from a beginning is too far from all that goes on from there.
    const goesOn = most === before.most && query.startsWith(before.query);
    const intact = goesOn ? [''] : intactPieces(query, most);
    const near = (goesOn ? before.words : written).filter((word) => {
      if (!intact.some((piece) => word.text.includes(piece))) return false;
      const edits = editsOf(query, word, most);
      if (edits === null) return false;
      const fits = POINTS.fits * Math.min(1, query.length / word.text.length);
      tally.add(word.row, fits + (edits === 0 ? POINTS.sound : POINTS.typo - POINTS.edit * edits));
      return true;
    });
    before = { query, most, words: near };
    for (const [row, { share, rarity }] of pieces(query))
      if (share >= LEAST_SHARE) tally.add(row, POINTS.pieces * share + rarity / (rarity + 1));
    return tally;
  };
}

/** What is only near: by sound, by typing errors, by pieces. `prepare` does beforehand what the first question in letters needs. */
export function createNear(words: readonly Word[], rowCount: number) {
  let characters: ReturnType<typeof createSide> | null = null;
  let letters: ReturnType<typeof createSide> | null = null;

  const prepare = () => {
    const sounds = createSounds();
    letters ??= createSide(words, rowCount, ({ parts }) => spellings(parts).map(sounds));
    return letters;
  };
  return {
    prepare,
    find(query: string): Tally {
      const forgiven = (from: readonly number[]): number => from.filter((length) => query.length >= length).length;
      if (!hasCharacters(query)) return prepare()(soundOf(query), forgiven(FORGIVEN_FROM.letters));
      characters ??= createSide(words, rowCount, ({ parts }) => [parts.map(({ text }) => text)]);
      return characters(query, forgiven(FORGIVEN_FROM.characters));
    }
  };
}
