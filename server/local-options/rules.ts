import type { FailureCode } from '../contract/failure.ts';
import type { FormField, Item } from '../contract/item.ts';
import type { OptionChange, OptionEntry, WrittenOption } from '../contract/local-options-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';

/** What a list offers now. */
export const offered = (entries: readonly OptionEntry[]): readonly string[] =>
  entries.filter(({ retired }) => !retired).map(({ text }) => text);

/** What it offers, and everything that it ever did: whoever chose before a change chose rightly. */
export const everOffered = (entries: readonly OptionEntry[]): readonly string[] => [
  ...new Set([...offered(entries), ...entries.flatMap(({ text, formerly }) => [text, ...formerly])])
];

/** The questions of a form and those inside its groups. */
const questionsOf = (form: readonly FormField[]): readonly FormField[] =>
  form.flatMap((field) => [field, ...questionsOf(field.fields ?? [])]);

/** Names of the lists that an item offers. */
export const listsOf = ({ form }: Pick<Item, 'form'>): readonly string[] => [
  ...new Set(questionsOf(form).flatMap(({ localOptions }) => localOptions ?? []))
];

/** A form with the choices of its lists, inside groups of questions too. A list that is not here leaves what is written. */
export function filledForm(
  form: readonly FormField[],
  optionsOf: (list: string) => readonly string[] | undefined
): readonly FormField[] {
  return form.map((field) => {
    const options = field.localOptions === null ? undefined : optionsOf(field.localOptions);
    return {
      ...field,
      ...(options && { options }),
      ...(field.fields && { fields: filledForm(field.fields, optionsOf) })
    };
  });
}

/** The questions of an item that offer a list, by what they are called; inside a group with its name. */
export const askedFrom = ({ form }: Pick<Item, 'form'>, list: string): readonly FormField[] =>
  questionsOf(form).filter(({ localOptions }) => localOptions === list);

/** Entries of a list that questions of an item hang on. */
export function conditionsOn({ form }: Pick<Item, 'form'>, list: string): readonly string[] {
  const within = (questions: readonly FormField[]): readonly string[] => {
    const keys = new Set(questions.filter(({ localOptions }) => localOptions === list).map(({ key }) => key));
    const own = questions.flatMap(({ showWhen = [] }) =>
      showWhen.flatMap((test) => ('is' in test && keys.has(test.field) ? test.is.map(String) : []))
    );
    return [...own, ...questions.flatMap(({ fields = [] }) => within(fields))];
  };
  return within(form);
}

/** What forbids some changes: questions that hang on an entry, and bookings that are kept under its name. */
export interface Ties {
  readonly conditions: ReadonlySet<string>;
  readonly isBooked: boolean;
}

/**
 * A list as somebody wants it. Refused where an entry is missing that was there (`options.lost`), stands twice, where
 * nothing is left to choose, where a question hangs on what is renamed or retired, and where bookings know it by its name.
 */
export function writtenList(
  before: readonly OptionEntry[],
  wanted: readonly WrittenOption[],
  { conditions, isBooked }: Ties
): Result<readonly OptionEntry[], FailureCode> {
  const goesOn = wanted.flatMap(({ was }) => was ?? []);
  if (
    before.some(({ text }) => !goesOn.includes(text)) ||
    goesOn.some((was) => !before.some(({ text }) => text === was))
  )
    return fail('options.lost');
  const texts = wanted.map(({ text }) => text);
  if (new Set(texts).size < texts.length || new Set(goesOn).size < goesOn.length) return fail('options.twice');
  if (wanted.every(({ retired }) => retired)) return fail('options.none');
  const renamed = wanted.flatMap(({ was, text }) => (was !== null && was !== text ? was : []));
  if (isBooked && renamed.length > 0) return fail('options.booked');
  const gone = before
    .filter(({ text }) => wanted.some((one) => one.was === text && one.retired))
    .map(({ text }) => text);
  if ([...renamed, ...gone].some((text) => conditions.has(text))) return fail('options.in-condition');
  return ok(
    wanted.map(({ was, text, retired }) => {
      const formerly = before.find((entry) => entry.text === was)?.formerly ?? [];
      const names = was !== null && was !== text ? [...formerly, was] : formerly;
      return { text, retired, formerly: names.filter((name, at) => name !== text && names.indexOf(name) === at) };
    })
  );
}

/** A list as the software brings it, over the one it brought before: what it does not bring any more is retired. */
export function broughtList(before: readonly OptionEntry[], texts: readonly string[]): readonly OptionEntry[] {
  const brought = texts.map((text) => ({
    text,
    retired: false,
    formerly: before.find((entry) => entry.text === text)?.formerly ?? []
  }));
  return [
    ...brought,
    ...before.filter(({ text }) => !texts.includes(text)).map((entry) => ({ ...entry, retired: true }))
  ];
}

type Changed = Pick<OptionChange, 'added' | 'renamed' | 'retired' | 'restored' | 'moved'>;

/** What one revision of a list has otherwise than the one before it. */
export function optionChange(before: readonly OptionEntry[], after: readonly OptionEntry[]): Changed {
  const pairs = after.map((entry) => ({
    entry,
    was: before.find(({ text }) => text === entry.text) ?? before.find(({ text }) => entry.formerly.at(-1) === text)
  }));
  const old = pairs.flatMap(({ entry, was }) => (was ? [{ entry, was }] : []));
  const order = old.map(({ was }) => before.indexOf(was));
  return {
    added: pairs.filter(({ was }) => !was).map(({ entry }) => entry.text),
    renamed: old.flatMap(({ entry, was }) => (was.text === entry.text ? [] : [{ from: was.text, to: entry.text }])),
    retired: old.filter(({ entry, was }) => entry.retired && !was.retired).map(({ entry }) => entry.text),
    restored: old.filter(({ entry, was }) => !entry.retired && was.retired).map(({ entry }) => entry.text),
    moved: order.some((place, at) => at > 0 && place < (order[at - 1] ?? 0))
  };
}
