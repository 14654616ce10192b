import type { Answer } from './form.ts';
import type { FormField, Item, Material, SensitiveClass } from './item.ts';
import { needsSignature } from './material.ts';
import type { Prefill, PrefillMaterial, PrefillValue, Signature, Submission } from './wire.ts';

/** 一件事: the items that one event of a life brings with it, filled in together, each handed in as a case of its own. */
export interface Bundle {
  /** `JS-serial`. */
  readonly code: string;
  readonly name: string;
  readonly plainHint: string;
  /** What residents call it: the first word stands large, by all of them it is found. */
  readonly plainWords: readonly string[];
  /** Codes of its items, in the order in which they are handed in. */
  readonly items: readonly string[];
  /** Fields that ask the same under other names, as `item.field`; asked in the words of the first. */
  readonly same: readonly (readonly string[])[];
  /** What is to be done after it, in words; with the code of its item where that is done here. */
  readonly next: readonly { readonly text: string; readonly code: string | null }[];
}

/** Where a question or a paper of the whole stands in one item. */
interface Place {
  readonly code: string;
  readonly key: string;
}
interface Question {
  readonly field: FormField;
  readonly of: readonly Place[];
}
interface Paper {
  readonly material: Material;
  readonly of: readonly Place[];
}

/** Everything of one bundle: its items as one, and where each part of it came from. */
export interface Bundled {
  readonly bundle: Bundle;
  readonly parts: readonly Item[];
  readonly questions: readonly Question[];
  readonly papers: readonly Paper[];
  /** The bundle as if it were one item: what is asked, fetched, agreed to and signed. */
  readonly whole: Item;
}

const shortest = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other);

/** One question for two fields; null where no answer would do for both. */
function askedOnce(one: FormField, other: FormField): FormField | null {
  if (one.type !== other.type || JSON.stringify(one.columns) !== JSON.stringify(other.columns)) return null;
  const options = one.options.filter((option) => other.options.includes(option));
  if (one.options.length > 0 && options.length === 0) return null;
  return {
    ...one,
    required: one.required || other.required,
    remembered: one.remembered || other.remembered,
    correctable: one.correctable && other.correctable,
    masked: one.masked || other.masked,
    options,
    maxLength: shortest(one.maxLength, other.maxLength)
  };
}

function questionsOf({ same }: Bundle, parts: readonly Item[]): readonly Question[] {
  const groupOf = ({ code, key }: Place) => same.find((group) => group.includes(`${code}.${key}`));
  const fieldAt = (place: string) =>
    parts.flatMap(({ code, form }) => form.filter(({ key }) => `${code}.${key}` === place))[0];
  const found: (Question & { readonly group: readonly string[] | undefined; readonly label: string })[] = [];
  for (const { code, form } of parts)
    for (const own of form) {
      const place = { code, key: own.key };
      const group = groupOf(place);
      const field = group ? { ...own, label: fieldAt(group[0] ?? '')?.label ?? own.label } : own;
      const at = found.findIndex((one) =>
        group ? one.group === group : one.of[0]?.key === own.key && one.label === own.label && !one.group
      );
      const before = found[at];
      const merged = before ? askedOnce(before.field, field) : null;
      if (before && merged) {
        found[at] = { ...before, field: merged, of: [...before.of, place] };
        continue;
      }
      const isTaken = found.some((one) => one.field.key === own.key);
      const key = isTaken ? `${own.key}-${code}` : own.key;
      found.push({ field: { ...field, key }, of: [place], group, label: field.label });
    }
  return found.map(({ field, of }) => ({ field, of }));
}

function papersOf(parts: readonly Item[]): readonly Paper[] {
  const found: Paper[] = [];
  for (const { code, materials } of parts)
    for (const own of materials) {
      const place = { code, key: own.key };
      const at = found.findIndex(({ material }) =>
        (['name', 'source', 'record', 'requiredWhen'] as const).every((part) => material[part] === own[part])
      );
      const before = found[at];
      if (!before) {
        found.push({ material: { ...own, key: `${own.key}-${code}` }, of: [place] });
        continue;
      }
      const { material } = before;
      const merged: Material = {
        ...material,
        required: material.required || own.required,
        tolerable: material.tolerable && own.tolerable,
        promiseAllowed: material.promiseAllowed && own.promiseAllowed,
        signedBy: own.signedBy === 'household' ? own.signedBy : material.signedBy
      };
      found[at] = { material: merged, of: [...before.of, place] };
    }
  return found;
}

