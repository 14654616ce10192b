import type { Bundle } from './bundle.ts';
import { alignmentPoints } from './search/align.ts';
import { createPieces } from './search/pieces.ts';
import { soundOf } from './search/sounds.ts';
import { createTypos } from './search/typos.ts';
import { hasCharacters, type Part, partsOf, plainText, type SearchWord } from './search/word.ts';

/** An item as lists and searches need it. */
export interface CatalogueRow {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  /** What residents call it. */
  readonly plainName: string;
  readonly plainHint: string;
  readonly field: string;
  readonly handling: 'immediate' | 'promised';
  readonly terminalUse: 'apply' | 'book' | 'print' | 'finish';
  readonly limit: string;
  /** What the resident must bring; empty for 无. */
  readonly brings: readonly string[];
  readonly anonymousAllowed: boolean;
  /** It ends in a sheet of A4 at the terminal. */
  readonly printsResult: boolean;
  /** Name first, then the words residents use. */
  readonly words: readonly SearchWord[];
}

/** A bundle with the words it is found by. */
export interface BundleRow extends Bundle {
  readonly words: readonly SearchWord[];
}

type Findable = Pick<CatalogueRow, 'code' | 'plainHint' | 'words'>;

/**
 * What was found, best first. `near` is what was perhaps meant, where nothing is quite what was written; `understood` is
 * as much of what was written as that answers to.
 */
export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly near: readonly Row[];
  readonly understood: string;
}

interface Word {
  readonly row: number;
  readonly isName: boolean;
  readonly text: string;
  readonly parts: readonly Part[];
}

const NAME_BONUS = 5;
const CODE_POINTS = 110;
/** The word stands in what was written: 我要办居住证. */
const CONTAINED_POINTS = 65;
const HINT_POINTS = 25;
/** Points of what is only near, at most: another way to say it, then pieces and typing errors by how much fits. */
const NEAR = { sound: 30, pieces: 22, typo: 24, edit: 6, fits: 4, leastShare: 0.4 } as const;
/** From so many letters on the first error is forgiven, and the second. */
const FORGIVEN_FROM = { letters: [4, 8], characters: [3, 6] } as const;

/** A single letter begins nearly everything: it is no beginning that was understood. */
const LEAST_UNDERSTOOD = 2;

const NOTHING: Found<never> = { rows: [], near: [], understood: '' };

const wordsOf = (rows: readonly Findable[]): readonly Word[] =>
  rows.flatMap(({ words }, row) =>
    words.map((word, at) => ({ row, isName: at === 0, text: plainText(word.text), parts: partsOf(word) }))
  );

/** Points of rows: of each the most that any of its words has. */
function createTally() {
  const points = new Map<number, number>();
  return {
    points,
    add(row: number, more: number): void {
      if (more > (points.get(row) ?? 0)) points.set(row, more);
    }
  };
}

const ranked = (points: ReadonlyMap<number, number>): readonly number[] =>
  [...points].sort(([row, own], [another, other]) => other - own || row - another).map(([row]) => row);

/** What is only near: by sound, by pieces, by typing errors. Made once, upon the first question that needs it. */
function createNearness(words: readonly Word[], rowCount: number): (query: string) => ReadonlyMap<number, number> {
  const rowOf = (word: number): number => words[word]?.row ?? 0;
  const side = (spell: (part: Part) => string) => {
    const spelled = words.map(({ parts }) => parts.map(spell));
    return {
      typos: createTypos(
        spelled.flatMap((parts, word) =>
          parts.map((_, from) => ({ text: parts.slice(from).join(''), row: rowOf(word), isBeginning: from === 0 }))
        )
      ),
      pieces: createPieces(
        spelled.flatMap((parts, word) =>
          parts.slice(1).map((part, before) => ({ text: `${parts[before]}${part}`, row: rowOf(word) }))
        ),
        rowCount
      )
    };
  };
  const characters = side(({ text }) => text);
  const sounds = side(({ text, readings: [first = text] }) => soundOf(first));

  return (query) => {
    const isCharacters = hasCharacters(query);
    const { typos, pieces } = isCharacters ? characters : sounds;
    const heard = isCharacters ? query : soundOf(query);
    const forgiven = FORGIVEN_FROM[isCharacters ? 'characters' : 'letters'].filter((from) => query.length >= from);
    const tally = createTally();
    for (const { word, edits } of typos(heard, forgiven.length)) {
      const fits = word.isBeginning ? NEAR.fits * Math.min(1, heard.length / word.text.length) : 0;
      tally.add(word.row, fits + (edits === 0 ? NEAR.sound : NEAR.typo - NEAR.edit * edits));
    }
    for (const [row, { share, rarity }] of pieces(heard))
      if (share >= NEAR.leastShare) tally.add(row, NEAR.pieces * share + rarity / (rarity + 1));
    return tally.points;
  };
}

/**
 * Makes ready what is needed to look through items, or bundles of them, and gives the search: by name, by the words people
 * use, by pinyin, by initials. Best first; equal ones keep the catalogue's order. The search is quick enough to run at every
 * touch of a key; what grows letter by letter is looked for only where its beginning was found.
 */
export function createSearch<Row extends Findable>(rows: readonly Row[]): (typed: string) => Found<Row> {
  const words = wordsOf(rows);
  let nearness: ReturnType<typeof createNearness> | null = null;
  let before = { query: '', words };
  let understood = { query: '', rows: [] as readonly Row[] };

  function answering(query: string, tally: ReturnType<typeof createTally>): readonly Word[] {
    const candidates = query.startsWith(before.query) ? before.words : words;
    return candidates.filter(({ row, isName, parts }) => {
      const points = alignmentPoints(query, parts);
      if (points > 0) tally.add(row, points + (isName ? NAME_BONUS : 0));
      return points > 0;
    });
  }
  const found = (points: ReadonlyMap<number, number>) => ranked(points).flatMap((at) => rows[at] ?? []);

  function exactly(query: string): readonly Row[] {
    const tally = createTally();
    before = { query, words: answering(query, tally) };
    if (hasCharacters(query) && query.length >= 2)
      for (const { row, text } of words)
        if (text.length >= 2 && query.includes(text)) tally.add(row, CONTAINED_POINTS + text.length / query.length);
    for (const [at, { code, plainHint }] of rows.entries()) {
      if (plainText(code) === query) tally.add(at, CODE_POINTS);
      if (query.length >= 2 && plainHint.includes(query)) tally.add(at, HINT_POINTS);
    }
    const exact = found(tally.points);
    if (exact.length > 0) understood = { query, rows: exact };
    return exact;
  }
  /** What the longest beginning finds that finds anything. */
  function beginning(query: string): Found<Row> {
    for (let length = query.length - 1; length >= LEAST_UNDERSTOOD; length--) {
      const part = query.slice(0, length);
      const near = understood.query === part ? understood.rows : exactly(part);
      if (near.length > 0) return { rows: [], near, understood: part };
    }
    return NOTHING;
  }

  return (typed) => {
    const query = plainText(typed);
    if (!query) return NOTHING;
    const exact = exactly(query);
    if (exact.length > 0) return { rows: exact, near: [], understood: query };
    nearness ??= createNearness(words, rows.length);
    const near = found(nearness(query));
    return near.length > 0 ? { rows: [], near, understood: query } : beginning(query);
  };
}
