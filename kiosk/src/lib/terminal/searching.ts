import { type BundleRow, type CatalogueRow, createSearch, type Search } from '../../../../server/contract/search.ts';
import { catalogue } from './catalogue.svelte.ts';

type Entry = CatalogueRow | BundleRow;

let ready: { readonly of: readonly CatalogueRow[]; readonly search: Search<Entry> } | null = null;

/** The search over what is offered; made once for what was read, however often the page is opened. */
export function catalogueSearch(): Search<Entry> {
  const { rows, bundles, readings } = catalogue;
  if (ready?.of !== rows) ready = { of: rows, search: createSearch<Entry>([...bundles, ...rows], readings) };
  return ready.search;
}
