import type { Submitted } from '../../../../../server/contract/case-wire.ts';
import type { AnswerProblem, Answers } from '../../../../../server/contract/form.ts';
import type { Item, SensitiveClass } from '../../../../../server/contract/item.ts';
import type { SittingDraft, SittingOpening, SittingSession } from '../../../../../server/contract/sitting-wire.ts';
import type { Unfinished } from '../../../../../server/contract/unfinished-wire.ts';
import type { Prefill, WaitingUnfinished } from '../../../../../server/contract/wire.ts';
import { ask, type Trouble } from '../../agent.ts';
import { type Filling, newDraft, toHandIn, withUnfinished } from './filling.ts';

/** So long a hand rests before what it wrote is kept. */
const REST_MS = 400;

/** Somebody at this window and what is filled in for them. The server keeps it, sealed; this page holds it while it is open. */
export class Sitting {
  session = $state.raw<SittingSession | null>(null);
  /** True until it is known whether somebody sits here already. */
  opening = $state(true);
  item = $state.raw<Item | null>(null);
  prefill = $state.raw<Prefill | null>(null);
  draft = $state.raw<SittingDraft | null>(null);
  replaced = $state.raw<readonly string[]>([]);
  refused = $state.raw<readonly SensitiveClass[]>([]);
  /** Answers that the server did not take. */
  wrong = $state.raw<readonly AnswerProblem[]>([]);
  filed = $state.raw<Submitted | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  busy = $state(false);

  filling = $derived.by<Filling | null>(() => {
    const { item, prefill, draft, replaced, refused } = this;
    return item && prefill && draft ? { item, prefill, draft, replaced, refused } : null;
  });
  #path = $derived(`/api/window/sitting/${this.session?.id}`);
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** Goes on with whoever sits here already, and with what was filled in for them. */
  async resume(): Promise<void> {
    const reply = await ask<{ session: SittingSession | null }>('/api/window/sitting');
    this.opening = false;
    if (!reply.ok) this.trouble = reply.error;
    else if (reply.value.session) await this.#seat(reply.value.session);
  }

