import type { Entry } from '../../../../server/contract/answer.ts';
import { shownFields } from '../../../../server/contract/branching.ts';
import {
  type Answer,
  type AnswerProblem,
  type Answers,
  checkField,
  isBlank
} from '../../../../server/contract/form.ts';
import type { FormField } from '../../../../server/contract/item.ts';
import { entriesOf, ordinalOf } from '../../../../server/contract/repeat.ts';

type Row = Readonly<Record<string, string>>;
const isRowBlank = (row: Row): boolean => Object.values(row).every((cell) => cell.trim() === '');

/** An answer as it is handed in: text without its edges, a table without the rows that nothing was written in. */
function handedIn(field: FormField, answer: Answer): Answer {
  if (typeof answer === 'string') return answer.trim();
  if (field.type === 'repeat') {
    const entries = entriesOf(answer).map((entry) => filled(field.fields ?? [], entry) as Entry);
    return entries.filter((entry) => Object.keys(entry).length > 0);
  }
  if (field.type !== 'table' || !Array.isArray(answer)) return answer;
  return (answer as readonly Row[]).filter((row) => !isRowBlank(row));
}

/** The answers to these fields; what was left blank is no answer. */
export function filledIn(fields: readonly FormField[], answers: Answers): Answers {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const answer = answers[field.key];
      if (answer === undefined) return [];
      const kept = handedIn(field, answer);
      return isBlank(kept) ? [] : [[field.key, kept]];
    })
  );
}

/** The answers to what is asked now. */
export const filled = (form: readonly FormField[], answers: Answers): Answers =>
  filledIn(shownFields(form, answers), answers);

/** Everything that is wrong with the answers to these fields, in their order. */
export const problemsIn = (fields: readonly FormField[], answers: Answers, today: string): readonly AnswerProblem[] =>
  fields.flatMap((field) => checkField(field, answers[field.key], today));

/** Everything that is wrong with what is asked now, in the order of the form. */
export const problemsOf = (form: readonly FormField[], answers: Answers, today: string): readonly AnswerProblem[] =>
  problemsIn(shownFields(form, answers), answers, today);

export const idOf = (key: string): string => `field-${key}`;
/** The id of one cell of a table. */
export const cellId = (id: string, row: number, column: string): string => `${id}-${row}-${column}`;

/** The label under which a problem is listed: that of a cell says which row it stands in. */
export function placeOf(field: FormField, { row, column }: AnswerProblem): string {
  if (row === undefined) return field.label;
  const cell = [...field.columns, ...(field.fields ?? [])].find(({ key }) => key === column)?.label ?? '';
  const which = field.type === 'repeat' ? ordinalOf(field, row) : `第${row + 1}行`;
  return `${field.label}，${which}${cell && `，${cell}`}`;
}

const SINGLE_LINE = new Set<FormField['type']>(['idcard', 'bankcard', 'disabilityCert', 'mobile']);

/** What was typed on a keyboard as an answer: numbers without the gaps that people leave in them, a small x as X. */
export function answerOfText(type: FormField['type'], text: string): Answer | undefined {
  if (text.trim() === '') return undefined;
  if (type === 'number' || type === 'year') return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  return SINGLE_LINE.has(type) ? text.replaceAll(/\s/g, '').toUpperCase() : text;
}
