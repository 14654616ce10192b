import { hasCharacters, type Part } from './word.ts';

/** How a word was written: every syllable in full but the last, the first letter of each, or now so and now so. */
type Manner = 'spelled' | 'initials' | 'mixed';

/** Points for a word that what was written ends with, begins, or is in. All are above what is only near. */
const POINTS = {
  whole: { spelled: 100, initials: 90, mixed: 85 },
  beginning: { spelled: 60, initials: 50, mixed: 48 },
  inside: { spelled: 42, initials: 40, mixed: 34 }
} as const satisfies Record<string, Record<Manner, number>>;
/** Characters say more than letters do. */
const CHARACTERS = { whole: 100, beginning: 80, inside: 70 } as const;
/** So many letters at least are looked for within words: fewer are in nearly every one. */
const LEAST_INSIDE = { spelled: 2, initials: 2, mixed: 3 } as const satisfies Record<Manner, number>;
/** For how much of the word was written: of two that fit alike the shorter stands first. */
const SHARE_POINTS = 4;

interface Way {
  readonly at: number;
  readonly part: number;
  readonly isSpelled: boolean;
  readonly isInitials: boolean;
}

function sharedLength(query: string, at: number, reading: string): number {
  let length = 0;
  while (length < reading.length && at + length < query.length && query[at + length] === reading[length]) length++;
  return length;
}

/**
 * How well a word answers to what was written: characters, full pinyin, first letters, or any of them in turn (低bao, dib,
 * jzzsl). 0 where it does not. Never less than 0 for a beginning of what has points: what does not fit now will not fit
 * when more is written.
 */
export function alignmentPoints(query: string, parts: readonly Part[]): number {
  const isCharacters = hasCharacters(query);
  let best = 0;

  function end(start: number, { part, isSpelled, isInitials }: Way, isComplete: boolean): void {
    const manner = isSpelled ? 'spelled' : isInitials ? 'initials' : 'mixed';
    const isWhole = start === 0 && part === parts.length && (isComplete || manner !== 'spelled');
    const place = isWhole ? 'whole' : start === 0 ? 'beginning' : 'inside';
    if (place === 'inside' && !isCharacters && query.length < LEAST_INSIDE[manner]) return;
    const points = isCharacters && isSpelled ? CHARACTERS[place] : POINTS[place][manner];
    best = Math.max(best, points + (SHARE_POINTS * (part - start)) / parts.length);
  }
  function walk(start: number, way: Way): void {
    const part = parts[way.part];
    if (!part) return;
    const next = way.part + 1;
    if (query.startsWith(part.text, way.at) && hasCharacters(part.text)) {
      const after = { ...way, at: way.at + part.text.length, part: next, isInitials: false };
      if (after.at === query.length) end(start, after, true);
      else walk(start, after);
    }
    for (const reading of part.readings)
      for (let length = sharedLength(query, way.at, reading); length > 0; length--) {
        const isComplete = length === reading.length;
        const isLast = way.at + length === query.length;
        const after = {
          at: way.at + length,
          part: next,
          isSpelled: way.isSpelled && (isComplete || isLast),
          isInitials: way.isInitials && length === 1
        };
        if (isLast) end(start, after, isComplete);
        else walk(start, after);
      }
  }
  for (let start = 0; start < parts.length; start++)
    walk(start, { at: 0, part: start, isSpelled: true, isInitials: true });
  return best;
}
