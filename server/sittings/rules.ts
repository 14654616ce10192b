import type { Along } from '../cases/materials.ts';
import type { Application } from '../cases/submission-rules.ts';
import type { Bundled } from '../contract/bundle.ts';
import { submissionsOf } from '../contract/bundle-answers.ts';
import type { Item } from '../contract/item.ts';
import { needsSignature } from '../contract/material.ts';
import type { AnySittingDraft, SittingBundleDraft, SittingDraft } from '../contract/sitting-wire.ts';
import type { Prefill } from '../contract/wire.ts';

export const isOfBundle = (draft: AnySittingDraft): draft is SittingBundleDraft => 'bundle' in draft;

/** What a clerk filled in as an application: the hand is on paper, or there is none yet. */
export function applicationOf({ key: _, corrections: __, signed, ...said }: SittingDraft): Application {
  return { ...said, signature: signed ? 'paper' : null };
}

/** One application of a 一件事, with the key under which it becomes one case. */
interface PartApplication {
  readonly item: Item;
  readonly key: string;
  readonly application: Application;
}

/** What will come of the items of a 一件事 that are handed in before one of them. */
export function madeBefore({ parts }: Bundled, code: string): Along {
  const before = parts.slice(
    0,
    parts.findIndex((item) => item.code === code)
  );
  return new Map(before.flatMap(({ result }) => (result.makes ?? []).map((record) => [record, 'made'] as const)));
}

/** What a clerk filled in once as an application for each item of a 一件事, without what stands already. */
export function applicationsOf(
  all: Bundled,
  prefills: readonly Prefill[],
  draft: SittingBundleDraft,
  byAgent: boolean
): readonly PartApplication[] {
  const { bundle, consentWay, signed } = draft;
  return submissionsOf(all, prefills, { ...draft, signature: null }, byAgent).flatMap((submission, at) => {
    const item = all.parts[at];
    const part = bundle.parts.find(({ itemCode }) => itemCode === submission.itemCode);
    if (!item || !part || bundle.stands.includes(item.code)) return [];
    const signature = signed && needsSignature(item, byAgent) ? 'paper' : null;
    return [{ item, key: part.key, application: { ...submission, signature, consentWay } }];
  });
}
