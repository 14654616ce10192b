import { randomInt } from 'node:crypto';

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A random code for people to copy. */
export const readableCode = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A random number for people to press on a pad of digits. */
export const digitCode = (length: number): string => Array.from({ length }, () => randomInt(10)).join('');
