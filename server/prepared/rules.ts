import { shownAnswers, shownFields } from '../contract/branching.ts';
import { type AnswerProblem, type Answers, checkField } from '../contract/form.ts';
import type { Item } from '../contract/item.ts';
import { isFilledAtHome } from '../contract/prepared.ts';

/** What is wrong with a form as it was filled in at home: the same as its page says, and answers nobody asked for. */
export function preparationProblems(
  { form }: Pick<Item, 'form'>,
  answers: Answers,
  today: string
): readonly AnswerProblem[] {
  const asked = shownFields(form.filter(isFilledAtHome), answers);
  const keys = new Set(asked.map(({ key }) => key));
  const unknown = Object.keys(answers).filter((key) => !keys.has(key));
  return [
    ...unknown.map((field): AnswerProblem => ({ field, code: 'answer.unknown-field' })),
    ...asked.flatMap((field) => checkField(field, answers[field.key], today))
  ];
}

/** Of what was filled in, whatever the item asks by now and would take as it stands. */
export function stillAsked({ form }: Pick<Item, 'form'>, answers: Answers, today: string): Answers {
  const asked = form.filter(isFilledAtHome);
  const good = asked.filter(
    (field) => field.key in answers && checkField(field, answers[field.key], today).length === 0
  );
  const kept = new Set(good.map(({ key }) => key));
  return shownAnswers(asked, Object.fromEntries(Object.entries(answers).filter(([key]) => kept.has(key))));
}
