import { type Answer, type AnswerProblem, checkField } from '../contract/form.ts';
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
export function isCorrectable(field: FormField, { answers }: Pick<CaseContent, 'answers'>): boolean {
  const from = answers[field.key]?.provenance.from;
  const isOwn = from === undefined || from === 'typed' || from === 'earlier' || field.correctable;
  return isOwn && AT_WINDOW.includes(field.type);
}

/** Why a correction is not taken; none where it is. */
export function correctionProblems(item: Item, content: CaseContent, answers: Correction): AnswerProblem[] {
  return answers.flatMap(({ key, value }) => {
    const field = item.form.find((one) => one.key === key);
    if (!field || !isCorrectable(field, content)) return [{ field: key, code: 'answer.unknown-field' as const }];
    return checkField(field, value);
  });
}

/** The application with what was put right on the spot. */
export const corrected = (content: CaseContent, answers: Correction, today: string): CaseContent => ({
  ...content,
  answers: {
    ...content.answers,
    ...Object.fromEntries(
      answers.map(({ key, value }) => [key, { value, provenance: { from: 'typed', name: null, date: today } } as const])
    )
  }
});

/** Whether a text that everybody will read holds a name or a number of the people in the case. */
export const namesSomebody = (text: string, { applicant, agent }: CaseContent): boolean =>
  /\d{6,}/.test(text.replaceAll(/[\s-]/g, '')) ||
  [applicant, agent].some((person) => person !== null && text.includes(person.name));
