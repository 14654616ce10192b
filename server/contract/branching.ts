import type { Answer, Answers } from './answer.ts';
import type { FieldType, FormField, ShowTest } from './item.ts';

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

/** Of answers that a screen does not have, by their fields: the fields whose conditions on them hold. */
export type Concealed = Readonly<Record<string, readonly string[]>>;

/** The fields whose every condition on one field holds of this answer: all that a screen has to know of what is masked. */
export const shownBy = (form: readonly FormField[], field: string, answer: Answer): readonly string[] =>
  form.flatMap(({ key, showWhen = [] }) => {
    const tests = showWhen.filter((test) => test.field === field);
    return tests.length > 0 && tests.every((test) => holds(test, answer)) ? [key] : [];
  });

/**
 * The fields of a form that are asked, in its order, as far as it was answered. What is not asked counts as not answered,
 * whatever `answers` hold of it: whatever hangs on it is not asked either. The same function runs at the terminal, on a
 * phone, at the window, for paper, and in the server before anything is stored.
 */
export function shownFields(
  form: readonly FormField[],
  answers: Answers,
  concealed: Concealed = {}
): readonly FormField[] {
  const shown = new Set<string>();
  return form.filter(({ key, showWhen = [] }) => {
    const isShown = showWhen.every((test) => {
      if (!shown.has(test.field)) return false;
      return concealed[test.field]?.includes(key) ?? holds(test, answers[test.field]);
    });
    if (isShown) shown.add(key);
    return isShown;
  });
}

/** The answers to what is asked, without those that were given before another answer took their question away. */
export function shownAnswers(form: readonly FormField[], answers: Answers): Answers {
  const shown = new Set(shownFields(form, answers).map(({ key }) => key));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => shown.has(key)));
}

/** Why a question cannot hang on what it names. */
export type BranchFailure =
  | 'branch.unknown-field'
  | 'branch.circular'
  | 'branch.unknown-option'
  | 'branch.type'
  | 'branch.empty';

export interface BranchProblem {
  /** The field whose condition it is; `repeat.field` inside a repeat. */
  readonly field: string;
  /** The field that it looks at. */
  readonly on: string;
  readonly code: BranchFailure;
}

/** Which of the two kinds of conditions an answer can be tested with. What is written freely is never tested. */
const TESTED: Readonly<Partial<Record<FieldType, 'options' | 'yes-no' | 'range'>>> = {
  select: 'options',
  multiselect: 'options',
  bool: 'yes-no',
  number: 'range',
  year: 'range'
};

function checkTest(test: ShowTest, { type, options, localOptions }: FormField): BranchFailure | null {
  const by = TESTED[type];
  if (!('is' in test)) {
    const { from, to } = test;
    if (by !== 'range') return 'branch.type';
    return (from === undefined && to === undefined) || (from ?? 0) > (to ?? from ?? 0) ? 'branch.empty' : null;
  }
  if (by === undefined || by === 'range') return 'branch.type';
  if (test.is.length === 0) return 'branch.empty';
  const kind = by === 'yes-no' ? 'boolean' : 'string';
  if (test.is.some((one) => typeof one !== kind)) return 'branch.type';
  // What each community lists by itself is known where it is published.
  const isListed = by === 'yes-no' || (localOptions !== null && options.length === 0);
  return isListed || test.is.every((one) => options.includes(String(one))) ? null : 'branch.unknown-option';
}

/**
 * Every condition of a form that cannot be decided: it looks at a field that is not there, at its own or a later one
 * (`branch.circular`), at an option that is not offered, at an answer of another kind, or holds of nothing (`branch.empty`).
 */
export function checkBranches(form: readonly FormField[]): readonly BranchProblem[] {
  return form.flatMap(({ key, showWhen = [], fields = [] }, at) => [
    ...showWhen.flatMap((test): readonly BranchProblem[] => {
      const on = form.findIndex((field) => field.key === test.field);
      const field = form[on];
      const code = !field ? 'branch.unknown-field' : on >= at ? 'branch.circular' : checkTest(test, field);
      return code ? [{ field: key, on: test.field, code }] : [];
    }),
    ...checkBranches(fields).map((problem) => ({ ...problem, field: `${key}.${problem.field}` }))
  ]);
}
