import type { DoneBundle, DraftAnswer, SubmitAnswer, UndoneApplication } from '../../../../devices/agent/wire.ts';
import { askedFields, handedIn } from '../../../../server/contract/asked.ts';
import type { FormField, Item } from '../../../../server/contract/item.ts';
import type { Unfinished } from '../../../../server/contract/unfinished-wire.ts';
import type { Prefill, Submission } from '../../../../server/contract/wire.ts';
import { ask, type Reply, type Trouble } from '../agent.ts';
import { catalogue } from '../terminal/catalogue.svelte.ts';
import { terminal } from '../terminal/terminal.svelte.ts';
import { type Draft, newDraft, type Page, pageAt, pagesOf, withPrefill } from './flow.ts';
import { takenUp } from './unfinished.ts';

/** How far an application has come on this screen. */
export type Phase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'for-whom' }
  | { readonly kind: 'gathering' }
  | { readonly kind: 'filling' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'counter' }
  | { readonly kind: 'done'; readonly answer: SubmitAnswer; readonly printId: string | null }
  | { readonly kind: 'done-bundle'; readonly done: DoneBundle }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** What the agent keeps of it, so that a reload or a step back meets the same one. */
export interface Kept {
  readonly itemCode: string;
  readonly prefill: Prefill | null;
  readonly draft: Draft | null;
}

