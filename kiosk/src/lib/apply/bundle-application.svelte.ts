import type { DoneBundle, DraftAnswer } from '../../../../devices/agent/wire.ts';
import { type Bundled, bundled, bundledPrefill, submissionsOf } from '../../../../server/contract/bundle.ts';
import type { Item } from '../../../../server/contract/item.ts';
import type { Prefill } from '../../../../server/contract/wire.ts';
import { ask, type Reply } from '../agent.ts';
import { catalogue } from '../terminal/catalogue.svelte.ts';
import { Application, type Kept, type Phase } from './application.svelte.ts';
import type { Draft } from './flow.ts';

interface KeptBundle extends Kept {
  readonly prefills: readonly Prefill[];
}

/** 一件事 at the terminal: filled in as one item, handed in as several. */
export class BundleApplication extends Application {
  #all = $state.raw<Bundled | null>(null);
  #prefills: readonly Prefill[] = [];

  #stands = $derived(this.undone?.bundle?.stands ?? []);
  override parts = $derived.by(() => this.#all?.parts.filter(({ code }) => !this.#stands.includes(code)) ?? []);
  override standing = $derived.by(() => this.#stands.map((code) => this.nameOf(code)));

  override nameOf(code: string): string {
    return this.#all?.parts.find((item) => item.code === code)?.name ?? '';
  }

  protected override async load(): Reply<Item> {
    const all = await loadBundle(this.code);
    if (!all.ok) return all;
    this.#all = all.value;
    return { ok: true, value: all.value.whole };
  }
  protected override async learn(): Reply<Prefill> {
    const all = this.#all;
    if (!all) return { ok: false, error: { code: 'item.unknown' } };
    const prefills: Prefill[] = [];
    const replies = await Promise.all(
      all.parts.map(({ code, version }) =>
        ask<Prefill>('/api/prefill', { method: 'POST', body: { itemCode: code, itemVersion: version } })
      )
    );
    for (const reply of replies) {
      if (!reply.ok) return reply;
      prefills.push(reply.value);
    }
    this.#prefills = prefills;
    return { ok: true, value: bundledPrefill(all, prefills) };
  }
  protected override async handIn(draft: Draft): Reply<Phase> {
    const all = this.#all;
    if (!all) return { ok: false, error: { code: 'item.unknown' } };
    const submissions = submissionsOf(all, this.#prefills, draft, this.byAgent).filter(
      ({ itemCode }) => !this.#stands.includes(itemCode)
    );
    const body = { code: this.code, submissions };
    const reply = await ask<DoneBundle>('/agent/submit/bundle', { method: 'POST', body });
    return reply.ok ? { ok: true, value: { kind: 'done-bundle', done: reply.value } } : reply;
  }
  protected override doneIn({ bundle }: DraftAnswer): Phase | null {
    return bundle?.code === this.code ? { kind: 'done-bundle', done: bundle } : null;
  }
  protected override keeping(): KeptBundle {
    return { ...super.keeping(), prefills: this.#prefills };
  }
  protected override restore(kept: KeptBundle): void {
    super.restore(kept);
    this.#prefills = kept.prefills;
  }
}

/** A bundle with its items, put together; failures: `item.unknown`, and those of the catalogue. */
export async function loadBundle(code: string): Reply<Bundled> {
  await catalogue.load();
  const bundle = catalogue.bundle(code);
  if (!bundle) return { ok: false, error: catalogue.trouble ?? { code: 'item.unknown' } };
  const parts: Item[] = [];
  for (const reply of await Promise.all(bundle.items.map((item) => catalogue.item(item)))) {
    if (!reply.ok) return reply;
    parts.push(reply.value);
  }
  return { ok: true, value: bundled(bundle, parts) };
}
