import { type Bundled, bundled } from '../../../../../server/contract/bundle.ts';
import { bundledPrefill } from '../../../../../server/contract/bundle-answers.ts';
import type { Submitted } from '../../../../../server/contract/case-wire.ts';
import type { AnswerProblem, Answers } from '../../../../../server/contract/form.ts';
import type { Item, SensitiveClass } from '../../../../../server/contract/item.ts';
import type {
  AnySittingDraft,
  FiledBundle,
  SittingDraft,
  SittingOpening,
  SittingPrincipal,
  SittingSession
} from '../../../../../server/contract/sitting-wire.ts';
import type { Unfinished } from '../../../../../server/contract/unfinished-wire.ts';
import type { Prefill, WaitingUnfinished } from '../../../../../server/contract/wire.ts';
import { ask, type Trouble } from '../../agent.ts';
import { loadBundle } from '../../apply/load-bundle.ts';
import { catalogue } from '../../terminal/catalogue.svelte.ts';
import {
  type BundleFilling,
  type Filling,
  handedInAnew,
  isOfBundle,
  newBundleDraft,
  newDraft,
  toHandIn,
  withPrefills,
  withUnfinished
} from './filling.ts';
import { submittedIn, undoAll } from './undo.ts';

/** So long a hand rests before what it wrote is kept. */
const REST_MS = 400;

/** Somebody at this window and what is filled in for them. The server keeps it, sealed; this page holds it while it is open. */
export class Sitting {
  session = $state.raw<SittingSession | null>(null);
  /** True until it is known whether somebody sits here already. */
  opening = $state(true);
  item = $state.raw<Item | null>(null);
  prefill = $state.raw<Prefill | null>(null);
  draft = $state.raw<AnySittingDraft | null>(null);
  /** A 一件事 of which it is still to be said what of it is done. */
  offered = $state.raw<Bundled | null>(null);
  bundle = $state.raw<BundleFilling | null>(null);
  replaced = $state.raw<readonly string[]>([]);
  refused = $state.raw<readonly SensitiveClass[]>([]);
  /** Answers that the server did not take. */
  wrong = $state.raw<readonly AnswerProblem[]>([]);
  filed = $state.raw<Submitted | null>(null);
  filedBundle = $state.raw<FiledBundle | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  busy = $state(false);

