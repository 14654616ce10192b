import type { Staff } from '../../../../server/contract/window-wire.ts';
import type { Centre } from '../../../../server/contract/wire.ts';
import { ask, type Trouble } from '../agent.ts';
import { type Change, openLiveLine } from './live-line.ts';

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly department: string | null;
}

interface Me {
  readonly staff: Staff;
  readonly centre: Centre;
  readonly deskAgent: string;
}

/** Whoever sits at this window, and the line on which news of cases comes. */
class Desk {
  me = $state.raw<Me | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  colleagues = $state.raw<readonly Colleague[]>([]);
  /** Whether changes made elsewhere are seen here as they happen. */
  live = $state(false);
  /** The queue as it was last looked at, and the case that was opened from it. */
  queueAddress = $state('/window');
  lastCase = $state<string | null>(null);
  /** What stood in the queue when it was last looked at, in its order: one case leads to the next. */
  queued: readonly string[] = [];

  #listeners = new Set<(change: Change | null) => void>();
  #callListeners = new Set<() => void>();
  #ticketListeners = new Set<() => void>();

  async load(): Promise<void> {
    const reply = await ask<Me>('/api/window/me');
    this.trouble = reply.ok ? null : reply.error;
    if (reply.ok) this.me = reply.value;
    // A server that is away for a moment does not take the screen from whoever works at it.
    else if (reply.error.code === 'staff.signed-out') this.me = null;
  }

  /** The case that stands so many places further in the queue; undefined at its ends, and where it was not come from. */
  besides(id: string, by: number): string | undefined {
    const at = this.queued.indexOf(id);
    return at < 0 ? undefined : this.queued[at + by];
  }

  async loadColleagues(): Promise<void> {
    const reply = await ask<{ colleagues: Colleague[] }>('/api/window/colleagues');
    if (reply.ok) this.colleagues = reply.value.colleagues;
  }

  /** Listens until the function it gives is called. After a gap everything is asked anew: nothing may be missed. */
  listen(): () => void {
    const close = openLiveLine('/api/window/events', {
      up: (afterGap) => {
        this.live = true;
        if (afterGap) this.#tell(null);
      },
      down: () => {
        this.live = false;
        void this.load();
      },
      change: (change) => this.#tell(change),
      call: () => this.#tellCalls(),
      ticket: () => this.#tellTickets(),
      day: (today) => {
        // With each sign of life: after a gap, and where news was lost on the way, a bell must not stay silent.
        this.#tellCalls();
        this.#tellTickets();
        const { me } = this;
        if (me && me.centre.today !== today) this.me = { ...me, centre: { ...me.centre, today } };
      }
    });
    return () => {
      close();
      this.live = false;
    };
  }

  #tell(change: Change | null): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Called with each change, and with null where some may have been missed. */
  onChange(listener: (change: Change | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tellCalls(): void {
    for (const listener of this.#callListeners) listener();
  }

  /** Called whenever calls from the terminals may have changed. */
  onCall(listener: () => void): () => void {
    this.#callListeners.add(listener);
    return () => this.#callListeners.delete(listener);
  }

  #tellTickets(): void {
    for (const listener of this.#ticketListeners) listener();
  }

  /** Called whenever anything of today's tickets may have changed. */
  onTicket(listener: () => void): () => void {
    this.#ticketListeners.add(listener);
    return () => this.#ticketListeners.delete(listener);
  }

  async leave(): Promise<void> {
    await ask('/api/auth/sign-out', { method: 'POST', body: {} });
    this.me = null;
    location.assign('/window/sign-in');
  }
}

export const desk = new Desk();
