import type { WindowCall } from '../../../../../server/contract/call-wire.ts';
import { ask } from '../../agent.ts';
import { troubleText } from '../words.ts';
import { chime, maySound } from './chime.ts';
import { beat, type Rhythm, SILENCE } from './rhythm.ts';

const address = (id: string, what: string) => `/api/window/calls/${encodeURIComponent(id)}/${what}`;

/** The calls from the terminals as this window knows them, and its bell. */
class Bell {
  calls = $state.raw<readonly WindowCall[]>([]);
  /** Read at least once: a call that is not among them is over. */
  known = $state(false);
  /** Why something that was pressed here did not happen. */
  told = $state<string | null>(null);
  /** The call that a colleague was quicker to take. */
  lost = $state<string | null>(null);
  /** For this page only: a desk that was silenced for good would be deaf to whoever sits there next. */
  muted = $state(false);
  /** Whether the browser lets it sound at all. */
  audible = $state(true);
  now = $state(Date.now());
  #rhythm: Rhythm = SILENCE;
  #asked = 0;

  ringing = $derived(this.calls.filter(({ takenBy }) => takenBy === null));

  async refresh(): Promise<void> {
    const own = ++this.#asked;
    const reply = await ask<{ calls: WindowCall[] }>('/api/window/calls');
    if (!reply.ok || own !== this.#asked) return;
    this.calls = reply.value.calls;
    this.known = true;
    this.tick(Date.now());
  }

  tick(now: number): void {
    this.now = now;
    this.audible = maySound();
    const { sounds, ...rhythm } = beat(
      this.#rhythm,
      this.ringing.map(({ id }) => id),
      now
    );
    this.#rhythm = rhythm;
    if (sounds && !this.muted) void chime();
  }

  /** 我去; whoever was quicker is named in the call's own line. */
  async take(id: string): Promise<void> {
    this.told = null;
    const reply = await ask<WindowCall>(address(id, 'take'), { method: 'POST', body: {} });
    if (!reply.ok && reply.error.code === 'call.taken') this.lost = id;
    else if (!reply.ok) this.told = troubleText(reply.error.code);
    await this.refresh();
  }

  /** 好了. Gives whether it is over. */
  async over(id: string): Promise<boolean> {
    this.told = null;
    const reply = await ask(address(id, 'over'), { method: 'POST', body: {} });
    if (!reply.ok) this.told = troubleText(reply.error.code);
    await this.refresh();
    return reply.ok || reply.error.code === 'call.over';
  }
}

export const bell = new Bell();
