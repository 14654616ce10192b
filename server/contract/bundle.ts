import type { FormField, Item, Material } from './item.ts';

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
export interface Place {
  readonly code: string;
  readonly key: string;
}
interface Question {
  readonly field: FormField;
  readonly of: readonly Place[];
}
export interface Paper {
  readonly material: Material;
  readonly of: readonly Place[];
  /** The item before it whose result is this very record: it comes of the same application. null for most. */
  readonly madeBy: Item | null;
}

/** Everything of one bundle: its items as one, and where each part of it came from. */
export interface Bundled {
  readonly bundle: Bundle;
  /** The items that are handed in. */
  readonly parts: readonly Item[];
  readonly questions: readonly Question[];
  readonly papers: readonly Paper[];
  /** The bundle as if it were one item: what is asked, fetched, agreed to and signed. */
  readonly whole: Item;
}

const shortest = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other);

/** What an answer of several parts is made of. */
const partsOf = ({ columns, fields, atLeast, atMost }: FormField): string =>
  JSON.stringify([columns, fields, atLeast, atMost]);

/** One question for two fields; null where no answer would do for both. */
function askedOnce(one: FormField, other: FormField): FormField | null {
  if (one.type !== other.type || partsOf(one) !== partsOf(other)) return null;
  const options = one.options.filter((option) => other.options.includes(option));
  if (one.options.length > 0 && options.length === 0) return null;
  return {
    ...one,
    required: one.required || other.required,
    remembered: one.remembered || other.remembered,
    correctable: one.correctable && other.correctable,
    masked: one.masked || other.masked,
    options,
    maxLength: shortest(one.maxLength, other.maxLength),
    ...(one.past || other.past ? { past: true } : {})
  };
}

/** What of several is left, put together by `merge`. Names and keys stay as they are in the whole bundle. */
function mergeLeft<Part>(
  of: readonly (Place & { readonly part: Part })[],
  left: readonly string[],
  merge: (one: Part, other: Part) => Part
): { readonly part: Part; readonly of: readonly Place[] } | null {
  const kept = of.filter(({ code }) => left.includes(code));
  const [first, ...rest] = kept;
  if (!first) return null;
  const part = rest.reduce((merged, other) => merge(merged, other.part), first.part);
  return { part, of: kept.map(({ code, key }) => ({ code, key })) };
}

/** `left`: codes of the items that are not left out. What is one question in the whole bundle is one in what is left. */
function questionsOf({ same }: Bundle, parts: readonly Item[], left: readonly string[]): readonly Question[] {
  const groupOf = ({ code, key }: Place) => same.find((group) => group.includes(`${code}.${key}`));
  const fieldAt = (place: string) =>
    parts.flatMap(({ code, form }) => form.filter(({ key }) => `${code}.${key}` === place))[0];
  const found: {
    readonly key: string;
    readonly label: string;
    readonly group: readonly string[] | undefined;
    readonly merged: FormField;
    readonly of: readonly (Place & { readonly part: FormField })[];
  }[] = [];
  for (const { code, form } of parts)
    for (const own of form) {
      const place = { code, key: own.key, part: own };
      const group = groupOf(place);
      const label = (group && fieldAt(group[0] ?? '')?.label) ?? own.label;
      const at = found.findIndex((one) =>
        group ? one.group === group : one.of[0]?.key === own.key && one.label === label && !one.group
      );
      const before = found[at];
      const merged = before ? askedOnce(before.merged, own) : null;
      if (before && merged) {
        found[at] = { ...before, merged, of: [...before.of, place] };
        continue;
      }
      const isTaken = found.some(({ key }) => key === own.key);
      found.push({ key: isTaken ? `${own.key}-${code}` : own.key, label, group, merged: own, of: [place] });
    }
  return found.flatMap(({ key, label, of }) => {
    const asked = mergeLeft(of, left, (one, other) => askedOnce(one, other) ?? one);
    if (!asked) return [];
    // On what it hangs is each item's own, under the names of its own fields.
    const { showWhen: _, ...part } = asked.part;
    return [{ field: { ...part, key, label }, of: asked.of }];
  });
}

const handedInOnce = (one: Material, other: Material): Material => ({
  ...one,
  required: one.required || other.required,
  tolerable: one.tolerable && other.tolerable,
  promiseAllowed: one.promiseAllowed && other.promiseAllowed,
  signedBy: other.signedBy === 'household' ? other.signedBy : one.signedBy
});

function papersOf(parts: readonly Item[], left: readonly string[]): readonly Paper[] {
  const found: { readonly key: string; readonly of: readonly (Place & { readonly part: Material })[] }[] = [];
  for (const { code, materials } of parts)
    for (const own of materials) {
      const place = { code, key: own.key, part: own };
      const at = found.findIndex(({ of }) =>
        (['name', 'source', 'record', 'requiredWhen'] as const).every((part) => of[0]?.part[part] === own[part])
      );
      const before = found[at];
      if (before) found[at] = { ...before, of: [...before.of, place] };
      else found.push({ key: `${own.key}-${code}`, of: [place] });
    }
  return found.flatMap(({ key, of: all }) => {
    const paper = mergeLeft(all, left, handedInOnce);
    if (!paper) return [];
    const { part, of } = paper;
    const madeBy = part.record === null ? null : makerOf(part.record, of[0]?.code ?? '', parts, left);
    return [{ material: { ...part, key }, of, madeBy }];
  });
}

/** The item before `code` whose result is a record. */
function makerOf(record: string, code: string, parts: readonly Item[], left: readonly string[]): Item | null {
  const before = parts.slice(
    0,
    parts.findIndex((item) => item.code === code)
  );
  return before.find((item) => left.includes(item.code) && item.result.makes?.includes(record)) ?? null;
}

/** Another one with each version of an item and with each choice of them, so that a draft of another whole is known for it. */
const versionOf = (items: readonly Item[], left: readonly string[]): number =>
  items.reduce(
    (sum, { code, version }, at) => (left.includes(code) ? sum + version * 2 ** items.length + 2 ** at : sum),
    0
  );

/**
 * Puts the items of a bundle together: what they ask alike is asked once, in the order of the items. What is left out
 * asks nothing; at least one item is left.
 */
export function bundled(bundle: Bundle, items: readonly Item[], leftOut: readonly string[] = []): Bundled {
  const parts = items.filter(({ code }) => !leftOut.includes(code));
  const [first] = parts;
  if (!first) throw new TypeError('a bundle has items');
  const left = parts.map(({ code }) => code);
  const questions = questionsOf(bundle, items, left);
  const papers = papersOf(items, left);
  const whole: Item = {
    ...first,
    code: bundle.code,
    version: versionOf(items, left),
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

/** What is to be done after it, said with the name of its item where that is done here. */
export const nextText = (text: string, itemName: string | null): string =>
  itemName === null ? text : `${text}，办“${itemName}”`;
