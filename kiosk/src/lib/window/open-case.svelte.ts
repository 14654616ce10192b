import type { CaseAct } from '../../../../server/contract/case-state.ts';
import type { Sending } from '../../../../server/contract/department-wire.ts';
import type { Slip } from '../../../../server/contract/slip.ts';
import type { CaseAction, WindowCase } from '../../../../server/contract/window-wire.ts';
import { ask, type Trouble } from '../agent.ts';
import type { Change } from './live-line.ts';
import { DONE, troubleText, wrongText } from './words.ts';

/** One case on the screen: what the server says of it, what colleagues do to it meanwhile, what is done here. */
export class OpenCase {
  readonly address: string;
  found = $state.raw<WindowCase | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** What a colleague did, or why an act did not happen. */
  told = $state<string | null>(null);
  /** What was just done here. */
  done = $state<string | null>(null);
  busy = $state(false);
  slip = $state.raw<Slip | null>(null);
  readonly #id: string;
  #missed: Change | null = null;

  constructor(id: string) {
    this.#id = id;
    this.address = `/api/window/cases/${encodeURIComponent(id)}`;
  }

  async load(): Promise<void> {
    const reply = await ask<WindowCase>(this.address);
    this.trouble = reply.ok ? null : reply.error;
    // An address that cannot be a case's is wrong like one that is no case's: nothing was filled in that could be checked.
    if (this.trouble?.code === 'request.malformed') this.trouble = { code: 'case.not-found' };
    if (reply.ok) this.found = reply.value;
  }

  /** A change somewhere; null: some may have been missed. Our own come back too, with a version that is known by then. */
  async hear(change: Change | null): Promise<void> {
    if (change && change.caseId !== this.#id) return;
    // While an act of ours is under way its own news may come before its answer.
    if (change && this.busy) {
      this.#missed = change;
      return;
    }
    const before = this.found?.version ?? 0;
    if (change && change.version <= before) return;
    await this.load();
    if (before > 0 && (this.found?.version ?? 0) > before) this.told = `有新进展：${this.#latest()}。已换成最新情况。`;
  }

  #latest(): string {
    const entry = this.found?.timeline.at(-1);
    return entry ? `${entry.by}，${entry.text}` : '';
  }

  /** Whether it was done. What it wrote opens at once: the applicant stands at the window. */
  async act(action: CaseAction): Promise<boolean> {
    this.busy = true;
    this.told = null;
    this.done = null;
    const slips = this.found?.slips.length ?? 0;
    const reply = await ask<WindowCase>(`${this.address}/acts`, { method: 'POST', body: action });
    if (reply.ok) this.found = reply.value;
    else await this.#explain(action.act, reply.error);
    this.busy = false;
    const missed = this.#missed;
    this.#missed = null;
    if (missed && missed.version > (this.found?.version ?? 0)) await this.hear(missed);
    if (!reply.ok) return false;
    const written = reply.value.slips.at(-1);
    if (written && reply.value.slips.length > slips) await this.openSlip(written.number);
    else this.done = DONE[action.act] ?? null;
    return true;
  }

  /** 信用修复 of an annulled case; whether it was taken down. */
  async repairCredit(grounds: string): Promise<boolean> {
    this.busy = true;
    this.told = null;
    const reply = await ask<WindowCase>(`${this.address}/credit-repair`, { method: 'POST', body: { grounds } });
    if (reply.ok) this.found = reply.value;
    else this.told = troubleText(reply.error.code);
    this.busy = false;
    return reply.ok;
  }

  async #explain(act: CaseAct, { code, by, fields = [] }: Trouble): Promise<void> {
    const wasOpen = this.found?.version ?? 0;
    if (code !== 'agent.away') await this.load();
    const moved = (this.found?.version ?? 0) > wasOpen;
    if (by && act === 'claim') this.told = `${by}先认领了这一件。`;
    else if (moved) this.told = `没有办：${this.#latest()}。已换成最新情况，请看过再办。`;
    else if (act === 'correct' && fields.length > 0) this.told = wrongText(fields, this.found?.correctable ?? []);
    else this.told = troubleText(code);
  }

  /** Where this case can be sent; null where nobody could be asked, which is told. */
  async sending(): Promise<Sending | null> {
    const { itemCode = '', fieldCode = '' } = this.found ?? {};
    const asked = new URLSearchParams({ item: itemCode, field: fieldCode });
    const reply = await ask<Sending>(`/api/window/sending?${asked}`);
    if (reply.ok) return reply.value;
    this.told = troubleText(reply.error.code);
    return null;
  }

  async openSlip(number: string): Promise<void> {
    const reply = await ask<Slip>(`${this.address}/slips/${encodeURIComponent(number)}`);
    if (reply.ok) this.slip = reply.value;
    else this.told = troubleText(reply.error.code);
  }
}
