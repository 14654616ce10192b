import type { Answer, Answers } from '../../../../server/contract/form.ts';
import type { FormField } from '../../../../server/contract/item.ts';

/** What every input is given. `onchange` hears each change; nothing is checked before 下一步. */
export interface InputProps {
  readonly field: FormField;
  readonly itemCode: string;
  /** Answers so far: a time depends on the room that was chosen. */
  readonly answers: Answers;
  readonly value: Answer | undefined;
  readonly onchange: (value: Answer | undefined) => void;
}

export const textOf = (value: Answer | undefined): string => (typeof value === 'string' ? value : '');
