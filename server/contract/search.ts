import type { Bundle } from './bundle.ts';
import { alignmentPoints } from './search/align.ts';
import { createNear, type Word } from './search/near.ts';
import { createTally, ranked, type Tally } from './search/tally.ts';
import { createParts, hasCharacters, plainText, type Readings } from './search/word.ts';

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
  readonly words: readonly string[];
}

/** A bundle with the words it is found by. */
export interface BundleRow extends Bundle {
  readonly words: readonly string[];
}

/** Everything that is offered, and how its characters are said, so that browsers need no dictionary to search it. */
export interface Catalogue {
  readonly rows: readonly CatalogueRow[];
  readonly bundles: readonly BundleRow[];
  readonly readings: Readings;
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

const NAME_BONUS = 2;
const CODE_POINTS = 110;
/** The word stands in what was written: 我要办居住证. */
const CONTAINED_POINTS = 65;
const HINT_POINTS = 25;
/** A single letter begins nearly everything: it is no beginning that was understood. */
const LEAST_UNDERSTOOD = 2;

const NOTHING: Found<never> = { rows: [], near: [], understood: '' };

function wordsOf(rows: readonly Findable[], readings: Readings): readonly Word[] {
  const partsOf = createParts(readings);
  return rows.flatMap(({ words }, row) =>
    words.map((word, at) => {
      const text = plainText(word);
      return { row, isName: at === 0, text, parts: partsOf(text) };
    })
  );
}

/** Looks through items, or bundles of them. */
export interface Search<Row> {
  /**
   * By name, by the words people use, by pinyin, by initials, and by what is near all of these. Best first; equal ones keep
   * the catalogue's order. Quick enough to run at every touch of a key.
   */
  find(typed: string): Found<Row>;
  /** Does beforehand what the first error would have to wait for. */
  prepare(): void;
}

/** What grows letter by letter is looked for only where its beginning was found. */
export function createSearch<Row extends Findable>(rows: readonly Row[], readings: Readings): Search<Row> {
  const words = wordsOf(rows, readings);
  const codes = new Map(rows.map(({ code }, at) => [plainText(code), at]));
  const near = createNear(words, rows.length);
  let before = { query: '', words };
  let fallback: { readonly unknown: string; readonly found: Found<Row> } | null = null;

  function answering(query: string, tally: Tally): readonly Word[] {
    const candidates = query.startsWith(before.query) ? before.words : words;
    return candidates.filter(({ row, isName, parts }) => {
      const points = alignmentPoints(query, parts);
      if (points > 0) tally.add(row, points + (isName ? NAME_BONUS : 0));
      return points > 0;
    });
  }
  const rowsAt = (places: readonly number[]) => places.flatMap((at) => rows[at] ?? []);

  function exactly(query: string): readonly Row[] {
    const tally = createTally();
    before = { query, words: answering(query, tally) };
    if (hasCharacters(query) && query.length >= 2)
      for (const { row, text } of words)
        if (text.length >= 2 && query.includes(text)) tally.add(row, CONTAINED_POINTS + text.length / query.length);
    const code = codes.get(query);
    if (code !== undefined) tally.add(code, CODE_POINTS);
    if (hasCharacters(query) && query.length >= 2)
      for (const [at, { plainHint }] of rows.entries()) if (plainHint.includes(query)) tally.add(at, HINT_POINTS);
    return rowsAt(ranked(tally));
  }
  /** What a beginning finds, up to the letter with which nothing is found any more; it is the same however it goes on. */
  function beginning(query: string): Found<Row> {
    if (fallback && query.startsWith(fallback.unknown)) return fallback.found;
    let found: Found<Row> = NOTHING;
    for (let length = LEAST_UNDERSTOOD; length <= query.length; length++) {
      const understood = query.slice(0, length);
      const begun = exactly(understood);
      if (begun.length === 0) {
        fallback = { unknown: understood, found };
        break;
      }
      found = { rows: [], near: begun, understood };
    }
    return found;
  }

  return {
    prepare: near.prepare,
    find(typed) {
      const query = plainText(typed);
      if (!query) return NOTHING;
      const exact = exactly(query);
      if (exact.length > 0) return { rows: exact, near: [], understood: query };
      const meant = rowsAt(ranked(near.find(query)));
      return meant.length > 0 ? { rows: [], near: meant, understood: query } : beginning(query);
    }
  };
}
