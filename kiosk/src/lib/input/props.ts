import type { Answer, Answers } from '../../../../server/contract/form.ts';
import type { FormField } from '../../../../server/contract/item.ts';

/** A question that is answered in several steps, and stands in the middle of them. */
export interface InnerStep {
  /** What 上一步 does meanwhile. */
  readonly back: () => void;
  /** True where the page's own 下一步 waits: there is a way on inside. */
  readonly holds: boolean;
  /** What is asked meanwhile, where that is a question of its own. */
  readonly asks?: {
    /** Another one begins with its heading. */
    readonly key: string;
    readonly title: string;
    readonly hint: string | null;
    /** How far it is, in words. */
    readonly stepText: string;
    /** Why its answer was not taken. */
    readonly told: string | null;
  };
}

/** What every input is given. `onchange` hears each change; nothing is checked before 下一步. */
export interface InputProps {
  readonly field: FormField;
  readonly itemCode: string;
  /** Answers so far: a time depends on the room that was chosen. */
  readonly answers: Answers;
  readonly value: Answer | undefined;
  /** True where the answer was not taken as it stands. */
  readonly invalid: boolean;
  readonly onchange: (value: Answer | undefined) => void;
  readonly onstep: (step: InnerStep | null) => void;
}

export const textOf = (value: Answer | undefined): string => (typeof value === 'string' ? value : '');
