import { askedFields, isOpen } from '../../../../server/contract/asked.ts';
import type { Answer, Answers } from '../../../../server/contract/form.ts';
import { checkField, isBlank } from '../../../../server/contract/form.ts';
import type { FormField, Item, SensitiveClass } from '../../../../server/contract/item.ts';
import { mayRefuse } from '../../../../server/contract/item.ts';
import { needsSignature } from '../../../../server/contract/material.ts';
import { assertNever } from '../../../../server/contract/result.ts';
import { isSigned } from '../../../../server/contract/signature.ts';
import type { Prefill, PrefillMaterial, PrefillValue, Signature } from '../../../../server/contract/wire.ts';

/**
 * An application as the resident has filled it so far. The agent keeps it, so that a reload or a step back meets the
 * same one. `passed` holds the pages left by 下一步: an optional question may be passed without an answer, a consent
 * never without one.
 */
export interface Draft {
  readonly prefillId: string;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly answers: Answers;
  /** Known fields the resident wants to correct. */
  readonly corrections: readonly string[];
  /** Offered values confirmed without being repeated: the screen never had more of them than the masked text. */
  readonly kept: readonly string[];
  readonly ways: Readonly<Record<string, 'promise' | 'bring'>>;
  readonly consents: readonly SensitiveClass[];
  readonly signature: Signature | null;
  readonly passed: readonly string[];
}

/** What one screen of an application is about. `id` is what its address carries: a field's name, never a value. */
export type Page =
  | { readonly kind: 'known'; readonly id: 'known' }
  | { readonly kind: 'question'; readonly id: string; readonly field: FormField; readonly correction: boolean }
  | { readonly kind: 'material'; readonly id: string; readonly material: PrefillMaterial }
  | { readonly kind: 'consent'; readonly id: string; readonly class: SensitiveClass; readonly refusable: boolean }
  | { readonly kind: 'review'; readonly id: 'review' }
  | { readonly kind: 'signature'; readonly id: 'signature' }
  | { readonly kind: 'confirm'; readonly id: 'confirm' };

export function newDraft(prefill: Prefill): Draft {
  return {
    prefillId: prefill.id,
    itemCode: prefill.itemCode,
    itemVersion: prefill.itemVersion,
    answers: {},
    corrections: [],
    kept: [],
    ways: {},
    consents: [],
    signature: null,
    passed: []
  };
}

/**
 * Every page of one application in order: what is known, one question a page for what is not, missing records, one
 * consent for each sensitive class, everything once more, the signature, one clear yes. `asked`: the fields of the form that
 * what was answered so far has not taken away.
 */
export function pagesOf(
  item: Item,
  prefill: Prefill,
  draft: Draft,
  byAgent: boolean,
  asked: readonly FormField[] = askedFields(item.form, prefill, draft)
): readonly Page[] {
  const questions = asked
    .filter((field) => isOpen(field, prefill, draft))
    .map((field): Page => {
      return { kind: 'question', id: `question.${field.key}`, field, correction: field.key in prefill.known };
    });
  const materials = prefill.materials
    .filter((material) => material.ways.length > 0)
    .map((material): Page => ({ kind: 'material', id: `material.${material.key}`, material }));
  const consents = item.sensitive.map(
    (name): Page => ({ kind: 'consent', id: `consent.${name}`, class: name, refusable: mayRefuse(item, name) })
  );
  return [
    ...(asked.some(({ key }) => key in prefill.known) ? [{ kind: 'known', id: 'known' } as const] : []),
    ...questions,
    ...materials,
    ...consents,
    { kind: 'review', id: 'review' },
    ...(needsSignature(item, byAgent) ? [{ kind: 'signature', id: 'signature' } as const] : []),
    { kind: 'confirm', id: 'confirm' }
  ];
}

/** The value a question shows when it opens: the resident's own, else what is offered, else what is to be corrected. */
export function shownAnswer(field: FormField, prefill: Prefill, draft: Draft): Answer | undefined {
  return draft.answers[field.key] ?? prefill.offered[field.key]?.value ?? prefill.known[field.key]?.value;
}

/** What is offered for a question, as long as the resident has put nothing else in its place. */
export function offerFor(field: FormField, prefill: Prefill, draft: Draft): PrefillValue | null {
  return field.key in draft.answers ? null : (prefill.offered[field.key] ?? null);
}

/** True where a page is settled and the next one may open. */
export function isSettled(page: Page, draft: Draft): boolean {
  if (!draft.passed.includes(page.id)) return false;
  switch (page.kind) {
    case 'question': {
      if (draft.kept.includes(page.field.key)) return true;
      return checkField(page.field, draft.answers[page.field.key], null).length === 0;
    }
    case 'material':
      return page.material.key in draft.ways;
    case 'consent':
      // What may be refused is settled by either answer.
      return page.refusable || draft.consents.includes(page.class);
    case 'signature':
      return isSigned(draft.signature);
    case 'known':
    case 'review':
    case 'confirm':
      return true;
    default:
      return assertNever(page);
  }
}

