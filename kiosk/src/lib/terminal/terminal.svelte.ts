import type { AgentStatus } from '../../../../devices/agent/wire.ts';
import type { ScannedCode } from '../../../../server/contract/scanned-code.ts';
import type { Centre } from '../../../../server/contract/wire.ts';
import { ask, listen } from '../agent.ts';
import { appearance } from './appearance.svelte.ts';
import { type IdleState, isHeld, PATIENCE, step } from './idle.ts';
import { overlay } from './overlay.svelte.ts';

const GIVE_UP_AFTER_MS = 4000;

/** The one terminal this browser is: what the agent says, who is here, and how long they have been quiet. */
class Terminal {
  status = $state.raw<AgentStatus | null>(null);
  centre = $state<Centre | null>(null);
  away = $state(false);
  /** True once the terminal was opened in another window: this page is the terminal no more. */
  replaced = $state(false);
  idle = $state<IdleState>({ state: 'off' });
  /** True where somebody has the pages read to them. */
  heard = $state(false);
  /** How long whoever is here may be quiet. */
  patience = $state.raw(PATIENCE);
  ending = $state(false);
  /** True while an application holds answers that were not handed in. */
  unsent = $state(false);
  /** True on the pages that only look things up: lifting the card there ends the session. */
  lookingUp = $state(false);
  /** What was held before the scanner last, until a page has dealt with it. */
  scanned = $state.raw<ScannedCode | null>(null);

  #givingUp: ReturnType<typeof setTimeout> | null = null;

  session = $derived(this.status?.session ?? null);
  /** True from when the reader has done with a card until something came of it. */
  cardWasRead = $state(false);
  /** True while a card lies on the plate and is being read. */
  reading = $derived(this.status?.devices.reader.state === 'busy');
  /** What came of the card that lies there, while it is tried again. */
  told = $derived(this.status?.devices.reader.told ?? null);
  canScan = $derived(this.status?.devices.codeScanner.state === 'ready');
  /** True once there is anything of a person here that has to be wiped. */
  occupied = $derived(this.session !== null);
  /** True where somebody is here by their card: a plain yes or no, so that nothing is asked anew with each status. */
  recognised = $derived(this.session?.resident != null);

  /** Listens to the agent until the function it gives is called; an agent that went away is found again by itself. */
  listen(): () => void {
    return listen('/agent/events', {
      up: () => this.#up(),
      down: () => this.#down(),
      refused: (code) => (code === 'page.replaced' ? this.#replace() : this.#leave()),
      event: (type, data) => this.#hear(type, data)
    });
  }

  #hear(type: string, data: string): void {
    if (type === 'status') this.#see(JSON.parse(data));
    else if (type === 'code') this.scanned = JSON.parse(data);
    else if (type === 'replaced') this.#replace();
    else if (type === 'lifted' && this.lookingUp && this.occupied && !this.unsent) void this.end();
  }

  /** Nothing of a person stays on this page, and whoever is in front of the other one is not sent away by this one. */
  #replace(): void {
    this.replaced = true;
    if (this.status) this.status = { ...this.status, session: null };
    this.idle = step(this.idle, 'stop', 0);
    overlay.close();
  }

  /** Events and answers overtake each other: an older status never takes the place of a newer one. */
  #see(status: AgentStatus): void {
    if (this.replaced || status.revision <= (this.status?.revision ?? 0)) return;
    const was = this.status?.devices.reader.state;
    const { reader } = status.devices;
    if (was === 'busy' && reader.state === 'ready' && !reader.told) this.cardWasRead = true;
    // This page may have stood here since yesterday: whoever comes finds the day it is.
    if (status.session && !this.session) void this.#loadCentre();
    this.status = status;
  }

  #up(): void {
    if (this.#givingUp) clearTimeout(this.#givingUp);
    this.#givingUp = null;
    this.away = false;
    if (!this.centre) void this.#loadCentre();
  }

  /** The agent was started anew: this page is about to be loaded anew, and says so until then. */
  #leave(): void {
    this.away = !this.replaced;
  }

  #down(): void {
    this.#givingUp ??= setTimeout(() => this.#leave(), GIVE_UP_AFTER_MS);
  }

  async #loadCentre(): Promise<void> {
    const reply = await ask<Centre>('/api/centre');
    if (reply.ok) this.centre = reply.value;
  }

  async refresh(): Promise<void> {
    const reply = await ask<AgentStatus>('/agent/status');
    if (reply.ok) this.#see(reply.value);
  }

  tick(now: number): void {
    const event = isHeld(this.status?.call ?? null, now) ? 'touch' : 'tick';
    this.idle = step(this.idle, event, now, this.patience);
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
