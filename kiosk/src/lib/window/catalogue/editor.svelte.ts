import { ask, type Trouble } from '#lib/agent.ts';
import type { ItemDraft, ItemFile } from '../../../../../server/contract/catalogue-wire.ts';
import type { Item } from '../../../../../server/contract/item.ts';
import type { Changes } from './section.ts';

/** A change is put down this long after the last one: nobody loses more than that. */
const SAVE_AFTER_MS = 700;
/** Changes of one thing in quick succession are one step for whoever undoes them. */
const ONE_STEP_MS = 1500;

/**
 * An item as it is being written. Whatever is changed is saved by itself and can be undone; what the server still has
 * against it comes back with each save.
 */
export class ItemEditor {
  readonly code: string;
  file = $state.raw<ItemFile | null>(null);
  /** What is on the screen; ahead of the draft by what was not saved yet. */
  item = $state.raw<Item | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  saving = $state<'saved' | 'waiting' | 'sending' | 'lost'>('saved');

  #past = $state.raw<readonly Item[]>([]);
  #future = $state.raw<readonly Item[]>([]);
  #last: { what: string; at: number } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;

  constructor(code: string) {
    this.code = code;
  }

  readonly draft = $derived(this.file?.draft ?? null);
  readonly problems = $derived(this.draft?.problems ?? []);
  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);

  #address(act = ''): string {
    return `/api/window/catalogue/${encodeURIComponent(this.code)}${act}`;
  }

  async load(): Promise<void> {
    const reply = await ask<ItemFile>(this.#address());
    this.trouble = reply.ok ? null : reply.error;
    if (!reply.ok) return;
    this.file = reply.value;
    this.item = reply.value.draft?.definition ?? reply.value.current;
    // What was done to a draft can be undone as long as there is one.
    if (!reply.value.draft) [this.#past, this.#future] = [[], []];
    this.saving = 'saved';
  }

  /** Asks for something of the item, and reads it anew where that changed it. */
  async act(act: string, body: object = {}): Promise<Trouble | null> {
    await this.settle();
    const reply = await ask(this.#address(act), { method: 'POST', body });
    if (reply.ok) await this.load();
    return reply.ok ? null : reply.error;
  }

  /** `what` names what was touched: the letters typed into one field are undone together. */
  change(what: string, changes: Changes): void {
    if (!this.item) return;
    const now = Date.now();
    if (!this.#last || this.#last.what !== what || now - this.#last.at > ONE_STEP_MS)
      this.#past = [...this.#past, this.item];
    this.#last = { what, at: now };
    this.#future = [];
    const given = Object.entries({ ...this.item, ...changes }).filter(([, value]) => value !== undefined);
    this.#put(Object.fromEntries(given) as unknown as Item);
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before || !this.item) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.item];
    this.#last = null;
    this.#put(before);
  }
  redo(): void {
    const after = this.#future.at(-1);
    if (!after || !this.item) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.item];
    this.#last = null;
    this.#put(after);
  }

  #put(item: Item): void {
    this.item = item;
    this.saving = 'waiting';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), SAVE_AFTER_MS);
  }

  /** Resolves when everything on the screen is saved, as far as it can be. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#sending;
    if (this.saving === 'waiting') await this.#send();
  }

  async #send(): Promise<void> {
    await this.#sending;
    this.#sending = this.#save();
    await this.#sending;
    this.#sending = null;
  }

  async #save(): Promise<void> {
    const { item, draft } = this;
    if (!item || !draft) return;
    this.saving = 'sending';
    const body = { revision: draft.revision, definition: item };
    const reply = await ask<ItemDraft>(this.#address('/save'), { method: 'POST', body });
    this.trouble = reply.ok ? null : reply.error;
    if (!reply.ok) this.saving = 'lost';
    else {
      if (this.file) this.file = { ...this.file, draft: reply.value };
      if (this.saving === 'sending') this.saving = 'saved';
    }
  }
}
