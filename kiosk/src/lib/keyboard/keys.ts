import type { Pictogram } from '../icons/pictograms.ts';

/** One key of an on-screen keyboard. */
export interface Key {
  readonly id: string;
  readonly label: string;
  readonly icon?: Pictogram;
  /** How many columns it takes. */
  readonly span?: number;
  readonly kind?: 'plain' | 'quiet' | 'way';
}

const plain = (text: string): Key => ({ id: text, label: text });
export const ERASE: Key = { id: 'erase', label: '删', icon: 'erase', kind: 'quiet' };
export const NEXT_LINE = '\n';

/** A to Z in the order everybody learnt, seven in a row: large enough for a thumb, and no typist's layout to know. */
export const LETTERS: readonly Key[] = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => ({
  id: letter,
  label: letter.toUpperCase()
}));
export const DIGITS: readonly Key[] = [...'1234567890'].map(plain);
/** Marks that an address or a sentence needs: with the figures and two keys more, three rows of ten. */
export const MARKS: readonly Key[] = [...'，。、；：？！（）《》“”·-/.#'].map(plain);
/** The last words of nearly every address. */
export const ADDRESS_WORDS: readonly Key[] = [
  '省',
  '市',
  '区',
  '县',
  '街道',
  '镇',
  '村',
  '路',
  '巷',
  '号',
  '小区',
  '幢',
  '单元',
  '室'
].map(plain);

/** Text after one key. Counting is by code point, so that a rare character is one. */
export function typed(text: string, key: string, maxLength: number): string {
  if (key === 'erase') return [...text].slice(0, -1).join('');
  const next = [...text, ...key];
  return next.length > maxLength ? text : next.join('');
}
