import { askedFields, handedIn, isOpen, type Said } from './asked.ts';
import type { Bundled, Paper, Place } from './bundle.ts';
import type { Answer } from './form.ts';
import type { FormField, Item, SensitiveClass } from './item.ts';
import { needsSignature } from './material.ts';
import type { Prefill, PrefillMaterial, PrefillValue, Signature, Submission } from './wire.ts';

/** Whether a record that was not found comes of the same application. What names somebody else only people can sort out. */
const comesAlong = ({ madeBy }: Paper, outcome: PrefillMaterial['outcome']): boolean =>
  madeBy !== null && outcome !== null && outcome !== 'found' && outcome !== 'mismatch';

/** What nobody is asked for although no record was found: by the key of the paper, the item that makes it. */
export function madeAlong({ papers }: Bundled, prefill: Prefill): ReadonlyMap<string, Item> {
  const found = papers.flatMap((paper): [string, Item][] => {
    const { material, madeBy } = paper;
    const outcome = prefill.materials.find(({ key }) => key === material.key)?.outcome ?? null;
    return madeBy && material.required && comesAlong(paper, outcome) ? [[material.key, madeBy]] : [];
  });
  return new Map(found);
}

const prefillOf = (prefills: readonly Prefill[], { code }: Pick<Place, 'code'>): Prefill | undefined =>
  prefills.find(({ itemCode }) => itemCode === code);

/** What is known everywhere is known; what one item knows is offered to the others, as far as the screen has it. */
function offerOf(values: readonly (PrefillValue | undefined)[]): PrefillValue | null {
  const [first] = values;
  const isOne = values.every((value) => value !== undefined && value.text === first?.text);
  if (isOne) return values.find((value) => value?.value !== undefined) ?? first ?? null;
  return values.find((value) => value?.value !== undefined) ?? null;
}

function paperOf(paper: Paper, prefills: readonly Prefill[]): PrefillMaterial[] {
  const { material, of } = paper;
  const found = of.flatMap((place) => {
    const one = prefillOf(prefills, place)?.materials.find(({ key }) => key === place.key);
    return one ? [one] : [];
  });
  const open = found.filter(({ ways }) => ways.length > 0);
  const [shown] = open.length > 0 ? open : found;
  if (!shown) return [];
  if (comesAlong(paper, shown.outcome)) return [{ ...shown, key: material.key, ways: [], withheld: null }];
  const ways = shown.ways.filter((way) => open.every((one) => one.ways.includes(way)));
  const withheld = open.find((one) => one.withheld)?.withheld ?? null;
  return [{ ...shown, key: material.key, ways, withheld }];
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

/** What was said in a bundle as one of its items has it: under its own names, and no more than it does not know itself. */
function saidOf(
  questions: Bundled['questions'],
  { code }: Item,
  prefill: Prefill,
  said: Pick<Said, 'answers' | 'kept'>
) {
  const answers: Record<string, Answer> = {};
  const kept: string[] = [];
  for (const { field, of } of questions)
    for (const { key } of of.filter((place) => place.code === code)) {
      const known = prefill.known[key];
      const answer = said.answers[field.key];
      if (said.kept.includes(field.key) && !known) kept.push(key);
      if (answer === undefined || (known && (!known.correctable || isSame(known.value, answer)))) continue;
      answers[key] = answer;
    }
  return { answers, kept, corrections: Object.keys(answers) };
}

/** The questions of a bundle that one of its items asks at least, as far as somebody has come. */
export function askedInBundle(all: Bundled, prefills: readonly Prefill[], said: Said): readonly FormField[] {
  const whole = bundledPrefill(all, prefills);
  const open = all.questions.filter(({ field }) => isOpen(field, whole, said));
  const asked = new Set(
    all.parts.flatMap((item) => {
      const prefill = prefillOf(prefills, item);
      const fields = prefill ? askedFields(item.form, prefill, saidOf(open, item, prefill, said)) : [];
      return fields.map(({ key }) => `${item.code}.${key}`);
    })
  );
  return all.questions.flatMap(({ field, of }) =>
    of.some(({ code, key }) => asked.has(`${code}.${key}`)) ? [field] : []
  );
}

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
    const own = saidOf(questions, item, prefill, said);
    const { answers, kept } = handedIn(askedFields(item.form, prefill, own), prefill, own);
    const ways = papers.flatMap(({ material, of }) => {
      const way = said.ways[material.key];
      const open = of.filter(
        ({ code, key }) => code === item.code && prefill.materials.some((one) => one.key === key && one.ways.length > 0)
      );
      return way ? open.map(({ key }) => [key, way] as const) : [];
    });
    return {
      prefillId: prefill.id,
      itemCode: item.code,
      itemVersion: item.version,
      answers,
      kept: [...kept],
      ways: Object.fromEntries(ways),
      consents: said.consents.filter((name) => item.sensitive.includes(name)),
      signature: needsSignature(item, byAgent) ? said.signature : null,
      // One alone is no 一件事.
      ...(parts.length > 1 ? { bundle: { id, code: bundle.code } } : {})
    };
  });
}
