import { ask } from '../../agent.ts';
import { troubleText } from '../words.ts';

/** A list that a page shows and changes: read anew after each change, with what went wrong in one sentence. */
export class Listed<T> {
  value = $state.raw<T | null>(null);
  trouble = $state<string | null>(null);
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async load(): Promise<void> {
    const reply = await ask<T>(this.#path);
    if (reply.ok) this.value = reply.value;
    else this.trouble = troubleText(reply.error.code);
  }

  /** Sends a change and reads the list anew; the code of what it was refused with, or null. */
  async send(path: string, body: object): Promise<string | null> {
    this.trouble = null;
    const reply = await ask(path, { method: 'POST', body });
    await this.load();
    return reply.ok ? null : reply.error.code;
  }

  /** The same from the page itself, which says what went wrong above the list. */
  async change(path: string, body: object): Promise<void> {
    const code = await this.send(path, body);
    if (code) this.trouble = troubleText(code);
  }
}
