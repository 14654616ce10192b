import type { Authority } from '../../../../server/contract/wire.ts';
import { ask, type Trouble } from '../agent.ts';
import { terminal } from './terminal.svelte.ts';

export type ReadingState =
  | { readonly state: 'idle' }
  | { readonly state: 'waiting' }
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly trouble: Trouble };

/** One request for a card at a time; leaving the page withdraws it. */
export class CardReading {
  now = $state<ReadingState>({ state: 'idle' });
  /** The card was read, and the centre is asked who that is. */
  opening = $derived(this.now.state === 'opening' || (this.now.state === 'waiting' && terminal.cardWasRead));
  #withdraw: AbortController | null = null;

  /** Waits for a card and opens the session, or adds the person applied for. True when somebody is there. */
  async read(purpose: 'sign-in' | 'principal', authority?: Authority): Promise<boolean> {
    this.stop();
    const withdraw = new AbortController();
    this.#withdraw = withdraw;
    this.now = { state: 'waiting' };
    terminal.cardWasRead = false;
    const reply = await ask('/agent/session/read', {
      method: 'POST',
      body: { purpose, authority },
      signal: withdraw.signal
    });
    if (withdraw.signal.aborted) return false;
    this.#withdraw = null;
    if (!reply.ok) {
      this.now = { state: 'failed', trouble: reply.error };
      return false;
    }
    this.now = { state: 'opening' };
    await terminal.refresh();
    return true;
  }

  stop(): void {
    this.#withdraw?.abort();
    this.#withdraw = null;
    this.now = { state: 'idle' };
  }
}
