import type { OpenedTicket } from '../../../../../server/contract/ticket-wire.ts';
import { ask, type Trouble } from '../../agent.ts';

/** What came with a ticket, on the screen of whoever serves it, for as long as they do. */
export class OpenTicket {
  found = $state.raw<OpenedTicket | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  async load(): Promise<void> {
    const reply = await ask<OpenedTicket>(`/api/window/tickets/${encodeURIComponent(this.#id)}/application`);
    this.trouble = reply.ok ? null : reply.error;
    if (this.trouble?.code === 'request.malformed') this.trouble = { code: 'ticket.not-found' };
    if (reply.ok) this.found = reply.value;
  }

  /** It is served here no more: nothing of it stays on this screen either. */
  erase(): void {
    this.found = null;
    this.trouble = { code: 'ticket.over' };
  }
}
