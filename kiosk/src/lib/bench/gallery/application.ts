import type { DraftAnswer, UndoneApplication } from '../../../../../devices/agent/wire.ts';
import { shownText } from '../../../../../server/contract/form.ts';
import type { FormField, Item } from '../../../../../server/contract/item.ts';
import { type Exclusion, type PullOutcome, waysOn } from '../../../../../server/contract/material.ts';
import type { Prefill, PrefillMaterial, PrefillValue, Signature } from '../../../../../server/contract/wire.ts';
import { type Draft, newDraft } from '../../apply/flow.ts';
import { exampleOf, SIGNATURE } from './examples.ts';
import { TODAY } from './people.ts';
import { type Answer, say } from './wire.ts';

/** Where an application stands. */
export interface Standing {
  readonly item: Item;
  readonly prefill: Prefill;
  readonly draft: Draft;
}

const SOURCES: readonly PrefillValue['provenance'][] = [
  { from: 'card', name: null, date: null },
  { from: 'licence', name: '居民户口簿', date: '2025-03-01' },
  { from: 'data', name: '社会保险参保信息', date: TODAY },
  { from: 'computed', name: null, date: null }
];
const knownAs = (field: FormField, at: number): PrefillValue => {
  const provenance = SOURCES[at % SOURCES.length] ?? { from: 'card', name: null, date: null };
  const answer = exampleOf(field);
  return {
    text: shownText(field, answer),
    provenance,
    correctable: provenance.from === 'licence' || provenance.from === 'data',
    ...(field.masked ? {} : { value: answer })
  };
};

const found = ({ key, name }: Item['materials'][number]): PrefillMaterial => ({
  key,
  name,
  outcome: 'found',
  ways: [],
  withheld: null,
  validUntil: null
});

/** An application in which the state knows the first `known` answers and nobody has answered anything yet. */
function begun(item: Item, known: number): Standing {
  const prefill: Prefill = {
    id: '00000000-0000-4000-8000-000000000002',
    itemCode: item.code,
    itemVersion: item.version,
    known: Object.fromEntries(item.form.slice(0, known).map((field, at) => [field.key, knownAs(field, at)])),
    offered: {},
    materials: item.materials.filter(({ source }) => source === 'licence' || source === 'data-check').map(found)
  };
  return { item, prefill, draft: newDraft(prefill) };
}

const withDraft = (standing: Standing, change: Partial<Draft>): Standing => ({
  ...standing,
  draft: { ...standing.draft, ...change }
});

/** The page of what is known already. */
export const atKnown = (item: Item): Standing => begun(item, Math.min(6, item.form.length - 1));

/** The page of one question; whatever is asked before it is known. */
export function atQuestion(item: Item, key: string): Standing {
  const at = item.form.findIndex((field) => field.key === key);
  const standing = begun(item, at);
  return withDraft(standing, { passed: ['known'] });
}

const fieldOf = ({ item }: Standing, key: string): FormField => {
  const field = item.form.find((one) => one.key === key);
  if (!field) throw new TypeError(`${item.code} has no field ${key}`);
  return field;
};

/** The same with something written in it. */
export const answeredWith = (standing: Standing, key: string, answer = exampleOf(fieldOf(standing, key))): Standing =>
  withDraft(standing, { answers: { ...standing.draft.answers, [key]: answer } });

/** The same with an answer from an earlier application, offered to be confirmed. */
export function offering(standing: Standing, key: string): Standing {
  const field = fieldOf(standing, key);
  const provenance = { from: 'earlier', name: '高龄津贴申领', date: '2025-10-08' } as const;
  const offered = { [key]: { text: shownText(field, exampleOf(field)), provenance, correctable: true } };
  return { ...standing, prefill: { ...standing.prefill, offered } };
}

/** The question that puts right what the state had wrong. */
export function atCorrection(item: Item, key: string): Standing {
  const standing = begun(item, item.form.findIndex((field) => field.key === key) + 1);
  return withDraft(standing, { corrections: [key], passed: ['known'] });
}

/** Every question of it answered, as far as the pages of materials. */
function answered(item: Item): Standing {
  const known = Math.min(4, item.form.length - 1);
  const standing = begun(item, known);
  const asked = item.form.slice(known);
  return withDraft(standing, {
    answers: Object.fromEntries(asked.map((field) => [field.key, exampleOf(field)])),
    passed: ['known', ...asked.map(({ key }) => `question.${key}`)]
  });
}

/** The page of the first record that did not come, for this reason. */
export function atMaterial(
  item: Item,
  outcome: Exclude<PullOutcome, 'found'>,
  promises: boolean,
  withheld: Exclusion | null = null
): Standing {
  const standing = answered(item);
  const missing = item.materials.find(
    ({ source, promiseAllowed }) => source !== 'generated' && source !== 'resident' && promiseAllowed === promises
  );
  if (!missing) throw new TypeError(`${item.code} has no such material`);
  const ways = [...waysOn(missing, outcome, withheld === null)];
  const materials = standing.prefill.materials.map((material) =>
    material.key === missing.key ? { ...material, outcome, ways, withheld } : material
  );
  return { ...standing, prefill: { ...standing.prefill, materials } };
}

/** Nothing but what a card says is known, nothing is answered, and every page up to the signature can be looked at. */
export function walkable(item: Item): Standing {
  const { prefill } = begun(item, 0);
  const fromCard = item.form.filter((field) => field.prefill[0]?.from === 'card');
  const known = Object.fromEntries(fromCard.map((field) => [field.key, knownAs(field, 0)]));
  const keys = item.form.map(({ key }) => key);
  const passed = [
    'known',
    ...keys.map((key) => `question.${key}`),
    ...item.sensitive.map((name) => `consent.${name}`),
    'review'
  ];
  const standing = { item, prefill: { ...prefill, known }, draft: newDraft(prefill) };
  return withDraft(standing, { passed, kept: keys, consents: item.sensitive });
}

/** The page that asks for consent to the use of one class of information. */
export function atConsent(item: Item, name: Item['sensitive'][number]): Standing {
  const standing = answered(item);
  const before = item.sensitive.slice(0, item.sensitive.indexOf(name));
  return withDraft(standing, {
    consents: before,
    passed: [...standing.draft.passed, ...before.map((one) => `consent.${one}`)]
  });
}

/** Everything answered and agreed to: the page on which all of it stands. */
export function atReview(item: Item): Standing {
  const standing = answered(item);
  return withDraft(standing, {
    consents: item.sensitive,
    passed: [...standing.draft.passed, ...item.sensitive.map((one) => `consent.${one}`)]
  });
}
export function atSignature(item: Item): Standing {
  const standing = atReview(item);
  return withDraft(standing, { passed: [...standing.draft.passed, 'review'] });
}
export const signedBy = (standing: Standing, signature: Signature = SIGNATURE): Standing =>
  withDraft(standing, { signature });
export function atConfirm(item: Item): Standing {
  const standing = signedBy(atSignature(item));
  return withDraft(standing, { passed: [...standing.draft.passed, 'signature'] });
}

/** What the agent has kept of an application; `undone` where it was handed in and taken back. */
export const kept =
  (code: string, at: (item: Item) => Standing, undone: UndoneApplication | null = null): Answer =>
  async (itemOf) => {
    const { prefill, draft } = at(await itemOf(code));
    return say({ draft: { itemCode: code, prefill, draft }, done: null, undone } satisfies DraftAnswer);
  };
