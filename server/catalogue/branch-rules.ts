import type { CatalogueProblemCode } from '../contract/catalogue-problem.ts';
import type { FormField, ShowTest } from '../contract/item.ts';

interface BranchProblem {
  readonly field: string;
  readonly problem: CatalogueProblemCode;
}

/** The answers a test may look for; null where any would do. */
const choicesOf = ({ type, options }: FormField): readonly (string | boolean)[] | null => {
  if (type === 'bool') return [true, false];
  return type === 'select' || type === 'multiselect' ? options : null;
};

/** Whether a field is asked only after itself: its conditions lead back to it. */
function leadsBack(key: string, fields: ReadonlyMap<string, FormField>): boolean {
  const seen = new Set<string>();
  const open = [key];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const { field } of fields.get(at)?.showWhen ?? []) {
      if (field === key) return true;
      if (!seen.has(field)) open.push(field);
      seen.add(field);
    }
  return false;
}

function checkTest(test: ShowTest, looked: FormField): CatalogueProblemCode | null {
  if (!('is' in test)) return looked.type === 'number' || looked.type === 'year' ? null : 'branch-type';
  const choices = choicesOf(looked);
  if (choices === null) return 'branch-type';
  if (test.is.length === 0) return 'branch-option';
  return test.is.every((one) => choices.includes(one)) ? null : 'branch-option';
}

/** Every condition of a form that can never be known: it looks at nothing, at itself, at what comes later, at another kind. */
export function checkBranches(form: readonly FormField[]): readonly BranchProblem[] {
  const fields = new Map(form.map((field) => [field.key, field]));
  return form.flatMap(({ key, showWhen = [] }, at) => {
    const isCircular = leadsBack(key, fields);
    return showWhen.flatMap((test): BranchProblem[] => {
      const looked = fields.get(test.field);
      if (!looked) return [{ field: key, problem: 'branch-unknown' }];
      if (isCircular) return [{ field: key, problem: 'branch-circular' }];
      if (form.indexOf(looked) > at) return [{ field: key, problem: 'branch-later' }];
      const problem = checkTest(test, looked);
      return problem ? [{ field: key, problem }] : [];
    });
  });
}
