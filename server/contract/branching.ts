import type { Answer, Answers } from './form.ts';
import type { FormField, ShowTest } from './item.ts';

/** Whether one condition holds of an answer; of none it never does. */
function holds(test: ShowTest, answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  if (!('is' in test)) {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = test;
    return typeof answer === 'number' && from <= answer && answer <= to;
  }
  const given: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return given.some((one) => (test.is as readonly unknown[]).includes(one));
}

/**
 * The fields of a form that are asked, in its order, as far as it was answered. What is not asked counts as not answered,
 * whatever `answers` hold of it: whatever hangs on it is not asked either. The same function runs at the terminal, on a
 * phone, at the window, for paper, and in the server before anything is stored.
 */
export function shownFields(form: readonly FormField[], answers: Answers): readonly FormField[] {
  const shown = new Set<string>();
  return form.filter(({ key, showWhen = [] }) => {
    const isShown = showWhen.every((test) => holds(test, shown.has(test.field) ? answers[test.field] : undefined));
    if (isShown) shown.add(key);
    return isShown;
  });
}

/** The answers to what is asked, without those that were given before another answer took their question away. */
export function shownAnswers(form: readonly FormField[], answers: Answers): Answers {
  const shown = new Set(shownFields(form, answers).map(({ key }) => key));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => shown.has(key)));
}
