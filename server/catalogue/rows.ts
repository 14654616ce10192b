import { pinyin } from 'pinyin-pro';
import type { Bundle } from '../contract/bundle.ts';
import { type Item, printsResult } from '../contract/item.ts';
import { limitText } from '../contract/limit.ts';
import { plainText, type Readings, splitText } from '../contract/search/word.ts';
import type { BundleRow, CatalogueRow } from '../contract/search.ts';

/** Published versions never change: what was made of one is kept as long as it is. */
const known = new WeakMap<Item, CatalogueRow>();

/** An item in short, for lists and for the search that runs in the browser. */
export function catalogueRow(item: Item): CatalogueRow {
  const row = known.get(item) ?? makeRow(item);
  known.set(item, row);
  return row;
}

const makeRow = (item: Item): CatalogueRow => ({
  code: item.code,
  version: item.version,
  name: item.name,
  plainName: item.plainWords[0] ?? item.name,
  plainHint: item.plainHint,
  field: item.field,
  handling: item.handling,
  terminalUse: item.terminalUse,
  limit: limitText(item.promisedLimit),
  brings: item.materials
    .filter((material) => material.source === 'resident' && material.required)
    .map((material) => material.name),
  anonymousAllowed: item.anonymousAllowed,
  printsResult: printsResult(item),
  words: [item.name, ...item.plainWords]
});

/** A bundle with what the search in the browser needs. */
export const bundleRow = (bundle: Bundle): BundleRow => ({
  ...bundle,
  words: [...new Set([bundle.name, ...bundle.plainWords])]
});

/** Characters of names of services that people say in more than one way, also where only one is right. */
const SAID_IN_TWO_WAYS = '行重长调差给血率校核藏降角种便参载折省卡畜';
const LETTERS = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const;

/** How the parts of one text are said where they stand. */
function spoken(text: string): readonly (readonly [part: string, reading: string])[] {
  const plain = plainText(text);
  const parts = splitText(plain);
  const here = pinyin(plain, LETTERS);
  return parts.map((part, at) => [part, (here.length === parts.length ? here[at] : pinyin(part, LETTERS)[0]) ?? part]);
}
const spokenOf = new WeakMap<{ readonly words: readonly string[] }, ReturnType<typeof spoken>>();

/** Every way in which a character is said in the words of these rows, the most frequent first. */
export function readingsOf(rows: readonly { readonly words: readonly string[] }[]): Readings {
  const counts = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const said = spokenOf.get(row) ?? row.words.flatMap(spoken);
    spokenOf.set(row, said);
    for (const [part, reading] of said) {
      if (part === reading) continue;
      const ways = counts.get(part) ?? new Map<string, number>();
      counts.set(part, ways.set(reading, (ways.get(reading) ?? 0) + 1));
    }
  }
  return Object.fromEntries(
    [...counts].map(([part, ways]) => {
      const frequent = [...ways].sort(([, one], [, another]) => another - one).map(([reading]) => reading);
      const others = SAID_IN_TWO_WAYS.includes(part) ? pinyin(part, { ...LETTERS, multiple: true }) : [];
      return [part, [...new Set([...frequent, ...others])].join('|')];
    })
  );
}
