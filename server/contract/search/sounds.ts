/** Sounds that many do not tell apart, and letters that keyboards have for one sound; each becomes the second. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/([zcs])h/g, '$1'],
  // A ng before a vowel is left: it is ping an, or pin gan.
  [/ng(?![aeiouv])/g, 'n'],
  [/hu(?=[aeio])/g, 'f'],
  [/h/g, 'f'],
  [/n/g, 'l'],
  [/v/g, 'u']
];

/** Pinyin as a speaker of the south hears it: z and zh, c and ch, s and sh, n and l, f and h, in and ing are one. */
export const soundOf = (pinyin: string): string =>
  ALIKE.reduce((heard, [letters, one]) => heard.replaceAll(letters, one), pinyin);

/** The sounds of syllables in a row, which together are what `soundOf` has of all their letters; each is heard once. */
export function createSounds(): (syllables: readonly string[]) => readonly string[] {
  const known = new Map<string, { readonly beforeVowel: string; readonly elsewhere: string }>();
  const heard = (syllable: string) => {
    const found = known.get(syllable) ?? {
      beforeVowel: soundOf(`${syllable}a`).slice(0, -1),
      elsewhere: soundOf(syllable)
    };
    known.set(syllable, found);
    return found;
  };
  return (syllables) =>
    syllables.map(
      (syllable, at) => heard(syllable)[/^[aeo]/.test(syllables[at + 1] ?? '') ? 'beforeVowel' : 'elsewhere']
    );
}
