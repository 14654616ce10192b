import type { Answer, Entry } from './answer.ts';
import type { FieldType, FormField } from './item.ts';

/** Most entries of a repeat that names no limit of its own. */
const MOST_ENTRIES = 20;

/** How many entries there may be. What has to be answered has one at least. */
export const limitsOf = ({ required, atLeast = 0, atMost = MOST_ENTRIES }: FormField) => ({
  atLeast: Math.max(atLeast, required ? 1 : 0),
  atMost
});

/** The entries of a repeat, whatever else an answer may be. */
export const entriesOf = (answer: Answer | undefined): readonly Entry[] =>
  Array.isArray(answer) ? (answer as readonly (string | Entry)[]).filter((entry) => typeof entry === 'object') : [];

/** How its entries are counted: people otherwise than things. */
export const counterOf = ({ fields = [] }: Pick<FormField, 'fields'>): string =>
  fields.some(({ type }) => type === 'person' || type === 'idcard') ? '位' : '项';

/** Which entry it is, counted from 0: 第1位. */
export const ordinalOf = (field: Pick<FormField, 'fields'>, at: number): string => `第${at + 1}${counterOf(field)}`;

/** Why a field cannot be asked several times as it is. */
export type RepeatFailure = 'repeat.fields' | 'repeat.inner-type' | 'repeat.twice' | 'repeat.limits';

/** What an entry cannot hold: entries of its own, and a time, which is booked once for a case. */
const NEVER_INSIDE: readonly FieldType[] = ['repeat', 'table', 'slot'];

function problemsOf({ key, type, fields, atLeast, atMost }: FormField) {
  const found: { readonly field: string; readonly code: RepeatFailure }[] = [];
  if (type !== 'repeat') {
    if (fields || atLeast !== undefined || atMost !== undefined) found.push({ field: key, code: 'repeat.fields' });
    return found;
  }
  const inner = fields ?? [];
  if (inner.length === 0) found.push({ field: key, code: 'repeat.fields' });
  if (new Set(inner.map((one) => one.key)).size < inner.length) found.push({ field: key, code: 'repeat.twice' });
  for (const one of inner)
    if (NEVER_INSIDE.includes(one.type)) found.push({ field: `${key}.${one.key}`, code: 'repeat.inner-type' });
  const [least, most] = [atLeast ?? 0, atMost ?? MOST_ENTRIES];
  const areCounts = Number.isInteger(least) && Number.isInteger(most);
  if (!areCounts || least < 0 || most < 1 || least > most || most > MOST_ENTRIES)
    found.push({ field: key, code: 'repeat.limits' });
  return found;
}

/**
 * Every repeat of a form that cannot be asked: without fields, with ones that stand twice or cannot be inside, with limits
 * that nothing meets; and whatever else has what only a repeat may have.
 */
export const checkRepeats = (form: readonly FormField[]) => form.flatMap(problemsOf);
