import type { DoneBundle, DraftAnswer } from '../../../../devices/agent/wire.ts';
import { handedIn } from '../../../../server/contract/asked.ts';
import { type Bundled, bundled } from '../../../../server/contract/bundle.ts';
import { askedInBundle, bundledPrefill, madeAlong, submissionsOf } from '../../../../server/contract/bundle-answers.ts';
import type { Item } from '../../../../server/contract/item.ts';
import type { Prefill } from '../../../../server/contract/wire.ts';
import { ask, type Reply } from '../agent.ts';
import { Application, type Kept, type Phase } from './application.svelte.ts';
import type { Draft } from './flow.ts';
import { loadBundle } from './load-bundle.ts';
import { leaveOut, leftOutOf } from './parts-left-out.ts';

interface KeptBundle extends Kept {
  readonly prefills: readonly Prefill[];
  readonly leftOut: readonly string[];
}

/** 一件事 at the terminal: filled in as one item, handed in as several. */
export class BundleApplication extends Application {
  /** As it is offered, with all of its items. */
  #offered = $state.raw<Bundled | null>(null);
  #leftOut = $state.raw<readonly string[]>([]);
  #prefills = $state.raw<readonly Prefill[]>([]);

  /** What of it is done. */
  #all = $derived(this.#offered && bundled(this.#offered.bundle, this.#offered.parts, this.#leftOut));
  #stands = $derived(this.undone?.bundle?.stands ?? []);
  override asked = $derived.by(() =>
    this.#all && this.draft ? askedInBundle(this.#all, this.#prefills, this.draft) : []
  );
  override parts = $derived.by(() => this.#all?.parts.filter(({ code }) => !this.#stands.includes(code)) ?? []);
  override standing = $derived.by(() => this.#stands.map((code) => this.nameOf(code)));
  override along = $derived.by(() => {
    const made = this.#all && this.prefill ? madeAlong(this.#all, this.prefill) : [];
    return new Map([...made].map(([key, { name }]) => [key, name]));
  });
  override next = $derived.by(() => this.#offered?.bundle.next ?? []);

  override nameOf(code: string): string {
    return this.#offered?.parts.find((item) => item.code === code)?.name ?? '';
  }

  protected override async load(): Reply<Item> {
    const offered = await loadBundle(this.code);
    if (!offered.ok) return offered;
    this.#offered = offered.value;
    this.#leftOut = leftOutOf(this.code) ?? this.#leftOut;
    return { ok: true, value: this.#all?.whole ?? offered.value.whole };
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
    const [all, { prefill }] = [this.#all, this];
    if (!all || !prefill) return { ok: false, error: { code: 'item.unknown' } };
    const said = { ...draft, ...handedIn(this.asked, prefill, draft) };
    const submissions = submissionsOf(all, this.#prefills, said, this.byAgent).filter(
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
    return { ...super.keeping(), prefills: this.#prefills, leftOut: this.#leftOut };
  }
  /** Where something else was left out on the guide since, it is not up to date. */
  protected override restore(kept: KeptBundle): boolean {
    super.restore(kept);
    this.#prefills = kept.prefills;
    const wanted = leftOutOf(this.code) ?? kept.leftOut;
    leaveOut(this.code, wanted);
    this.#leftOut = wanted;
    this.item = this.#all?.whole ?? this.item;
    return wanted.length === kept.leftOut.length && wanted.every((code) => kept.leftOut.includes(code));
  }
}
