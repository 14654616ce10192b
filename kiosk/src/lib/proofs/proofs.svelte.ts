import type { Proof, ProofList } from '../../../../server/contract/proof.ts';
import { createSearch } from '../../../../server/contract/search.ts';
import { ask, type Trouble } from '../agent.ts';

/** The list of proofs, read once for each session; it holds nothing of anybody. */
class Proofs {
  list = $state.raw<ProofList | null>(null);
  trouble = $state<Trouble | null>(null);
  #loading: Promise<void> | null = null;

  load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read(): Promise<void> {
    const reply = await ask<ProofList>('/api/proofs');
    this.trouble = reply.ok ? null : reply.error;
    if (reply.ok) this.list = reply.value;
    else this.#loading = null;
  }

  readonly all = $derived<readonly Proof[]>(this.list?.proofs ?? []);
  readonly readings = $derived(this.list?.readings ?? {});

  readonly #search = $derived(createSearch(this.all, this.readings));

  /** What answers to what was typed, else what is near it. */
  find(typed: string): readonly Proof[] {
    const { rows, near } = this.#search.find(typed);
    return rows.length > 0 ? rows : near;
  }
}

export const proofs = new Proofs();
