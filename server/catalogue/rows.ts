import { pinyin } from 'pinyin-pro';
import type { Bundle } from '../contract/bundle.ts';
import { type Item, printsResult } from '../contract/item.ts';
import { limitText } from '../contract/limit.ts';
import { plainText, splitText } from '../contract/search/word.ts';
import type { BundleRow, CatalogueRow } from '../contract/search.ts';

/** Characters that people say in more than one way, also where only one is right: 行, 重, 长 and what names of services have. */
const SAID_IN_TWO_WAYS = /[行重长调差给血率校核藏降角种便参载折省卡畜]/;

const LETTERS = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const;

function readingsOf(part: string, here: string): string {
  if (!SAID_IN_TWO_WAYS.test(part)) return here;
  return [...new Set([here, ...pinyin(part, { ...LETTERS, multiple: true })])].join('|');
}

function searchWord(text: string): CatalogueRow['words'][number] {
  const parts = splitText(text);
  const here = pinyin(plainText(text), LETTERS);
  const spoken = here.length === parts.length ? here : parts.map((part) => pinyin(part, LETTERS).join(''));
  return { text, pinyin: parts.map((part, at) => readingsOf(part, spoken[at] ?? part)).join(' ') };
}

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
  words: [item.name, ...item.plainWords].map(searchWord)
});

/** A bundle with what the search in the browser needs. */
export const bundleRow = (bundle: Bundle): BundleRow => ({
  ...bundle,
  words: [...new Set([bundle.name, ...bundle.plainWords])].map(searchWord)
});