/** Puts the items of a bundle together: what they ask alike is asked once, in the order of the items. */
export function bundled(bundle: Bundle, parts: readonly Item[]): Bundled {
  const [first] = parts;
  if (!first) throw new TypeError('a bundle has items');
  const questions = questionsOf(bundle, parts);
  const papers = papersOf(parts);
  const whole: Item = {
    ...first,
    code: bundle.code,
    // Grows with any of them, so that a draft of an older one is known for it.
    version: parts.reduce((sum, { version }) => sum + version, 0),
    name: bundle.name,
    plainHint: bundle.plainHint,
    plainWords: bundle.plainWords,
    terminalUse: 'apply',
    form: questions.map(({ field }) => field),
    materials: papers.map(({ material }) => material),
    sensitive: [...new Set(parts.flatMap(({ sensitive }) => sensitive))],
    agentAllowed: parts.every(({ agentAllowed }) => agentAllowed),
    anonymousAllowed: false
  };
  return { bundle, parts, questions, papers, whole };
}

const prefillOf = (prefills: readonly Prefill[], { code }: Place): Prefill | undefined =>
  prefills.find(({ itemCode }) => itemCode === code);

/** What is known everywhere is known; what one item knows is offered to the others, as far as the screen has it. */
function offerOf(values: readonly (PrefillValue | undefined)[]): PrefillValue | null {
  const [first] = values;
  const isOne = values.every((value) => value !== undefined && value.text === first?.text);
  if (isOne) return values.find((value) => value?.value !== undefined) ?? first ?? null;
  return values.find((value) => value?.value !== undefined) ?? null;
}

function paperOf({ material, of }: Paper, prefills: readonly Prefill[]): PrefillMaterial[] {
  const found = of.flatMap((place) => {
    const one = prefillOf(prefills, place)?.materials.find(({ key }) => key === place.key);
    return one ? [one] : [];
  });
  const open = found.filter(({ ways }) => ways.length > 0);
  const [shown] = open.length > 0 ? open : found;
  if (!shown) return [];
  const ways = shown.ways.filter((way) => open.every((one) => one.ways.includes(way)));
  return [{ ...shown, key: material.key, ways }];
}

/** What the state knows for all items of a bundle, as if it were one. Its id is of no prefill at the server. */
export function bundledPrefill({ whole, questions, papers }: Bundled, prefills: readonly Prefill[]): Prefill {
  const known: Record<string, PrefillValue> = {};
  const offered: Record<string, PrefillValue> = {};
  for (const { field, of } of questions) {
    const values = of.map((place) => {
      const prefill = prefillOf(prefills, place);
      return { known: prefill?.known[place.key], offered: prefill?.offered[place.key] };
    });
    const texts = new Set(values.map((value) => value.known?.text));
    const first = values[0]?.known;
    const correctable = values.every((value) => value.known?.correctable);
    if (first && texts.size === 1) known[field.key] = { ...first, correctable };
    else {
      const offer = offerOf(values.map((value) => value.known ?? value.offered));
      if (offer) offered[field.key] = offer;
    }
  }
  const materials = papers.flatMap((paper) => paperOf(paper, prefills));
  return { id: whole.code, itemCode: whole.code, itemVersion: whole.version, known, offered, materials };
}

/** What somebody said in a bundle, once. */
export interface BundleAnswers {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly kept: readonly string[];
  readonly ways: Readonly<Record<string, 'promise' | 'bring'>>;
  readonly consents: readonly SensitiveClass[];
  readonly signature: Signature | null;
}

const isSame = (one: Answer | undefined, other: Answer): boolean => JSON.stringify(one) === JSON.stringify(other);

/** One submission for each item, in their order: each gets what it asks for, and no more. */
export function submissionsOf(
  { bundle, parts, questions, papers }: Bundled,
  prefills: readonly Prefill[],
  said: BundleAnswers,
  byAgent: boolean
): readonly Submission[] {
  const id = prefills[0]?.id ?? '';
  return parts.map((item): Submission => {
    const prefill = prefills.find(({ itemCode }) => itemCode === item.code);
    if (!prefill) throw new TypeError('every item of a bundle has its prefill');
    const here = <Part extends { readonly of: readonly Place[] }>(all: readonly Part[]) =>
      all.flatMap((part) => part.of.filter(({ code }) => code === item.code).map(({ key }) => ({ ...part, key })));
    const answers: Record<string, Answer> = {};
    const kept: string[] = [];
    for (const { field, key } of here(questions)) {
      const known = prefill.known[key];
      const answer = said.answers[field.key];
      if (said.kept.includes(field.key) && !known) kept.push(key);
      if (answer === undefined || (known && (!known.correctable || isSame(known.value, answer)))) continue;
      answers[key] = answer;
    }
    const ways = here(papers).flatMap(({ material, key }) => {
      const way = said.ways[material.key];
      const isOpen = prefill.materials.some((one) => one.key === key && one.ways.length > 0);
      return way && isOpen ? [[key, way] as const] : [];
    });
    return {
      prefillId: prefill.id,
      itemCode: item.code,
      itemVersion: item.version,
      answers,
      kept,
      ways: Object.fromEntries(ways),
      consents: said.consents.filter((name) => item.sensitive.includes(name)),
      signature: needsSignature(item, byAgent) ? said.signature : null,
      bundle: { id, code: bundle.code }
    };
  });
}