  filling = $derived.by<Filling | null>(() => {
    const { item, prefill, draft, replaced, refused, bundle } = this;
    const byAgent = (this.session?.principal ?? null) !== null;
    return item && prefill && draft ? { item, prefill, draft, replaced, refused, byAgent, bundle } : null;
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
    const { draft, prefills } = session;
    const [prefill] = prefills;
    if (!draft || !prefill) return;
    if (isOfBundle(draft)) {
      const offered = await this.#offer(draft.itemCode);
      const all = offered && bundled(offered.bundle, offered.parts, draft.bundle.leftOut);
      if (all?.whole.version === draft.itemVersion) this.#fill({ all, prefills }, draft);
      return;
    }
    const item = await this.#load(draft.itemCode);
    if (item?.version !== draft.itemVersion) return;
    Object.assign(this, { item, prefill, draft });
  }

  async #offer(code: string): Promise<Bundled | null> {
    const reply = await loadBundle(code);
    if (reply.ok) return reply.value;
    this.trouble = reply.error;
    return null;
  }
  #fill(bundle: BundleFilling, draft: AnySittingDraft): void {
    const item = bundle.all.whole;
    Object.assign(this, { item, prefill: bundledPrefill(bundle.all, bundle.prefills), bundle, draft, offered: null });
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
    if (catalogue.bundle(code)) {
      this.offered = await this.#offer(code);
      return;
    }
    const item = await this.#load(code);
    const [prefill] = (item && (await this.#learn([item]))) ?? [];
    if (!item || !prefill) return;
    const fresh = newDraft(prefill, crypto.randomUUID());
    const draft = waiting ? await this.#takeUp(fresh, prefill, waiting) : fresh;
    Object.assign(this, { item, prefill, draft });
    await this.keep();
  }

  /** Begins a 一件事 without what is left out of it; what was answered before in another choice of it stays. */
  async beginBundle({ bundle, parts }: Bundled, leftOut: readonly string[]): Promise<void> {
    if (this.busy) return;
    const all = bundled(bundle, parts, leftOut);
    const prefills = await this.#learn(all.parts);
    if (!prefills) return;
    const fresh = newBundleDraft({ all, prefills }, leftOut);
    const before = this.draft?.itemCode === bundle.code ? this.draft : null;
    const prefill = bundledPrefill(all, prefills);
    this.#fill({ all, prefills }, before ? withUnfinished(fresh, prefill, before) : fresh);
    await this.keep();
  }
  /** Which of its items are done is chosen anew. */
  async chooseAnew(): Promise<void> {
    if (this.draft && !this.busy) this.offered = await this.#offer(this.draft.itemCode);
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
    const { item, draft, bundle } = this;
    const made = item && draft && (await this.#learn(bundle ? bundle.all.parts : [item]));
    const first = made?.[0];
    if (!draft || !first) return;
    const prefill = bundle ? bundledPrefill(bundle.all, made) : first;
    this.prefill = prefill;
    if (bundle) this.bundle = { ...bundle, prefills: made };
    this.change(withPrefills(draft, made, prefill));
  }

  /** What is known for each of these; null where the state could not be asked for one. */
  async #learn(items: readonly Item[]): Promise<Prefill[] | null> {
    this.trouble = null;
    this.busy = true;
    const replies = await Promise.all(
      items.map(({ code, version }) =>
        ask<Prefill>(`${this.#path}/prefill`, { method: 'POST', body: { itemCode: code, itemVersion: version } })
      )
    );
    this.busy = false;
    const prefills: Prefill[] = [];
    for (const reply of replies) {
      if (reply.ok) prefills.push(reply.value);
      else this.trouble ??= reply.error;
    }
    return prefills.length === items.length ? prefills : null;
  }

  /** Takes a change over. Whoever signed has signed what stood there: with a change the hand is wanted again. */
  change(changed: Partial<AnySittingDraft>): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, signed: false, ...changed } as AnySittingDraft;
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
    const path = `${this.#path}/submissions`;
    const said = { method: 'POST', body: toHandIn(filling) } as const;
    const reply = filling.bundle ? await ask<FiledBundle>(`${path}/bundle`, said) : await ask<Submitted>(path, said);
    this.busy = false;
    if (reply.ok) {
      if ('parts' in reply.value) this.filedBundle = reply.value;
      else this.filed = reply.value;
      void ask(`${this.#path}/draft`, { method: 'PUT', body: { draft: null } });
      return;
    }
    if (reply.error.code === 'form.invalid') this.wrong = (reply.error.fields ?? []) as readonly AnswerProblem[];
    else this.trouble = reply.error;
  }

  /** Takes back what was just handed in; all that was filled in is there again, and would be another case. */
  async undo(): Promise<Trouble | null> {
    const { filed, filedBundle, draft } = this;
    if (!draft) return null;
    const cases = filed ? [filed] : submittedIn(filedBundle);
    const undone = await undoAll(`${this.#path}/undo`, cases);
    if (!undone.ok) return undone.error;
    Object.assign(this, { filed: null, filedBundle: null });
    this.change(handedInAnew(draft, undone.value));
    return null;
  }

  /** 代他人办: for whom; what was filled in for another is put aside, here and at the server. */
  actFor = (whom: SittingPrincipal): Promise<void> => this.#actFor({ method: 'POST', body: whom });
  actForNobody = (): Promise<void> => this.#actFor({ method: 'DELETE' });
  async #actFor(request: Parameters<typeof ask>[1]): Promise<void> {
    if (this.busy || !this.session) return;
    this.putAside();
    this.busy = true;
    await this.#kept;
    const reply = await ask<SittingSession>(`${this.#path}/principal`, request);
    this.busy = false;
    if (reply.ok) this.session = reply.value;
    else this.trouble = reply.error;
  }

  /** Another item, or nothing: what was filled in on this page is put aside. */
  putAside(): void {
    clearTimeout(this.#resting);
    Object.assign(this, { item: null, prefill: null, draft: null, offered: null, bundle: null });
    Object.assign(this, { filed: null, filedBundle: null, trouble: null });
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
