import { pinyin } from 'pinyin-pro';
import type { Bundle } from '../contract/bundle.ts';
import { type Item, printsResult } from '../contract/item.ts';
import { limitText } from '../contract/limit.ts';
import type { BundleRow, CatalogueRow } from '../contract/search.ts';

function searchWord(text: string): CatalogueRow['words'][number] {
  const letters = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const;
  const syllables = pinyin(text.replaceAll(/[（）()《》、，。·]/g, ''), letters).map((part) => part.toLowerCase());
  return {
    text: text.toLowerCase(),
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => syllable.charAt(0)).join('')
  };
}

/** An item in short, for lists and for the search that runs in the browser. */
export function catalogueRow(item: Item): CatalogueRow {
  return {
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
  };
}

/** A bundle with what the search in the browser needs. */
export const bundleRow = (bundle: Bundle): BundleRow => ({
  ...bundle,
  words: [...new Set([bundle.name, ...bundle.plainWords])].map(searchWord)
});
