import { shownFields } from '../contract/branching.ts';
import { type Answer, type AnswerProblem, type Answers, checkField } from '../contract/form.ts';
import type { FormField, Item } from '../contract/item.ts';
import type { CaseContent } from './content.ts';

/** Answers as they should be. */
export type Correction = readonly { readonly key: string; readonly value: Answer }[];

/** Kinds of answers that can be put right at the window in words; photos and booked times belong to their applicant. */
const AT_WINDOW: readonly FormField['type'][] = [
  'text',
  'textarea',
  'address',
  'mobile',
  'idcard',
  'bankcard',
  'disabilityCert',
  'select',
  'bool',
  'date',
  'number',
  'year'
];

/** 当场更正: whether an answer may be put right on the spot. What a card or a record said is not what the applicant got wrong. */
function isCorrectable(field: FormField, { answers }: Pick<CaseContent, 'answers'>): boolean {
  const from = answers[field.key]?.provenance.from;
  const isOwn = from === undefined || from === 'typed' || from === 'earlier' || field.correctable;
  return isOwn && AT_WINDOW.includes(field.type);
}

const valuesOf = ({ answers }: Pick<CaseContent, 'answers'>): Answers =>
  Object.fromEntries(Object.entries(answers).map(([key, { value }]) => [key, value]));

/** The keys of what is asked with these answers on top of those of the case. */
function askedWith(item: Item, content: Pick<CaseContent, 'answers'>, answers: Correction): ReadonlySet<string> {
  const values = { ...valuesOf(content), ...Object.fromEntries(answers.map(({ key, value }) => [key, value])) };
  return new Set(shownFields(item.form, values).map(({ key }) => key));
}

/** What can be put right on the spot; `asked` is false of what only another answer would bring. */
export function correctableFields(item: Item, content: Pick<CaseContent, 'answers'>) {
  const asked = askedWith(item, content, []);
  return item.form
    .filter((field) => isCorrectable(field, content))
    .map((field) => ({ field, asked: asked.has(field.key) }));
}

/** Why a correction is not taken; none where it is. What it brings has to be answered with it. */
export function correctionProblems(
  item: Item,
  content: CaseContent,
  answers: Correction,
  today: string
): AnswerProblem[] {
  const asked = askedWith(item, content, answers);
  const wrong = answers.flatMap(({ key, value }): AnswerProblem[] => {
    const field = item.form.find((one) => one.key === key);
    if (!field || !isCorrectable(field, content)) return [{ field: key, code: 'answer.unknown-field' }];
    return asked.has(key) ? checkField(field, value, today) : [{ field: key, code: 'answer.not-asked' }];
  });
  const before = askedWith(item, content, []);
  const open = item.form.filter(
    ({ key, required }) => required && asked.has(key) && !before.has(key) && !answers.some((one) => one.key === key)
  );
  return [...wrong, ...open.map(({ key }): AnswerProblem => ({ field: key, code: 'answer.required' }))];
}

/** The application with what was put right on the spot, and without what is asked no more because of it. */
export function corrected(item: Item, content: CaseContent, answers: Correction, today: string): CaseContent {
  const asked = askedWith(item, content, answers);
  const right = answers.map(
    ({ key, value }) => [key, { value, provenance: { from: 'typed', name: null, date: today } } as const] as const
  );
  const all = Object.entries({ ...content.answers, ...Object.fromEntries(right) });
  return { ...content, answers: Object.fromEntries(all.filter(([key]) => asked.has(key))) };
}

/** Whether a text that everybody will read holds a name or a number of the people in the case. */
export const namesSomebody = (text: string, { applicant, agent }: CaseContent): boolean =>
  /\d{6,}/.test(text.replaceAll(/[\s-]/g, '')) ||
  [applicant, agent].some((person) => person !== null && text.includes(person.name));
