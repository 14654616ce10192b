import type {
  Ticket,
  TicketAction,
  TicketPriority,
  WindowTicket,
  WindowTickets
} from '../../../../../server/contract/ticket-wire.ts';
import { ask } from '../../agent.ts';
import { troubleText } from '../words.ts';

/** The counter that whoever works here sits at, whom it serves, and who waits. */
class Counter {
  seen = $state.raw<WindowTickets | null>(null);
  /** Why something that was pressed here did not happen. */
  told = $state<string | null>(null);
  busy = $state(false);
  #reading = false;
  #asked = false;

  /** Called or served; one at most. */
  current = $derived(this.seen?.mine.find(({ state }) => state !== 'held') ?? null);
  held = $derived(this.seen?.mine.filter(({ state }) => state === 'held') ?? []);

  /** However often something changes meanwhile, it is read once more after that. */
  async refresh(): Promise<void> {
    this.#asked = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#asked) {
      this.#asked = false;
      const reply = await ask<WindowTickets>('/api/window/tickets');
      if (reply.ok) this.seen = reply.value;
    }
    this.#reading = false;
  }

  /** One at a time: a second press while the first is on its way is none. */
  async #send<T>(path: string, method: 'POST' | 'DELETE', body?: object): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.told = null;
    const reply = await ask<T>(`/api/window/${path}`, body ? { method, body } : { method });
    if (!reply.ok) this.told = troubleText(reply.error.code);
    this.busy = false;
    void this.refresh();
    return reply.ok ? reply.value : null;
  }

  /** What was answered is shown at once, and the next key means what it says there; the rest of the hall comes after it. */
  #place(ticket: WindowTicket | null, goneId: string | null): void {
    if (!this.seen) return;
    const others = this.seen.mine.filter(({ id }) => id !== ticket?.id && id !== goneId);
    const isHere = ticket !== null && ['called', 'serving', 'held'].includes(ticket.state);
    this.seen = { ...this.seen, mine: isHere ? [ticket, ...others] : others };
  }

  /** 叫下一位; whoever is served here is done with that. */
  async next(): Promise<void> {
    const finish = this.current?.id ?? null;
    const reply = await this.#send<{ ticket: WindowTicket | null }>('tickets/next', 'POST', { finish });
    if (reply) this.#place(reply.ticket, finish);
  }

  async act(id: string, action: TicketAction): Promise<void> {
    const ticket = await this.#send<WindowTicket>(`tickets/${encodeURIComponent(id)}/acts`, 'POST', action);
    if (ticket) this.#place(ticket, id);
  }

  async sit(name: string): Promise<void> {
    await this.#send('counter', 'POST', { name });
  }

  async leave(): Promise<void> {
    await this.#send('counter', 'DELETE');
  }

  async add(name: string): Promise<void> {
    await this.#send('counters', 'POST', { name });
  }

  async remove(name: string): Promise<void> {
    await this.#send(`counters/${encodeURIComponent(name)}`, 'DELETE');
  }

  /** A number for somebody who stands here; null where none was given. The same press sent again is the same number. */
  giveOut(key: string, priority: TicketPriority): Promise<Ticket | null> {
    return this.#send<Ticket>('tickets', 'POST', { key, priority, itemCode: null });
  }
}

export const counter = new Counter();
