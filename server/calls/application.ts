import type { Begun, CallApplication } from '../contract/call-wire.ts';
import { isBlank, shownText } from '../contract/form.ts';
import { maskIdNumber } from '../contract/id-number.ts';
import type { FormField, Item } from '../contract/item.ts';
import { needsSignature } from '../contract/material.ts';
import type { Prefill } from '../contract/wire.ts';

interface Person {
  readonly name: string;
  readonly idNumber: string;
}

/** Everything a half-done application is read from. */
export interface HalfDone {
  readonly item: Item;
  /** The fields of it that are asked, as far as somebody has come. */
  readonly asked: readonly FormField[];
  readonly prefill: Pick<Prefill, 'known' | 'offered' | 'materials'>;
  /** Records that come of the same application, by the keys of their papers. */
  readonly along: ReadonlyMap<string, unknown>;
  readonly begun: Begun;
  readonly resident: Person | null;
  readonly principal: Person | null;
}

type AnswerRow = CallApplication['answers'][number];

function answerRow(field: FormField, { prefill, begun }: HalfDone): AnswerRow {
  const row = { key: field.key, label: field.label };
  const known = prefill.known[field.key];
  const source = known ?? prefill.offered[field.key];
  if (known && !begun.corrections.includes(field.key))
    return { ...row, text: known.text, provenance: known.provenance, standing: 'known' };
  // What was offered and confirmed is the value of before, wherever that lies.
  if (source && begun.kept.includes(field.key))
    return { ...row, text: source.text, provenance: source.provenance, standing: 'answered' };
  const answer = begun.answers[field.key];
  const typed = { from: 'typed', name: null, date: null } as const;
  if (answer !== undefined && !isBlank(answer))
    return { ...row, text: shownText(field, answer), provenance: typed, standing: 'answered' };
  const isLeftOut = !field.required && begun.passed.includes(`question.${field.key}`);
  return { ...row, text: '', provenance: null, standing: isLeftOut ? 'blank' : 'open' };
}

const materialRows = ({ prefill, along, begun }: HalfDone): CallApplication['materials'] =>
  prefill.materials.flatMap(({ key, name, outcome, ways }): CallApplication['materials'] => {
    if (outcome === 'found') return [{ key, name, standing: 'found' }];
    if (along.has(key)) return [{ key, name, standing: 'along' }];
    return ways.length > 0 ? [{ key, name, standing: begun.ways[key] ?? 'open' }] : [];
  });

const masked = (person: Person | null): CallApplication['resident'] =>
  person && { name: person.name, maskedIdNumber: maskIdNumber(person.idNumber) };

/**
 * A half-done application as a clerk reads it, before it is kept: of numbers and photos only what a screen shows is ever
 * written down for a call.
 */
export function describeApplication(from: HalfDone): CallApplication {
  const { item, asked, begun, resident, principal } = from;
  return {
    itemCode: item.code,
    itemName: item.name,
    resident: masked(resident),
    principal: masked(principal),
    answers: asked.map((field) => answerRow(field, from)),
    materials: materialRows(from),
    consents: item.sensitive.map((name) => ({ name, agreed: begun.consents.includes(name) })),
    signature: needsSignature(item, principal !== null) ? (begun.signed ? 'signed' : 'open') : 'not-needed'
  };
}
