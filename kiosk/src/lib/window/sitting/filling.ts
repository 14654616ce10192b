import { askedFields, handedIn, isOpen } from '../../../../../server/contract/asked.ts';
import type { Answers } from '../../../../../server/contract/form.ts';
import { type FormField, type Item, mayRefuse, type SensitiveClass } from '../../../../../server/contract/item.ts';
import { needsSignature, offeredWays } from '../../../../../server/contract/material.ts';
import type { SittingDraft } from '../../../../../server/contract/sitting-wire.ts';
import type { Unfinished } from '../../../../../server/contract/unfinished-wire.ts';
import type { Prefill, PrefillMaterial } from '../../../../../server/contract/wire.ts';

/** What a clerk has before them while filling in: an item, what is known for it, and what was said so far. */
export interface Filling {
  readonly item: Item;
  readonly prefill: Prefill;
  readonly draft: SittingDraft;
  /** Offered values that are asked anew, and consents that were refused: until something is handed in. */
  readonly replaced: readonly string[];
  readonly refused: readonly SensitiveClass[];
}

export function newDraft({ id, itemCode, itemVersion }: Prefill, key: string): SittingDraft {
  const nothing = { answers: {}, kept: [], ways: {}, consents: [], corrections: [] };
  return { prefillId: id, itemCode, itemVersion, key, ...nothing, consentWay: null, signed: false };
}

/** A draft with what was said at a terminal, as far as it is still open: nobody is held to what was chosen for another record. */
export function withUnfinished(draft: SittingDraft, prefill: Prefill, said: Unfinished): SittingDraft {
  const open = prefill.materials.filter(({ ways }) => ways.length > 0).map(({ key }) => key);
  return {
    ...draft,
    answers: said.answers,
    corrections: said.corrections.filter((key) => key in prefill.known && key in said.answers),
    kept: said.kept.filter((key) => key in prefill.offered),
    ways: Object.fromEntries(Object.entries(said.ways).filter(([key]) => open.includes(key)))
  };
}

/** Everything that is asked, known or not, as far as the answers have come. */
const askedOf = ({ item, prefill, draft }: Filling, answers: Answers = draft.answers): readonly FormField[] =>
  askedFields(item.form, prefill, { ...draft, answers });

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

export const signs = ({ item }: Filling): boolean => needsSignature(item, false);

/** Where something is still to be done before it can be handed in: the id of its place and what it says. */
export interface Gap {
  readonly place: string;
  readonly text: string;
}

/** What keeps it from being signed, beside the form itself. */
export function gapsToSign(of: Filling): readonly Gap[] {
  const { item, draft, refused } = of;
  const offers = offeredFields(of).filter(({ key }) => !draft.kept.includes(key));
  const papers = openMaterials(of).filter(({ key }) => !(key in draft.ways));
  const consents = item.sensitive.filter((name) => !draft.consents.includes(name));
  const open = consents.filter((name) => !(mayRefuse(item, name) && refused.includes(name)));
  return [
    ...offers.map(({ key, label }) => ({ place: `offer-${key}`, text: `${label}：还没有问本人` })),
    ...papers.map(({ key, name }) => ({ place: `paper-${key}`, text: `${name}：还没有选怎么办` })),
    ...open.map((name) => ({
      place: `consent-${name}`,
      text: refused.includes(name) ? '不同意用这项信息，这一件办不了' : '还没有念给本人听、问是否同意'
    })),
    ...(draft.consents.length > 0 && draft.consentWay === null
      ? [{ place: 'consent-way', text: '还没有记怎样同意的' }]
      : [])
  ];
}

export const gapsToHandIn = (of: Filling): readonly Gap[] => [
  ...gapsToSign(of),
  ...(signs(of) && !of.draft.signed ? [{ place: 'signed', text: '本人还没有在打印的申请表上签名' }] : [])
];

/** What goes to the server: answers to what is asked, and no more. */
export function toHandIn(of: Filling): SittingDraft {
  const { answers, kept } = handedIn(askedOf(of), of.prefill, of.draft);
  return { ...of.draft, answers: { ...answers }, kept: [...kept] };
}
