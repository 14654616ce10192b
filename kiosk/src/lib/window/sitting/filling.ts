import { askedFields, handedIn, isOpen } from '../../../../../server/contract/asked.ts';
import type { Bundled } from '../../../../../server/contract/bundle.ts';
import { askedInBundle, madeAlong } from '../../../../../server/contract/bundle-answers.ts';
import type { Answers } from '../../../../../server/contract/form.ts';
import { type FormField, type Item, mayRefuse, type SensitiveClass } from '../../../../../server/contract/item.ts';
import { needsSignature, offeredWays } from '../../../../../server/contract/material.ts';
import { sitterText } from '../../../../../server/contract/sitting.ts';
import type { AnySittingDraft, SittingBundleDraft, SittingDraft } from '../../../../../server/contract/sitting-wire.ts';
import type { Unfinished } from '../../../../../server/contract/unfinished-wire.ts';
import type { Prefill, PrefillMaterial } from '../../../../../server/contract/wire.ts';

/** What a clerk has before them while filling in: an item, what is known for it, and what was said so far. */
export interface Filling {
  readonly item: Item;
  readonly prefill: Prefill;
  readonly draft: AnySittingDraft;
  /** Offered values that are asked anew, and consents that were refused: until something is handed in. */
  readonly replaced: readonly string[];
  readonly refused: readonly SensitiveClass[];
  /** Whoever sits there acts for somebody else. */
  readonly byAgent: boolean;
  /** Of a 一件事 its items, and what is known for each; `item` and `prefill` are the whole then. */
  readonly bundle: BundleFilling | null;
}
export interface BundleFilling {
  readonly all: Bundled;
  readonly prefills: readonly Prefill[];
}

export const isOfBundle = (draft: AnySittingDraft): draft is SittingBundleDraft => 'bundle' in draft;

export function newDraft({ id, itemCode, itemVersion }: Prefill, key: string): SittingDraft {
  const nothing = { answers: {}, kept: [], ways: {}, consents: [], corrections: [] };
  return { prefillId: id, itemCode, itemVersion, key, ...nothing, consentWay: null, signed: false };
}

export const leftOutOf = ({ draft }: Pick<Filling, 'draft'>): readonly string[] =>
  isOfBundle(draft) ? draft.bundle.leftOut : [];

/** The same of a 一件事: each of its items has a prefill and a key of its own. */
export function newBundleDraft({ all, prefills }: BundleFilling, leftOut: readonly string[]): SittingBundleDraft {
  const { code: itemCode, version: itemVersion } = all.whole;
  const parts = prefills.map((one) => ({ itemCode: one.itemCode, prefillId: one.id, key: crypto.randomUUID() }));
  const prefillId = prefills[0]?.id ?? '';
  const nothing = { answers: {}, kept: [], ways: {}, consents: [], corrections: [], consentWay: null, signed: false };
  const bundle = { parts, leftOut: [...leftOut], stands: [] };
  return { prefillId, itemCode, itemVersion, key: crypto.randomUUID(), ...nothing, bundle };
}

/** What is handed in after it was taken back is another case: new keys, and of a 一件事 nothing again that stands. */
export function handedInAnew(draft: AnySittingDraft, stands: readonly string[]): AnySittingDraft {
  const next = { ...draft, key: crypto.randomUUID(), signed: false };
  if (!isOfBundle(next)) return next;
  const parts = next.bundle.parts.map((part) => ({ ...part, key: crypto.randomUUID() }));
  return { ...next, bundle: { ...next.bundle, parts, stands: [...new Set([...next.bundle.stands, ...stands])] } };
}

/** A draft with what was said before, as far as it is still open: nobody is held to what was chosen for another record. */
export function withUnfinished<Draft extends AnySittingDraft>(
  draft: Draft,
  prefill: Prefill,
  said: Pick<Unfinished, 'answers' | 'corrections' | 'kept' | 'ways'>
): Draft {
  const open = prefill.materials.filter(({ ways }) => ways.length > 0).map(({ key }) => key);
  return {
    ...draft,
    answers: said.answers,
    corrections: said.corrections.filter((key) => key in prefill.known && key in said.answers),
    kept: said.kept.filter((key) => key in prefill.offered),
    ways: Object.fromEntries(Object.entries(said.ways).filter(([key]) => open.includes(key)))
  };
}

