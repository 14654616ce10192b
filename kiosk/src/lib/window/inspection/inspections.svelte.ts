import { ask, type Trouble } from '#lib/agent.ts';
import type { Inspection, Inspections, Verdict } from '../../../../../server/contract/inspection-wire.ts';

/** How the materials of one case stand against their 受理标准, as the server has it, and what is written there from here. */
export class CaseInspections {
  readonly #address: string;
  all = $state.raw<Inspections | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  busy = $state(false);

  constructor(caseAddress: string) {
    this.#address = `${caseAddress}/inspections`;
  }

  readonly mayInspect = $derived(this.all?.mayInspect ?? false);
  of = (key: string): Inspection | undefined => this.all?.materials.find((one) => one.key === key);
  imageAddress = (key: string, id: string): string => `${this.#address}/${encodeURIComponent(key)}/images/${id}`;

  async load(): Promise<void> {
    const reply = await ask<Inspections>(this.#address);
    this.trouble = reply.ok ? null : reply.error;
    if (reply.ok) this.all = reply.value;
  }

  async #write(path: string, method: 'POST' | 'DELETE', body?: object): Promise<boolean> {
    this.busy = true;
    const reply = await ask<Inspections>(path, { method, ...(body ? { body } : {}) });
    this.busy = false;
    this.trouble = reply.ok ? null : reply.error;
    if (reply.ok) this.all = reply.value;
    return reply.ok;
  }
  give = (key: string, verdict: Verdict | null, why: string | null): Promise<boolean> =>
    this.#write(`${this.#address}/${encodeURIComponent(key)}`, 'POST', { verdict, why });
  keep = (key: string, image: string): Promise<boolean> =>
    this.#write(`${this.#address}/${encodeURIComponent(key)}/images`, 'POST', { image });
  drop = (key: string, id: string): Promise<boolean> => this.#write(this.imageAddress(key, id), 'DELETE');
}
