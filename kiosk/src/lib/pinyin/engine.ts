/** A word that answers to what was typed; `length` says how many letters of it are used up. */
export interface Candidate {
  readonly text: string;
  readonly length: number;
}

interface Word {
  readonly text: string;
  readonly frequency: number;
}
interface Node {
  readonly children: Map<string, Node>;
  /** The dictionary's text until somebody asks; then its words, most frequent first. */
  words: string | readonly Word[] | null;
}
interface Match {
  readonly text: string;
  readonly end: number;
  readonly cost: number;
  readonly syllables: number;
}

/** Sounds that many speakers of the south do not tell apart, in either direction. */
const FUZZY_INITIALS = [
  ['zh', 'z'],
  ['ch', 'c'],
  ['sh', 's'],
  ['n', 'l'],
  ['f', 'h']
] as const;
const FUZZY_FINALS = [
  ['ang', 'an'],
  ['eng', 'en'],
  ['ing', 'in']
] as const;
const INITIAL = /^(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)$/;

/** Costs are negative logarithms of probability; these stand for how unlikely a speller is to mean it that way. */
const COST = { fuzzy: 3, unfinished: 2, initialOnly: 5, most: 16 } as const;
const WEIGHT_OF_ALL_WORDS = 1e8;
const LONGEST_SYLLABLE = 6;
const LONGEST_WORD = 8;

const newNode = (): Node => ({ children: new Map(), words: null });

function wordsOf(node: Node): readonly Word[] {
  if (typeof node.words === 'string')
    node.words = node.words.split(' ').map((entry) => {
      const digits = /\d+$/.exec(entry)?.[0] ?? '';
      return { text: entry.slice(0, entry.length - digits.length), frequency: Number(digits) };
    });
  return node.words ?? [];
}

function swaps(syllable: string): Set<string> {
  const found = new Set([syllable]);
  for (const [a, b] of FUZZY_INITIALS)
    for (const known of [...found]) {
      if (known.startsWith(a)) found.add(b + known.slice(a.length));
      else if (known.startsWith(b) && known[b.length] !== 'h') found.add(a + known.slice(b.length));
    }
  for (const [a, b] of FUZZY_FINALS)
    for (const known of [...found]) {
      if (known.endsWith(a)) found.add(known.slice(0, -a.length) + b);
      else if (known.endsWith(b)) found.add(known.slice(0, -b.length) + a);
    }
  return found;
}

/**
 * Pinyin to characters: words and whole phrases, initials alone (`njs`), a last syllable not finished, and the fuzzy
 * sounds of southern speakers. Runs in a browser without anything else; the dictionary is `static/pinyin/words.txt`.
 */
export function createPinyin(): {
  /** Takes in lines of the dictionary: all at once, or in pieces that leave the processor free between them. */
  read(lines: string): void;
  candidates(typed: string, most: number): Candidate[];
} {
  const root = newNode();
  const syllables = new Set<string>();
  const byBeginning = new Map<string, string[]>();

  function meet(syllable: string): void {
    if (syllables.has(syllable)) return;
    syllables.add(syllable);
    for (let length = 1; length <= syllable.length; length++) {
      const beginning = syllable.slice(0, length);
      const list = byBeginning.get(beginning);
      if (list) list.push(syllable);
      else byBeginning.set(beginning, [syllable]);
    }
  }
  /** The place of a spelling such as `ni hao`, made where there was none. */
  function placeOf(spelling: string): Node {
    let node = root;
    for (const syllable of spelling.split(' ')) {
      meet(syllable);
      let child = node.children.get(syllable);
      if (!child) {
        child = newNode();
        node.children.set(syllable, child);
      }
      node = child;
    }
    return node;
  }

  const readings = new Map<string, Map<string, number>>();
  /** Syllables that a run of letters may stand for, with the cost of reading it so. */
  function readingsOf(letters: string, atEnd: boolean): Map<string, number> {
    const key = atEnd ? `${letters}$` : letters;
    const known = readings.get(key);
    if (known) return known;
    const found = new Map<string, number>();
    for (const variant of swaps(letters))
      if (syllables.has(variant)) found.set(variant, variant === letters ? 0 : COST.fuzzy);
    if (atEnd || INITIAL.test(letters))
      for (const syllable of byBeginning.get(letters) ?? [])
        if (!found.has(syllable)) found.set(syllable, atEnd && letters.length > 1 ? COST.unfinished : COST.initialOnly);
    readings.set(key, found);
    return found;
  }

  /** Every word of the dictionary that begins at `start`, at most `each` of each spelling. */
  function matchesAt(letters: string, start: number, each: number): Match[] {
    const found: Match[] = [];
    const walk = (node: Node, position: number, cost: number, depth: number): void => {
      if (depth > 0)
        for (const word of wordsOf(node).slice(0, each))
          found.push({
            text: word.text,
            end: position,
            cost: cost - Math.log((word.frequency + 1) / WEIGHT_OF_ALL_WORDS),
            syllables: depth
          });
      if (position >= letters.length || depth >= LONGEST_WORD) return;
      for (let length = Math.min(LONGEST_SYLLABLE, letters.length - position); length > 0; length--) {
        const end = position + length;
        for (const [syllable, extra] of readingsOf(letters.slice(position, end), end === letters.length)) {
          const child = cost + extra <= COST.most ? node.children.get(syllable) : undefined;
          if (child) walk(child, end, cost + extra, depth + 1);
        }
      }
    };
    walk(root, start, 0, 0);
    return found;
  }

  /** The likeliest row of words that uses up everything typed; null where there is none. */
  function phrase(letters: string, first: readonly Match[]): string | null {
    const best: ({ cost: number; text: string } | undefined)[] = [{ cost: 0, text: '' }];
    for (let position = 0; position < letters.length; position++) {
      const here = best[position];
      if (!here) continue;
      for (const match of position === 0 ? first : matchesAt(letters, position, 1)) {
        const cost = here.cost + match.cost;
        const there = best[match.end];
        if (!there || cost < there.cost) best[match.end] = { cost, text: here.text + match.text };
      }
    }
    return best[letters.length]?.text ?? null;
  }

  return {
    read(lines) {
      for (let start = 0; start < lines.length; ) {
        let end = lines.indexOf('\n', start);
        if (end < 0) end = lines.length;
        const tab = lines.indexOf('\t', start);
        if (tab > 0 && tab < end) placeOf(lines.slice(start, tab)).words = lines.slice(tab + 1, end);
        start = end + 1;
      }
    },
    candidates(typed, most) {
      const letters = typed
        .toLowerCase()
        .replaceAll('ü', 'v')
        .replace(/[^a-z]/g, '');
      if (!letters) return [];
      const matches = matchesAt(letters, 0, 60).sort((a, b) => b.end - a.end || a.cost - b.cost);
      const found = new Map<string, Candidate>();
      const whole = phrase(letters, matches);
      if (whole) found.set(whole, { text: whole, length: letters.length });
      const longFirst = [
        ...matches.filter((match) => match.syllables > 1),
        ...matches.filter((match) => match.syllables === 1)
      ];
      for (const match of longFirst) {
        if (found.size >= most) break;
        if (!found.has(match.text)) found.set(match.text, { text: match.text, length: match.end });
      }
      return [...found.values()];
    }
  };
}