/** A draft after everything was asked for once more: what was answered stays. */
export function withPrefills<Draft extends AnySittingDraft>(
  draft: Draft,
  prefills: readonly Prefill[],
  { offered }: Pick<Prefill, 'offered'>
): Draft {
  const idOf = (code: string) => prefills.find(({ itemCode }) => itemCode === code)?.id ?? '';
  const kept = draft.kept.filter((key) => key in offered);
  const next = { ...draft, prefillId: prefills[0]?.id ?? draft.prefillId, kept };
  if (!isOfBundle(next)) return next;
  const parts = next.bundle.parts.map((part) => ({ ...part, prefillId: idOf(part.itemCode) }));
  return { ...next, bundle: { ...next.bundle, parts } };
}

/** Everything that is asked, known or not, as far as the answers have come. */
function askedOf({ item, prefill, draft, bundle }: Filling, answers: Answers = draft.answers): readonly FormField[] {
  const said = { ...draft, answers };
  return bundle ? askedInBundle(bundle.all, bundle.prefills, said) : askedFields(item.form, prefill, said);
}

const isReplaced = ({ draft, replaced }: Filling, { key }: FormField): boolean =>
  replaced.includes(key) || key in draft.answers;

/** The fields that stand in the form: whatever is known or offered stands above it, until it is put right. */
export const formFields = (of: Filling, answers: Answers): readonly FormField[] =>
  askedOf(of, answers).filter(
    (field) => isOpen(field, of.prefill, of.draft) && (!(field.key in of.prefill.offered) || isReplaced(of, field))
  );

export const knownFields = (of: Filling): readonly FormField[] =>
  askedOf(of).filter((field) => field.key in of.prefill.known);
export const offeredFields = (of: Filling): readonly FormField[] =>
  askedOf(of).filter((field) => field.key in of.prefill.offered && !isReplaced(of, field));

/** Missing records that somebody has to say something about, and how: nobody is sent to the window where they are. */
export const openMaterials = ({ prefill }: Filling): readonly PrefillMaterial[] =>
  prefill.materials
    .filter(({ ways }) => ways.length > 0)
    .map((material) => ({ ...material, ways: [...offeredWays(material.ways, true)] }));

/** Records of a 一件事 that nobody is asked for: by the key of the paper, the name of the item they come of. */
export const alongOf = ({ prefill, bundle }: Filling): ReadonlyMap<string, string> =>
  new Map(bundle ? [...madeAlong(bundle.all, prefill)].map(([key, { name }]) => [key, name]) : []);

export const signs = ({ item, byAgent }: Filling): boolean => needsSignature(item, byAgent);

/** Where something is still to be done before it can be handed in: the id of its place and what it says. */
export interface Gap {
  readonly place: string;
  readonly text: string;
}

/** What keeps it from being signed, beside the form itself. */
export function gapsToSign(of: Filling): readonly Gap[] {
  const { item, draft, refused } = of;
  const who = sitterText(of.byAgent);
  const offers = offeredFields(of).filter(({ key }) => !draft.kept.includes(key));
  const papers = openMaterials(of).filter(({ key }) => !(key in draft.ways));
  const consents = item.sensitive.filter((name) => !draft.consents.includes(name));
  const open = consents.filter((name) => !(mayRefuse(item, name) && refused.includes(name)));
  return [
    ...offers.map(({ key, label }) => ({ place: `offer-${key}`, text: `${label}：还没有问${who}` })),
    ...papers.map(({ key, name }) => ({ place: `paper-${key}`, text: `${name}：还没有选怎么办` })),
    ...open.map((name) => ({
      place: `consent-${name}`,
      text: refused.includes(name) ? '不同意用这项信息，这一件办不了' : `还没有念给${who}听、问是否同意`
    })),
    ...(draft.consents.length > 0 && draft.consentWay === null
      ? [{ place: 'consent-way', text: '还没有记怎样同意的' }]
      : [])
  ];
}

export const gapsToHandIn = (of: Filling): readonly Gap[] => [
  ...gapsToSign(of),
  ...(signs(of) && !of.draft.signed
    ? [{ place: 'signed', text: `${sitterText(of.byAgent)}还没有在打印的申请表上签名` }]
    : [])
];

/** What goes to the server: answers to what is asked, and no more. */
export function toHandIn(of: Filling): AnySittingDraft {
  const { answers, kept } = handedIn(askedOf(of), of.prefill, of.draft);
  return { ...of.draft, answers: { ...answers }, kept: [...kept] };
}
