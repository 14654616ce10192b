import type { PrintJobAnswer } from '../../../../devices/agent/wire.ts';
import { ask, type Trouble } from '../agent.ts';
import { papers } from './papers.svelte.ts';

const LOOK_AGAIN_MS = 400;
const UNDER_WAY: readonly (PrintJobAnswer['state'] | undefined)[] = ['queued', 'sending', 'sent'];

/** One piece of paper on its way, followed until it has an outcome. */
export class PrintJob {
  job = $state.raw<PrintJobAnswer | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** From the tap until the job has a number: the paper is being written. */
  asked = $state(false);
  #stopped = false;

  running = $derived(this.asked || UNDER_WAY.includes(this.job?.state));

  /** Begins to print and follows it; the id of the job, or null where it could not be begun. */
  async begin(
    path: '/agent/print/slip' | '/agent/print/document' | '/agent/print/ticket',
    body: object
  ): Promise<string | null> {
    this.trouble = null;
    this.asked = true;
    const reply = await ask<PrintJobAnswer>(path, { method: 'POST', body });
    this.asked = false;
    if (!reply.ok) {
      this.trouble = reply.error;
      return null;
    }
    this.#see(reply.value);
    void this.follow(reply.value.id);
    return reply.value.id;
  }

  async follow(id: string): Promise<void> {
    while (!this.#stopped) {
      const reply = await ask<PrintJobAnswer>(`/agent/print/${id}`);
      if (reply.ok) this.#see(reply.value);
      else this.trouble = reply.error;
      if (!reply.ok || !this.running) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  #see(job: PrintJobAnswer): void {
    this.job = job;
    papers.latest = job.state;
  }

  stop(): void {
    this.#stopped = true;
  }
}
