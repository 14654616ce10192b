import type { Item } from '../../../../server/contract/item.ts';
import type { CatalogueRow } from '../../../../server/contract/search.ts';
import { ask, type Reply, type Trouble } from '../agent.ts';

/** The catalogue, read once for each session; it holds nothing of anybody. */
class Catalogue {
  rows = $state.raw<readonly CatalogueRow[]>([]);
  trouble = $state<Trouble | null>(null);
  #loading: Promise<void> | null = null;

  load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read(): Promise<void> {
    const reply = await ask<{ rows: readonly CatalogueRow[] }>('/api/catalogue');
    this.trouble = reply.ok ? null : reply.error;
    if (reply.ok) this.rows = reply.value.rows;
    else this.#loading = null;
  }

  row(code: string): CatalogueRow | null {
    return this.rows.find((candidate) => candidate.code === code) ?? null;
  }

  inField(field: string): readonly CatalogueRow[] {
    return this.rows.filter((candidate) => candidate.field === field);
  }

  item(code: string): Reply<Item> {
    return ask<Item>(`/api/catalogue/items/${encodeURIComponent(code)}`);
  }
}

export const catalogue = new Catalogue();
