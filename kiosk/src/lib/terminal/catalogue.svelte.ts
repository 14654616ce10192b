import type { Item } from '../../../../server/contract/item.ts';
import type { BundleRow, CatalogueRow, Catalogue as Offered } from '../../../../server/contract/search.ts';
import { ask, type Reply, type Trouble } from '../agent.ts';

/** The catalogue, read once for each session; it holds nothing of anybody. */
class Catalogue {
  rows = $state.raw<readonly CatalogueRow[]>([]);
  bundles = $state.raw<readonly BundleRow[]>([]);
  readings = $state.raw<Offered['readings']>({});
  trouble = $state<Trouble | null>(null);
  #loading: Promise<void> | null = null;

  load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read(): Promise<void> {
    const reply = await ask<Offered>('/api/catalogue');
    this.trouble = reply.ok ? null : reply.error;
    if (reply.ok) {
      this.rows = reply.value.rows;
      this.bundles = reply.value.bundles;
      this.readings = reply.value.readings;
    } else this.#loading = null;
  }

  row(code: string): CatalogueRow | null {
    return this.rows.find((candidate) => candidate.code === code) ?? null;
  }

  inField(field: string): readonly CatalogueRow[] {
    return this.rows.filter((candidate) => candidate.field === field);
  }

  bundle(code: string): BundleRow | null {
    return this.bundles.find((candidate) => candidate.code === code) ?? null;
  }

  item(code: string): Reply<Item> {
    return ask<Item>(`/api/catalogue/items/${encodeURIComponent(code)}`);
  }
}

export const catalogue = new Catalogue();