  /** A reading counts once: pressed twice, it is asked for once. */
  async sitDown(opening: SittingOpening): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = null;
    const reply = await ask<SittingSession>('/api/window/sitting', { method: 'POST', body: opening });
    this.busy = false;
    if (reply.ok) await this.#seat(reply.value);
    else this.trouble = reply.error;
  }

  async #seat(session: SittingSession): Promise<void> {
    this.forget();
    this.session = session;
    const { draft, prefill } = session;
    if (!draft || !prefill) return;
    const item = await this.#load(draft.itemCode);
    if (item?.version !== draft.itemVersion) return;
    Object.assign(this, { item, prefill, draft });
  }

  async #load(code: string): Promise<Item | null> {
    const reply = await ask<Item>(`/api/catalogue/items/${encodeURIComponent(code)}`);
    if (reply.ok) return reply.value;
    this.trouble = reply.error;
    return null;
  }

  /** Begins an item, or goes on with what was broken off at a terminal; what was filled in for another goes. */
  async begin(code: string, waiting: WaitingUnfinished | null = null): Promise<void> {
    if (this.busy) return;
    this.putAside();
    const item = await this.#load(code);
    const prefill = item && (await this.#learn(item));
    if (!item || !prefill) return;
    const fresh = newDraft(prefill, crypto.randomUUID());
    const draft = waiting ? await this.#takeUp(fresh, prefill, waiting) : fresh;
    Object.assign(this, { item, prefill, draft });
    await this.keep();
  }

  /** What was said at a terminal stands in the form, everything else is asked. */
  async #takeUp(draft: SittingDraft, prefill: Prefill, { id }: WaitingUnfinished): Promise<SittingDraft> {
    const reply = await ask<Unfinished>(`${this.#path}/unfinished/${id}`, { method: 'POST', body: {} });
    const { session } = this;
    if (session) this.session = { ...session, unfinished: session.unfinished.filter((one) => one.id !== id) };
    if (reply.ok) return withUnfinished(draft, prefill, reply.value);
    this.trouble = reply.error;
    return draft;
  }

  /** Asks once more for what was not found; what was answered stays. */
  async askAgain(): Promise<void> {
    const { item, draft } = this;
    const made = item && draft && (await this.#learn(item));
    if (!draft || !made) return;
    this.prefill = made;
    this.change({ prefillId: made.id, kept: draft.kept.filter((key) => key in made.offered) });
  }

  async #learn({ code, version }: Item): Promise<Prefill | null> {
    this.trouble = null;
    this.busy = true;
    const body = { itemCode: code, itemVersion: version };
    const reply = await ask<Prefill>(`${this.#path}/prefill`, { method: 'POST', body });
    this.busy = false;
    if (reply.ok) return reply.value;
    this.trouble = reply.error;
    return null;
  }

  /** Takes a change over. Whoever signed has signed what stood there: with a change the hand is wanted again. */
  change(changed: Partial<SittingDraft>): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, signed: false, ...changed };
    this.wrong = [];
    this.trouble = null;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.keep(), REST_MS);
  }
  answer = (answers: Answers) => this.change({ answers: answers as SittingDraft['answers'] });

  /** What is known is put right, or an offer is asked anew: it stands in the form from then on. */
  open(key: string): void {
    const { draft, prefill } = this;
    if (!draft || !prefill) return;
    const value = (prefill.known[key] ?? prefill.offered[key])?.value;
    const answers = value === undefined ? draft.answers : { ...draft.answers, [key]: value };
    this.replaced = [...this.replaced, key];
    const corrections = key in prefill.known ? [...draft.corrections, key] : draft.corrections;
    this.change({ answers, corrections, kept: draft.kept.filter((other) => other !== key) });
  }
  /** It stands after all. */
  close(key: string): void {
    const { draft } = this;
    if (!draft) return;
    const { [key]: _, ...answers } = draft.answers;
    this.replaced = this.replaced.filter((other) => other !== key);
    this.change({ answers, corrections: draft.corrections.filter((other) => other !== key) });
  }

  #kept: Promise<boolean> = Promise.resolve(true);

  /** Keeps it at the server, one version after the other. False where it was not kept: that is said, and nothing is lost here. */
  keep(): Promise<boolean> {
    clearTimeout(this.#resting);
    const { filling } = this;
    const path = `${this.#path}/draft`;
    this.#kept = this.#kept.then(async () => {
      const reply = await ask(path, { method: 'PUT', body: { draft: filling && toHandIn(filling) } });
      if (!reply.ok) this.trouble = reply.error;
      return reply.ok;
    });
    return this.#kept;
  }

  async handIn(): Promise<void> {
    const { filling } = this;
    if (!filling || this.busy) return;
    clearTimeout(this.#resting);
    this.busy = true;
    this.trouble = null;
    await this.#kept;
    const reply = await ask<Submitted>(`${this.#path}/submissions`, { method: 'POST', body: toHandIn(filling) });
    this.busy = false;
    if (reply.ok) {
      this.filed = reply.value;
      void ask(`${this.#path}/draft`, { method: 'PUT', body: { draft: null } });
      return;
    }
    if (reply.error.code === 'form.invalid') this.wrong = (reply.error.fields ?? []) as readonly AnswerProblem[];
    else this.trouble = reply.error;
  }

  /** Takes back what was just handed in; all that was filled in is there again, and would be another case. */
  async undo(): Promise<Trouble | null> {
    const { filed, draft } = this;
    if (!filed || !draft) return null;
    const reply = await ask(`${this.#path}/undo`, { method: 'POST', body: { caseId: filed.case.id } });
    if (!reply.ok) return reply.error;
    this.filed = null;
    this.change({ key: crypto.randomUUID() });
    return null;
  }

  /** Another item, or nothing: what was filled in on this page is put aside. */
  putAside(): void {
    clearTimeout(this.#resting);
    Object.assign(this, { item: null, prefill: null, draft: null, filed: null, trouble: null });
    Object.assign(this, { replaced: [], refused: [], wrong: [] });
  }
  forget(): void {
    this.putAside();
    this.session = null;
  }

  /** 居民走了: nothing of them stays, here or at the server. */
  async standUp(): Promise<void> {
    this.forget();
    const reply = await ask('/api/window/sitting', { method: 'DELETE' });
    if (!reply.ok) this.trouble = reply.error;
  }
}