/** The page to show: the one asked for where everything before it is settled, else the first that is not. */
export function pageAt(pages: readonly Page[], draft: Draft, wanted: string | null): Page {
  const open = pages.findIndex((page) => !isSettled(page, draft));
  const last = open === -1 ? pages.length - 1 : open;
  const asked = pages.findIndex((page) => page.id === wanted);
  const shown = pages[asked !== -1 && asked <= last ? asked : last];
  if (!shown) throw new TypeError('an application has at least the page that confirms it');
  return shown;
}

/** The page after one, and the one before; null at either end. */
export const pageAfter = (pages: readonly Page[], id: string): Page | null =>
  pages[pages.findIndex((page) => page.id === id) + 1] ?? null;
export const pageBefore = (pages: readonly Page[], id: string): Page | null =>
  pages[pages.findIndex((page) => page.id === id) - 1] ?? null;

const pass = (draft: Draft, id: string): Draft =>
  draft.passed.includes(id) ? draft : { ...draft, passed: [...draft.passed, id] };

/** The draft after a page that asks nothing was read. */
export const passed = (draft: Draft, page: Page): Draft => pass(draft, page.id);

/** A signature stands under what was on the screen: any change to it takes the signature and the last look away. */
function changed(draft: Draft): Draft {
  const last = ['review', 'signature', 'confirm'];
  return { ...draft, signature: null, passed: draft.passed.filter((id) => !last.includes(id)) };
}

/** The draft after a question was answered. A blank answer takes the key away, so that it reads as not answered. */
export function answered(draft: Draft, field: FormField, answer: Answer | undefined): Draft {
  const { [field.key]: _, ...others } = draft.answers;
  const answers = answer === undefined || isBlank(answer) ? others : { ...others, [field.key]: answer };
  const kept = draft.kept.filter((key) => key !== field.key);
  return pass({ ...changed(draft), answers, kept }, `question.${field.key}`);
}

/** The draft after a masked offer was confirmed as it stands. */
export function keptOffer(draft: Draft, field: FormField): Draft {
  const { [field.key]: _, ...answers } = draft.answers;
  return pass({ ...changed(draft), answers, kept: [...new Set([...draft.kept, field.key])] }, `question.${field.key}`);
}

/** The draft with a known value opened for correction, or left as it is known after all. */
export function correcting(draft: Draft, key: string): Draft {
  return { ...changed(draft), corrections: [...new Set([...draft.corrections, key])] };
}
export function leftAsKnown(draft: Draft, key: string): Draft {
  const { [key]: _, ...answers } = draft.answers;
  const id = `question.${key}`;
  const unsigned = changed(draft);
  return {
    ...unsigned,
    answers,
    corrections: draft.corrections.filter((other) => other !== key),
    passed: unsigned.passed.filter((other) => other !== id)
  };
}

export const wayChosen = (draft: Draft, key: string, way: 'promise' | 'bring'): Draft =>
  pass({ ...changed(draft), ways: { ...draft.ways, [key]: way } }, `material.${key}`);

export const agreed = (draft: Draft, name: SensitiveClass): Draft =>
  pass({ ...draft, consents: [...new Set([...draft.consents, name])] }, `consent.${name}`);

export function refused(draft: Draft, name: SensitiveClass): Draft {
  const id = `consent.${name}`;
  return {
    ...draft,
    consents: draft.consents.filter((other) => other !== name),
    passed: draft.passed.filter((other) => other !== id)
  };
}

export const signed = (draft: Draft, signature: Signature): Draft => pass({ ...draft, signature }, 'signature');

/**
 * The draft moved onto a fresh prefill, after a wait for the library or where the item has a new version: what was answered
 * stays as far as it is still asked. Under another version nobody has signed or agreed yet.
 */
export function withPrefill(item: Pick<Item, 'form'>, draft: Draft, prefill: Prefill): Draft {
  const open = new Set(prefill.materials.filter((material) => material.ways.length > 0).map(({ key }) => key));
  const asked = new Set(item.form.map(({ key }) => key));
  const same = prefill.itemVersion === draft.itemVersion;
  const stays = (id: string) => same || id.startsWith('question.');
  return {
    ...draft,
    prefillId: prefill.id,
    itemVersion: prefill.itemVersion,
    answers: Object.fromEntries(Object.entries(draft.answers).filter(([key]) => asked.has(key))),
    corrections: draft.corrections.filter((key) => asked.has(key)),
    kept: draft.kept.filter((key) => key in prefill.offered),
    ways: Object.fromEntries(Object.entries(draft.ways).filter(([key]) => open.has(key))),
    consents: same ? draft.consents : [],
    signature: same ? draft.signature : null,
    passed: draft.passed.filter(stays)
  };
}
