import type { BundleRow, CatalogueRow } from '../../../../server/contract/search.ts';
import { itemPictogram, type Pictogram } from '../icons/pictograms.ts';
import { bundle } from '../words/bundle.ts';
import { fieldOf, guideOf } from './guide-of.ts';

/** What a tile says of an item, or of a 一件事, which wears the pictogram of its first. */
interface TileOf {
  readonly href: string;
  readonly icon: Pictogram;
  readonly plain: string;
  readonly name: string;
  readonly printsResult: boolean;
  readonly anonymousAllowed: boolean;
}

export function tileOf(row: CatalogueRow | BundleRow): TileOf {
  const href = guideOf(row.code);
  if ('field' in row) {
    const { code, field, plainName: plain, name, printsResult, anonymousAllowed } = row;
    return { href, icon: itemPictogram(code, field), plain, name, printsResult, anonymousAllowed };
  }
  const [first = ''] = row.items;
  const [plain = row.name] = row.plainWords;
  return {
    href,
    icon: itemPictogram(first, fieldOf(first)),
    plain,
    name: bundle.parts(row.name, row.items.length),
    printsResult: false,
    anonymousAllowed: false
  };
}
