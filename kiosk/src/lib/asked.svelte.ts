import type { Reply } from './agent.ts';

/**
 * An answer that a page waits for. Taken into the page's own state, and not awaited in its markup: what cannot be drawn
 * then reaches the nearest boundary, where a promise would leave the page waiting for ever.
 */
export class Asked<T> {
  reply = $state.raw<Awaited<Reply<T>> | null>(null);
  #turn = 0;

  /** Waits for another answer; one that comes late is not shown in its place. */
  async wait(answer: Reply<T> | null): Promise<void> {
    const own = ++this.#turn;
    this.reply = null;
    const reply = await answer;
    if (own === this.#turn) this.reply = reply;
  }
}
