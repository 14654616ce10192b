import type { AgentStatus, ScannedSlip } from '../../../../devices/agent/wire.ts';
import type { Centre } from '../../../../server/contract/wire.ts';
import { ask } from '../agent.ts';
import { appearance } from './appearance.svelte.ts';
import { type IdleState, step } from './idle.ts';
import { overlay } from './overlay.svelte.ts';

const GIVE_UP_AFTER_MS = 4000;
const RETRY_MS = 2000;

/** The one terminal this browser is: what the agent says, who is here, and how long they have been quiet. */
class Terminal {
  status = $state.raw<AgentStatus | null>(null);
  centre = $state<Centre | null>(null);
  away = $state(false);
  idle = $state<IdleState>({ state: 'off' });
  ending = $state(false);
  /** True while an application holds answers that were not handed in. */
  unsent = $state(false);
  /** True on the pages that only look things up: lifting the card there ends the session. */
  lookingUp = $state(false);
  /** What was held before the scanner last, until a page has dealt with it. */
  scanned = $state.raw<ScannedSlip | null>(null);

  #events: EventSource | null = null;
  #silentSince: number | null = null;

  session = $derived(this.status?.session ?? null);
  /** True from when the reader has done with a card until something came of it. */
  cardWasRead = $state(false);
  /** True while a card lies on the plate and is being read. */
  reading = $derived(this.status?.devices.reader.state === 'busy');
  canScan = $derived(this.status?.devices.codeScanner.state === 'ready');
  /** True once there is anything of a person here that has to be wiped. */
  occupied = $derived(this.session !== null);
  /** True where somebody is here by their card: a plain yes or no, so that nothing is asked anew with each status. */
  recognised = $derived(this.session?.resident != null);

  /** Listens to the agent until `stop` is called; an agent that went away is found again by itself. */
  listen(): () => void {
    this.#open();
    const watch = setInterval(() => this.#check(Date.now()), 1000);
    return () => {
      clearInterval(watch);
      this.#events?.close();
      this.#events = null;
    };
  }

  #open(): void {
    this.#events?.close();
    const events = new EventSource('/agent/events');
    events.addEventListener('status', (event: MessageEvent<string>) => {
      this.#heard();
      this.#see(JSON.parse(event.data));
    });
    events.addEventListener('lifted', () => {
      if (this.lookingUp && this.occupied && !this.unsent) void this.end();
    });
    events.addEventListener('slip', (event: MessageEvent<string>) => {
      this.scanned = JSON.parse(event.data);
    });
    events.addEventListener('open', () => this.#heard());
    events.addEventListener('error', () => {
      this.#silentSince ??= Date.now();
    });
    this.#events = events;
  }

  /** Events and answers overtake each other: an older status never takes the place of a newer one. */
  #see(status: AgentStatus): void {
    if (status.revision <= (this.status?.revision ?? 0)) return;
    const was = this.status?.devices.reader.state;
    if (was === 'busy' && status.devices.reader.state === 'ready') this.cardWasRead = true;
    this.status = status;
  }

  #heard(): void {
    this.#silentSince = null;
    this.away = false;
    if (!this.centre) void this.#loadCentre();
  }

  async #loadCentre(): Promise<void> {
    const reply = await ask<Centre>('/api/centre');
    if (reply.ok) this.centre = reply.value;
  }

  #check(now: number): void {
    if (this.#silentSince === null) return;
    if (now - this.#silentSince > GIVE_UP_AFTER_MS) this.away = true;
    if (this.#events?.readyState === EventSource.CLOSED && (now - this.#silentSince) % RETRY_MS < 1000) this.#open();
  }

  async refresh(): Promise<void> {
    const reply = await ask<AgentStatus>('/agent/status');
    if (reply.ok) this.#see(reply.value);
  }

  tick(now: number): void {
    this.idle = step(this.idle, 'tick', now);
    if (this.idle.state === 'over') void this.end();
  }

  touch(now: number): void {
    this.idle = step(this.idle, 'touch', now);
  }

  watch(watched: boolean, now: number): void {
    this.idle = step(this.idle, watched ? 'start' : 'stop', now);
  }

  /**
   * Ends the session everywhere: the agent forgets it, and the page is loaded anew, so that no variable of this page
   * survives. Nothing was ever kept in the browser's storage.
   */
  async end(): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    overlay.close();
    this.idle = step(this.idle, 'stop', 0);
    await ask('/agent/session', { method: 'DELETE' });
    appearance.reset();
    location.replace('/terminal?ended');
  }
}

export const terminal = new Terminal();
