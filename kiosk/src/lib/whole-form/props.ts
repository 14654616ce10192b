import type { Answer, AnswerProblem } from '../../../../server/contract/form.ts';
import type { FormField } from '../../../../server/contract/item.ts';

/** What each control of a form on one page is given. `id` is its own, or that of the group it stands in. */
export interface ControlProps {
  readonly field: FormField;
  readonly id: string;
  /** The ids of its note and of what is wrong with it, as `aria-describedby` has them. */
  readonly described: string | undefined;
  readonly value: Answer | undefined;
  readonly problems: readonly AnswerProblem[];
  /** Where free times are asked for: of which item, and of which of its rooms. */
  readonly itemCode: string;
  readonly resource: string;
  readonly onchange: (value: Answer | undefined) => void;
}

export const textOf = (value: Answer | undefined): string => (typeof value === 'string' ? value : '');
