/** How characters are said: every way that the catalogue's words have for one, the likeliest first, with `|` between. */
export type Readings = Readonly<Record<string, string>>;

/** A character, or letters and digits in a row, and how it is said: in one way or in several, the likeliest first. */
export interface Part {
  readonly text: string;
  readonly readings: readonly string[];
}

const NEITHER_CHARACTER_NOR_LETTER = /[^\p{Letter}\p{Number}]/gu;

/** As it is compared: no marks, no spaces, lower case, ü as the v of keyboards. */
export const plainText = (text: string): string =>
  text.toLowerCase().replaceAll('ü', 'v').replaceAll(NEITHER_CHARACTER_NOR_LETTER, '');

/** What is said in one go: each character, and letters and digits in a row. Of text that is plain. */
export const splitText = (text: string): readonly string[] => text.match(/[a-z\d]+|./gu) ?? [];

/** Gives the parts of plain text; one of a kind is made once. */
export function createParts(readings: Readings): (text: string) => readonly Part[] {
  const known = new Map<string, Part>();
  return (text) =>
    splitText(text).map((part) => {
      const found = known.get(part) ?? { text: part, readings: readings[part]?.split('|') ?? [part] };
      known.set(part, found);
      return found;
    });
}

/** What somebody wrote holds characters, not letters of the keyboard only. */
export const hasCharacters = (text: string): boolean => /[^a-z\d]/.test(text);
