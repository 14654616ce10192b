/** Sounds that many do not tell apart, and letters that keyboards have for one sound; each becomes the second. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/([zcs])h/g, '$1'],
  // A ng before a vowel is two sounds: ping an, pin gan.
  [/ng(?![aeiouv])/g, 'n'],
  [/hu(?=[aeio])/g, 'f'],
  [/h/g, 'f'],
  [/n/g, 'l'],
  [/v/g, 'u']
];

/** Pinyin as a speaker of the south hears it: z and zh, c and ch, s and sh, n and l, f and h, in and ing are one. */
export const soundOf = (pinyin: string): string =>
  ALIKE.reduce((heard, [letters, one]) => heard.replaceAll(letters, one), pinyin);
