import type { OpenedCall } from '../../../../../server/contract/call-wire.ts';
import { ask, type Trouble } from '../../agent.ts';

/** What was begun at a terminal, on the screen of whoever went there, for as long as the call is open. */
export class OpenCall {
  found = $state.raw<OpenedCall | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  async load(): Promise<void> {
    const reply = await ask<OpenedCall>(`/api/window/calls/${encodeURIComponent(this.#id)}/application`);
    this.trouble = reply.ok ? null : reply.error;
    if (this.trouble?.code === 'request.malformed') this.trouble = { code: 'call.not-found' };
    if (reply.ok) this.found = reply.value;
  }

  /** The call is over: nothing of it stays on this screen either. */
  erase(): void {
    this.found = null;
    this.trouble = { code: 'call.over' };
  }
}
