import type { FormField, Item } from '../../../../server/contract/item.ts';
import type { Unfinished } from '../../../../server/contract/unfinished-wire.ts';
import type { Prefill } from '../../../../server/contract/wire.ts';
import { type Draft, newDraft, withPrefill } from './flow.ts';

/** Of what a page keeps with the agent, as much as says whether it can wait for its holder. */
interface Begun {
  readonly draft: Pick<Draft, 'answers' | 'kept'> | null;
  /** Of a 一件事, which cannot. */
  readonly prefills?: unknown;
}

/** Whether anything was answered that would be lost; a 一件事 is filled in whole or begun anew. */
export function isWorthKeeping(kept: Begun | null): boolean {
  if (!kept?.draft || kept.prefills !== undefined) return false;
  return Object.keys(kept.draft.answers).length + kept.draft.kept.length > 0;
}

/** A fresh draft with what was said before in it: it opens at what was not answered yet. Everything is looked at once more at the end. */
export function takenUp(item: Pick<Item, 'form'>, prefill: Prefill, said: Unfinished): Draft {
  const isAnswered = ({ key }: FormField) => key in said.answers || said.kept.includes(key);
  const passed = item.form.filter(isAnswered).map(({ key }) => `question.${key}`);
  const papers = Object.keys(said.ways).map((key) => `material.${key}`);
  const { answers, corrections, kept, ways } = said;
  return withPrefill(
    item,
    { ...newDraft(prefill), answers, corrections, kept, ways, passed: ['known', ...passed, ...papers] },
    prefill
  );
}
