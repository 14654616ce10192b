import type { Proof } from '../../../../server/contract/proof.ts';
import { type BundleRow, type CatalogueRow, createSearch, type Search } from '../../../../server/contract/search.ts';
import { proofs } from '../proofs/proofs.svelte.ts';
import { catalogue } from './catalogue.svelte.ts';

type Entry = CatalogueRow | BundleRow | Proof;

let ready: {
  readonly of: readonly [readonly CatalogueRow[], readonly Proof[]];
  readonly search: Search<Entry>;
} | null = null;

/** The search over what is offered, and over the proofs that nobody needs; made once for what was read, however often the page is opened. */
export function catalogueSearch(): Search<Entry> {
  const { rows, bundles, readings } = catalogue;
  const { all, readings: said } = proofs;
  if (ready?.of[0] !== rows || ready.of[1] !== all)
    ready = {
      of: [rows, all],
      search: createSearch<Entry>([...bundles, ...rows, ...all], { ...said, ...readings })
    };
  return ready.search;
}
