/** A name or a word residents use. Its readings are made by the server, so that browsers need no dictionary. */
export interface SearchWord {
  readonly text: string;
  /** A syllable for each part, with spaces between; more ways to say one with `|`: `yin hang|xing`. */
  readonly pinyin: string;
}

/** A character, or letters and digits in a row, and how it is said: in one way or in several, the likeliest first. */
export interface Part {
  readonly text: string;
  readonly readings: readonly string[];
}

const NEITHER_CHARACTER_NOR_LETTER = /[^\p{Script=Han}\p{Letter}\p{Number}]/gu;

/** As it is compared: no marks, no spaces, lower case, ü as the v of keyboards. */
export const plainText = (text: string): string =>
  text.toLowerCase().replaceAll('ü', 'v').replaceAll(NEITHER_CHARACTER_NOR_LETTER, '');

/** What is said in one go: each character, and letters and digits in a row. */
export const splitText = (text: string): readonly string[] => plainText(text).match(/[a-z\d]+|./gu) ?? [];

export const partsOf = ({ text, pinyin }: SearchWord): readonly Part[] => {
  const spoken = pinyin.split(' ');
  return splitText(text).map((part, at) => ({ text: part, readings: spoken[at]?.split('|') ?? [part] }));
};

/** What somebody wrote holds characters, not letters of the keyboard only. */
export const hasCharacters = (text: string): boolean => /[^a-z\d]/.test(text);
