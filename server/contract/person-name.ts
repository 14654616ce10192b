/** Longest name in code points: 民委发〔2016〕33号 asks for at least 50 characters; we allow twice that. */
export const MAX_NAME_LENGTH = 100;

/**
 * True where a name can be kept. Every code point survives as it is: no normalisation, private-use characters and lone
 * surrogates included (older cards carry them). The separator of minority names is `·` U+00B7 and nothing else.
 */
export function isPersonName(name: string): boolean {
  const length = [...name].length;
  return length >= 1 && length <= MAX_NAME_LENGTH && name.trim() === name && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name);
}

/**
 * True where a dot that only looks like `·` stands between characters: what a keyboard gave, not what a card carries.
 * Records hold U+00B7, so that a name typed with another would be nobody's.
 */
export const hasWrongSeparator = (name: string): boolean => /[•‧∙⋅・･]/u.test(name);

/** Name for a screen that others can see: the first character of the given name is hidden, `张*伟`, `买*·某某`. */
export function maskPersonName(name: string): string {
  const points = [...name];
  return points.map((point, index) => (index === 1 && point !== '·' ? '*' : point)).join('');
}

/** True where a character has no agreed shape: private use areas, or half of a surrogate pair. */
export function hasUnencodedCharacter(name: string): boolean {
  return /[\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]|\p{Cs}/u.test(name);
}
