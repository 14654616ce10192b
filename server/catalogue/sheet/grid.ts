import type { SheetCode, SheetFinding } from '../../contract/sheet.ts';

/** A table as a file has it: rows by the number a spreadsheet shows, cells by column from 0, every cell as text. */
export interface Grid {
  readonly name: SheetName;
  /** What the file calls it: places are told by this. */
  readonly title: string;
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  readonly number: number;
  readonly cells: readonly (string | undefined)[];
}

/** What came of the bytes of a file. With any finding nothing of it is taken over. */
export interface Grids {
  readonly grids: readonly Grid[];
  readonly findings: readonly SheetFinding[];
}

/** The sheets of a 实施清单, in the order in which they are written. */
export const SHEETS = ['事项', '材料', '收费', '常见问题'] as const;
export type SheetName = (typeof SHEETS)[number];

export const isSheetName = (name: string): name is SheetName => SHEETS.some((known) => known === name);

/** A table as it is written: its headings, then rows of as many texts. */
export interface WrittenTable {
  readonly name: SheetName;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const LIMITS = {
  /** Of the file, as of every body. */
  bytes: 6_000_000,
  /** Of what a packed file holds: a few kilobytes may say that they are gigabytes. */
  unpackedBytes: 48_000_000,
  parts: 500,
  /** Of one part: what is nearly nothing, millions of times, takes time all the same. */
  tags: 3_000_000,
  items: 5_000,
  entries: 50_000,
  columns: 200,
  /** Of one cell, as spreadsheets have it. */
  characters: 32_767,
  /** Of all cells together. */
  allCharacters: 20_000_000,
  /** Places told at once. */
  findings: 200
} as const;

export const rowLimit = (name: SheetName): number => (name === '事项' ? LIMITS.items : LIMITS.entries);

/** The letters of a column, from 0: A, Z, AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : columnLetters(rest)}${String.fromCharCode(65 + (index % 26))}`;
}

/** The column of a reference such as `AB12`, from 0; -1 where it is none. */
export function columnIndex(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** A place as staff find it in the file: `材料!C7`. */
export const placeOf = (sheet: string, row: number, column: number): string =>
  `${sheet}!${columnLetters(column)}${row}`;

/** Collects what is wrong, until there is more than anybody reads at once. */
export class Findings {
  readonly list: SheetFinding[] = [];

  add(code: SheetCode, place: string, value?: string): void {
    if (this.list.length >= LIMITS.findings) return;
    this.list.push({ code, place, ...(value === undefined ? {} : { value: shortened(value) }) });
  }

  get full(): boolean {
    return this.list.length >= LIMITS.findings;
  }
}

/** A cell as a sentence can quote it. */
const shortened = (value: string): string => {
  const signs = [...value];
  return signs.length > 60 ? `${signs.slice(0, 60).join('')}…` : value;
};
