import { shownBy } from '../contract/branching.ts';
import type { Card } from '../contract/card.ts';
import { type Answer, checkField, shownText } from '../contract/form.ts';
import { ageOn } from '../contract/id-number.ts';
import type { FormField, Item, Material, PrefillRule } from '../contract/item.ts';
import { type Exclusion, isNeeded, type PullOutcome, waysOn } from '../contract/material.ts';
import {
  answerSchema,
  type Prefill,
  type PrefillMaterial,
  type PrefillValue,
  type Provenance
} from '../contract/wire.ts';
import type { LicenceAnswer } from '../licences/library.ts';
import type { RememberedValue } from '../people/service.ts';

/** A value that the state knows, as the server keeps it: raw, with where it came from. */
export interface KnownValue {
  readonly value: Answer;
  readonly provenance: Provenance;
  /** Shown in its question to be confirmed, rather than taken as known. */
  readonly offered: boolean;
}

export interface PrefillFacts {
  readonly card: Card | null;
  /** False where it only says what is known without one. */
  readonly cardRead: boolean;
  readonly answers: ReadonlyMap<string, LicenceAnswer>;
  readonly remembered: ReadonlyMap<string, RememberedValue>;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** The card just read is the ID card itself: it is not asked of the library again. */
const CARD_RECORD = '居民身份证';

/** Records to ask the library for: those of the materials, and those that fields take values from. */
export function recordsToPull(item: Item, cardRead = true): string[] {
  const records = new Set(item.materials.flatMap((material) => material.record ?? []));
  for (const field of item.form)
    for (const rule of field.prefill) if (rule.from === 'licence' || rule.from === 'data') records.add(rule.record);
  if (cardRead) records.delete(CARD_RECORD);
  return [...records];
}

const fromCard = (card: Card, part: 'name' | 'idNumber' | 'address' | 'birth' | 'sex'): string | null =>
  part === 'sex' ? (card.sex === 'male' ? '男' : '女') : card[part];

/** The option whose lower bound is the highest one not above the age; null for the youngest. */
function ageBand(field: FormField, lowerBounds: readonly number[], birth: string, today: string): string | null {
  const age = ageOn(birth, today);
  const index = lowerBounds.findLastIndex((bound) => bound <= age);
  return index < 0 ? null : (field.options[index] ?? null);
}

function apply(rule: PrefillRule, field: FormField, facts: PrefillFacts): KnownValue | null {
  switch (rule.from) {
    case 'card': {
      const value = facts.card ? fromCard(facts.card, rule.part) : null;
      return value ? { value, provenance: { from: 'card', name: null, date: null }, offered: false } : null;
    }
    case 'licence':
    case 'data': {
      const answer = facts.answers.get(rule.record);
      if (answer?.outcome !== 'found') return null;
      // Libraries leave parts empty in every way there is: absent, null, an object without anything in it.
      const value = answerSchema.safeParse(answer.parts[rule.part]);
      const provenance: Provenance = { from: rule.from, name: answer.name, date: answer.issuedOn };
      return value.success ? { value: value.data, provenance, offered: false } : null;
    }
    case 'earlier': {
      const earlier = facts.remembered.get(field.key);
      if (!earlier || earlier.fieldType !== field.type) return null;
      const provenance: Provenance = { from: 'earlier', name: earlier.itemName, date: earlier.rememberedOn };
      return { value: earlier.value, provenance, offered: field.source === 'typed' || field.source === 'chosen' };
    }
    case 'age-band': {
      const value = facts.card ? ageBand(field, rule.lowerBounds, facts.card.birth, facts.today) : null;
      return value ? { value, provenance: { from: 'computed', name: null, date: facts.today }, offered: false } : null;
    }
  }
}

/** What is known of each field: the first rule that answers with a value that would itself pass as an answer. */
export function knownValues(item: Item, facts: PrefillFacts): Record<string, KnownValue> {
  const known: Record<string, KnownValue> = {};
  for (const field of item.form)
    for (const rule of field.prefill) {
      const value = apply(rule, field, facts);
      const fits = value && (rule.from === 'card' || checkField(field, value.value, facts.today).length === 0);
      if (!fits) continue;
      known[field.key] = value;
      break;
    }
  return known;
}

const hasIdNumbers = (field: FormField): boolean =>
  field.type === 'person' ||
  (field.type === 'table' && field.columns.some((column) => column.type === 'idcard')) ||
  (field.fields ?? []).some((inner) => inner.masked || hasIdNumbers(inner));

/**
 * A known value as a screen may show it: whatever is masked goes as text only, and says which questions hang on it, where any
 * do.
 */
export function shown(form: readonly FormField[], field: FormField, known: KnownValue): PrefillValue {
  const text = shownText(field, known.value);
  const base = { text, provenance: known.provenance, correctable: field.correctable || known.offered };
  if (!field.masked && !hasIdNumbers(field)) return { ...base, value: known.value };
  const shows = shownBy(form, field.key, known.value);
  return shows.length > 0 ? { ...base, shows } : base;
}

/** What came of each material's record; null where the material is not a record. */
export function outcomeOf(material: Material, facts: PrefillFacts): PullOutcome | null {
  if (!material.record) return null;
  if (material.record === CARD_RECORD && facts.card && facts.cardRead) return 'found';
  return facts.answers.get(material.record)?.outcome ?? 'none';
}

/** What a screen may show of all that is known: what is not asked, and what is offered in its question. */
export function shownValues(
  item: Pick<Item, 'form'>,
  known: Readonly<Record<string, KnownValue>>
): Pick<Prefill, 'known' | 'offered'> {
  const values: Pick<Prefill, 'known' | 'offered'> = { known: {}, offered: {} };
  for (const field of item.form) {
    const value = known[field.key];
    if (value) values[value.offered ? 'offered' : 'known'][field.key] = shown(item.form, field, value);
  }
  return values;
}

/**
 * A material as the resident meets it: ways on only where something needed was not found, and a promise only from whoever
 * is not excluded from them.
 */
export function shownMaterial(
  material: Material,
  outcome: PullOutcome | null,
  byAgent: boolean,
  excluded: Exclusion | null,
  validUntil: string | null = null
): PrefillMaterial {
  const { key, name } = material;
  const missing = outcome !== null && outcome !== 'found' && isNeeded(material, byAgent);
  return {
    key,
    name,
    outcome,
    ways: missing ? [...waysOn(material, outcome, excluded === null)] : [],
    withheld: missing && waysOn(material, outcome).includes('promise') ? excluded : null,
    validUntil
  };
}

export const shownMaterials = (
  item: Item,
  facts: PrefillFacts,
  byAgent: boolean,
  excluded: Exclusion | null
): PrefillMaterial[] =>
  item.materials.map((material) => {
    const answer = material.record ? facts.answers.get(material.record) : undefined;
    const validUntil = answer && 'validUntil' in answer ? answer.validUntil : null;
    return shownMaterial(material, outcomeOf(material, facts), byAgent, excluded, validUntil);
  });

/** Whether anybody who is trusted would be offered to promise something here. */
export const wouldPromise = (item: Item, facts: PrefillFacts, byAgent: boolean): boolean =>
  shownMaterials(item, facts, byAgent, null).some(({ ways }) => ways.includes('promise'));
