import type { Answer, Entry } from '../../../../server/contract/answer.ts';
import { shownAnswers, shownFields } from '../../../../server/contract/branching.ts';
import { isBlank } from '../../../../server/contract/form.ts';
import type { FormField } from '../../../../server/contract/item.ts';

/** One entry of a repeat while it is asked: which it is, at which question, and what was answered, also what is hidden now. */
export interface EntryDraft {
  readonly at: number;
  readonly key: string;
  readonly entry: Entry;
}
type Repeat = Pick<FormField, 'fields'>;

/** The questions of an entry as its answers have it. */
export const stepsOf = ({ fields = [] }: Repeat, { entry }: Pick<EntryDraft, 'entry'>): readonly FormField[] =>
  shownFields(fields, entry);

/** An entry at its first question: a new one, or one that is changed; null where there is nothing to ask. */
export function begunAt(field: Repeat, at: number, entry: Entry = {}): EntryDraft | null {
  const [first] = stepsOf(field, { entry });
  return first ? { at, key: first.key, entry } : null;
}

/** The entry with one answer; a blank one reads as not answered. An entry holds no entries. */
export function withAnswer(draft: EntryDraft, key: string, answer: Answer | undefined): EntryDraft {
  const { [key]: _, ...others } = draft.entry;
  const entry = answer === undefined || isBlank(answer) ? others : { ...others, [key]: answer as Entry[string] };
  return { ...draft, entry };
}

/** All entries with this one, as far as its questions are asked. */
export function entryDone({ fields = [] }: Repeat, entries: readonly Entry[], draft: EntryDraft): readonly Entry[] {
  const entry = shownAnswers(fields, draft.entry) as Entry;
  return draft.at < entries.length ? entries.with(draft.at, entry) : [...entries, entry];
}