/** One application at the terminal. Everything of it lives here and at the agent, nothing in the browser's storage. */
export class Application {
  phase = $state.raw<Phase>({ kind: 'opening' });
  item = $state.raw<Item | null>(null);
  prefill = $state.raw<Prefill | null>(null);
  draft = $state.raw<Draft | null>(null);
  /** Set where the server refused the application for something on one page. */
  problem = $state<string | null>(null);
  /** Set where this application was handed in and taken back, until it is handed in again. */
  undone = $state.raw<UndoneApplication | null>(null);
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }

  byAgent = $derived((terminal.session?.principal ?? null) !== null);
  /** The fields that are asked, known ones among them: answers bring others, and take them away. */
  asked = $derived.by<readonly FormField[]>(() =>
    this.item && this.prefill && this.draft ? askedFields(this.item.form, this.prefill, this.draft) : []
  );
  pages = $derived.by<readonly Page[]>(() =>
    this.item && this.prefill && this.draft
      ? pagesOf(this.item, this.prefill, this.draft, this.byAgent, this.asked)
      : []
  );
  /** What is handed in: a case for each. */
  parts = $derived.by<readonly Item[]>(() => (this.item ? [this.item] : []));

  /** Names of what was handed in with it and could not be taken back. */
  standing = $derived.by<readonly string[]>(() => []);

  /** Records that were not found and that nobody is asked for: by the key of the paper, the name of the item they come of. */
  along = $derived.by<ReadonlyMap<string, string>>(() => new Map());

  /** What is to be done after it, with the code of its item where that is done here. */
  next = $derived.by<readonly { readonly text: string; readonly code: string | null }[]>(() => []);

  /** What an item of it is called. */
  nameOf(_code: string): string {
    return this.item?.name ?? '';
  }

  protected load(): Reply<Item> {
    return catalogue.item(this.code);
  }
  protected learn({ code, version }: Item): Reply<Prefill> {
    return ask<Prefill>('/api/prefill', { method: 'POST', body: { itemCode: code, itemVersion: version } });
  }
  protected async handIn(draft: Draft): Reply<Phase> {
    const { prefillId, itemCode, itemVersion, ways, consents, signature } = draft;
    const { answers, kept } = handedIn(this.asked, this.prefill ?? { known: {}, offered: {} }, draft);
    const body = { prefillId, itemCode, itemVersion, answers, kept, ways, consents, signature } as Submission;
    const reply = await ask<SubmitAnswer>('/agent/submit', { method: 'POST', body });
    return reply.ok ? { ok: true, value: { kind: 'done', answer: reply.value, printId: null } } : reply;
  }
  /** What was handed in of this last, as the agent has it. */
  protected doneIn({ done }: DraftAnswer): Phase | null {
    return done?.itemCode === this.code ? { kind: 'done', answer: done.answer, printId: done.printId } : null;
  }
  protected keeping(): Kept {
    return { itemCode: this.code, prefill: this.prefill, draft: this.draft };
  }
  /** Takes up what was kept; false where it has to be put together anew. */
  protected restore({ prefill, draft }: Kept): boolean {
    this.prefill = prefill;
    this.draft = draft;
    return true;
  }

  page(wanted: string | null): Page | null {
    return this.draft && this.pages.length > 0 ? pageAt(this.pages, this.draft, wanted) : null;
  }

  /** `goesOn`: with what was broken off before, where something of this item waits. */
  async open(goesOn = false): Promise<void> {
    this.phase = { kind: 'opening' };
    const [item, kept] = await Promise.all([this.load(), ask<DraftAnswer>('/agent/draft')]);
    if (!item.ok) {
      this.phase = { kind: 'trouble', trouble: item.error };
      return;
    }
    this.item = item.value;
    const done = kept.ok ? this.doneIn(kept.value) : null;
    this.undone = kept.ok && kept.value.undone?.itemCode === this.code ? kept.value.undone : null;
    if (done) {
      this.phase = done;
      terminal.unsent = false;
      return;
    }
    const draft = kept.ok ? (kept.value.draft as Kept | null) : null;
    if (draft?.itemCode !== this.code) {
      if (goesOn) return this.#goOn(item.value);
      // Whoever acted for somebody else before is asked again, also where only they themselves may apply.
      const asks = terminal.session?.resident && (item.value.agentAllowed || this.byAgent);
      if (!asks) return this.gather();
      this.phase = { kind: 'for-whom' };
      return;
    }
    if (!this.restore(draft)) return this.gather();
    this.phase = { kind: 'filling' };
    terminal.unsent = true;
  }

  /** What waits is fetched once there is something to put it into; where it is gone meanwhile, it is begun anew. */
  async #goOn(item: Item): Promise<void> {
    const waiting = terminal.session?.unfinished.find(({ itemCode }) => itemCode === this.code);
    if (!waiting) return this.gather();
    this.phase = { kind: 'gathering' };
    const learned = await this.learn(item);
    if (!learned.ok) {
      this.phase = { kind: 'trouble', trouble: learned.error };
      return;
    }
    const path = `/api/my/unfinished/${waiting.id}/take`;
    const taken = await ask<Unfinished>(path, { method: 'POST', body: {} });
    const { value: prefill } = learned;
    await this.#fill(prefill, taken.ok ? takenUp(item, prefill, taken.value) : newDraft(prefill));
  }

  /** Asks what the state knows; after a wait for the library the answers that were given stay. */
  async gather(): Promise<void> {
    const { item } = this;
    if (!item) return;
    const waiting = this.draft;
    if (!waiting) this.phase = { kind: 'gathering' };
    const reply = await this.learn(item);
    if (!reply.ok) {
      this.phase = { kind: 'trouble', trouble: reply.error };
      return;
    }
    await this.#fill(reply.value, waiting ? withPrefill(item, waiting, reply.value) : newDraft(reply.value));
  }
  async #fill(prefill: Prefill, draft: Draft): Promise<void> {
    this.prefill = prefill;
    this.draft = draft;
    this.phase = { kind: 'filling' };
    terminal.unsent = true;
    await this.#keep();
  }

  /** Takes a change of the draft over: what it leads to is shown at once, and the agent keeps it meanwhile. */
  change(draft: Draft): void {
    this.draft = draft;
    this.problem = null;
    void this.#keep();
  }

  #keeping: Promise<void> | null = null;
  #isUnkept = false;

  /** One version is sent at a time, the newest there is: none arrives after a newer one. */
  #keep(): Promise<void> {
    this.#isUnkept = true;
    this.#keeping ??= this.#keepNewest().finally(() => {
      this.#keeping = null;
    });
    return this.#keeping;
  }
  async #keepNewest(): Promise<void> {
    while (this.#isUnkept) {
      this.#isUnkept = false;
      await ask('/agent/draft', { method: 'PUT', body: { draft: this.keeping() } });
    }
  }

  toCounter(): void {
    this.phase = { kind: 'counter' };
  }
  backFromCounter(): void {
    this.phase = { kind: 'filling' };
  }

  /** Hands it in, once: while it is being sent nothing else can be. A refusal is told on the page it is about. */
  async submit(): Promise<string | null> {
    const { draft } = this;
    if (!draft || this.phase.kind !== 'filling') return null;
    this.phase = { kind: 'sending' };
    // A draft that came later than the application would be begun anew.
    await this.#keeping;
    const reply = await this.handIn(draft);
    if (reply.ok) {
      this.phase = reply.value;
      this.undone = null;
      terminal.unsent = false;
      return null;
    }
    return this.#refused(reply.error);
  }

  /** Takes back what was just handed in: once it is done, `open` meets the draft again. What went wrong otherwise. */
  async takeBack(): Promise<Trouble | null> {
    const reply = await ask<UndoneApplication>('/agent/undo', { method: 'POST', body: {} });
    return reply.ok ? null : reply.error;
  }

  /** What waited here may have gone meanwhile: then there is a slip for whoever is still here. */
  async lookAgain(): Promise<void> {
    const kept = await ask<DraftAnswer>('/agent/draft');
    const done = kept.ok ? this.doneIn(kept.value) : null;
    if (done?.kind === this.phase.kind && (done.kind !== 'done' || done.answer.state === 'submitted'))
      this.phase = done;
  }

  /** The page to go to after a refusal. */
  async #refused(trouble: Trouble): Promise<string | null> {
    if (trouble.code === 'item.stale') {
      const item = await this.load();
      if (item.ok) this.item = item.value;
      await this.gather();
      this.problem = trouble.code;
      return null;
    }
    const field = this.#fieldOf(trouble);
    if (!field) {
      this.phase = { kind: 'trouble', trouble };
      return null;
    }
    this.phase = { kind: 'filling' };
    this.problem = trouble.fields?.[0]?.code ?? trouble.code;
    return `question.${field}`;
  }

  #fieldOf(trouble: Trouble): string | null {
    if (trouble.code === 'form.invalid') return trouble.fields?.[0]?.field ?? null;
    if (trouble.code === 'slot.taken') return this.item?.form.find(({ type }) => type === 'slot')?.key ?? null;
    return null;
  }

  /** After something went wrong: nothing was lost, and the last page is still there. */
  resume(): void {
    if (this.draft) this.phase = { kind: 'filling' };
    else void this.open();
  }
}
