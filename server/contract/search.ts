import type { Bundle } from './bundle.ts';

/** A name or a word residents use, its full pinyin and its initials, all in lower case. */
interface SearchWord {
  readonly text: string;
  readonly pinyin: string;
  readonly initials: string;
}

/** An item as lists and searches need it. `pinyin` and `initials` are made by the server, so that browsers need no dictionary. */
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

type Found = Pick<CatalogueRow, 'code' | 'plainHint' | 'words'>;

const NAME_BONUS = 5;

function scoreWord(query: string, word: SearchWord): number {
  if (word.text === query || word.pinyin === query) return 100;
  if (word.initials === query) return 90;
  if (word.text.startsWith(query)) return 80;
  if (word.text.includes(query)) return 70;
  if (query.length >= 2 && word.text.length >= 2 && query.includes(word.text)) return 65;
  if (!/^[a-z]+$/.test(query)) return 0;
  if (word.pinyin.startsWith(query)) return 60;
  if (word.initials.startsWith(query)) return 50;
  if (query.length >= 2 && word.initials.includes(query)) return 40;
  return query.length >= 3 && word.pinyin.includes(query) ? 30 : 0;
}

function score(query: string, row: Found): number {
  const best = row.words.map((word, index) => {
    const points = scoreWord(query, word);
    return points > 0 && index === 0 ? points + NAME_BONUS : points;
  });
  const hint = query.length >= 2 && row.plainHint.includes(query) ? 20 : 0;
  const code = row.code.toLowerCase() === query ? 100 : 0;
  return Math.max(0, hint, code, ...best);
}

/**
 * Items, or bundles of them, for what somebody wrote: by name, by the words people use, by pinyin, by initials. Best first; equal ones keep
 * the catalogue's order. Pure, and quick enough to run at every touch of a key.
 */
export function searchItems<Row extends Found>(rows: readonly Row[], typed: string): Row[] {
  const query = typed.toLowerCase().replaceAll(/[\s'’]/g, '');
  if (!query) return [];
  return rows
    .map((row, order) => ({ row, order, points: score(query, row) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.order - b.order)
    .map(({ row }) => row);
}
