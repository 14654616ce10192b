import type { FormField, Item } from '../../../../../server/contract/item.ts';
import { PART_TEXT, VALUE_TEXT } from './part-text.ts';
import { ELEMENT_TEXT } from './words.ts';

/** One thing that is another in a later version: where it stands, as people say it, and what it was and is; null: nothing. */
export interface Change {
  readonly what: string;
  readonly kind: 'changed' | 'added' | 'gone' | 'moved';
  readonly from: string | null;
  readonly to: string | null;
}

/** What is changed is told in so many characters. */
const SHORT = 36;
/** So much of what is the same is left before the first difference. */
const BEFORE = 6;

type Entry = Readonly<Record<string, unknown>>;
/** What tells an entry of a list from the others, and what is said of one that came or went. */
const ENTRIES: Readonly<Record<string, { readonly id: string; readonly name: string; readonly about: string }>> = {
  form: { id: 'key', name: 'label', about: 'type' },
  fields: { id: 'key', name: 'label', about: 'type' },
  columns: { id: 'key', name: 'label', about: 'type' },
  materials: { id: 'key', name: 'name', about: 'source' },
  feeEntries: { id: 'name', name: 'name', about: 'standard' },
  questions: { id: 'question', name: 'question', about: 'answer' }
};

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSame = (before: unknown, after: unknown): boolean =>
  JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
/** The same value whatever the order of its keys; what is left out and what is nothing are one. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isEntry(value)) return value === '' || value === undefined ? null : value;
  const written = Object.entries(value).filter(([, one]) => one !== null && one !== undefined && one !== '');
  return Object.fromEntries(
    written.map(([key, one]) => [key, sorted(one)] as const).sort(([one], [other]) => (one < other ? -1 : 1))
  );
}

/** Compares two versions of one item; nothing in it knows where either is from. */
class Comparison {
  readonly found: Change[] = [];
  readonly #forms: readonly FormField[];

  constructor(before: Item, after: Item) {
    // Conditions name questions by their keys: those of the later version first.
    this.#forms = [...after.form, ...before.form];
  }

  /** A value as people read it; null where nothing is written. */
  #text(place: string, value: unknown): string | null {
    if (value === null || value === undefined || value === '') return null;
    const told = VALUE_TEXT[place];
    if (told) return told(value as never, this.#forms) || null;
    if (typeof value === 'boolean') return value ? '是' : '否';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  #put(what: string, kind: Change['kind'], from: string | null, to: string | null): void {
    const [shortFrom, shortTo] = shortened(from, to);
    this.found.push({ what, kind, from: shortFrom, to: shortTo });
  }

  /** `place` is where in the definition, `what` how that is called. */
  compare(place: string, what: string, before: unknown, after: unknown): void {
    if (isSame(before, after)) return;
    const last = place.split('.').at(-1) ?? '';
    const [one, other] = [before ?? after, after ?? before];
    if (VALUE_TEXT[place]) this.#put(what, 'changed', this.#text(place, before), this.#text(place, after));
    else if (ENTRIES[last] && Array.isArray(one)) this.#entries(last, what, asList(before), asList(after));
    else if (Array.isArray(one)) this.#lines(place, what, asList(before), asList(after));
    else if (isEntry(one) && isEntry(other)) this.parts(place, what, asEntry(before), asEntry(after));
    else this.#put(what, 'changed', this.#text(place, before), this.#text(place, after));
  }

  parts(place: string, what: string, before: Entry, after: Entry): void {
    const names = PART_TEXT[place] ?? {};
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      this.compare(`${place}.${key}`, `${what} › ${names[key] ?? key}`, before[key], after[key]);
  }

  #entries(list: string, what: string, before: readonly Entry[], after: readonly Entry[]): void {
    const { id, name, about } = ENTRIES[list] ?? { id: 'key', name: 'key', about: 'key' };
    const called = (entry: Entry) => `${what} › ${entry[name] || '（没有名称）'}`;
    const told = (entry: Entry) => this.#text(`${list}.${about}`, entry[about]);
    const find = (entries: readonly Entry[], wanted: Entry) => entries.find((entry) => entry[id] === wanted[id]);
    for (const gone of before.filter((entry) => !find(after, entry))) this.#put(called(gone), 'gone', told(gone), null);
    for (const entry of after) {
      const old = find(before, entry);
      if (old) this.parts(list, called(entry), old, entry);
      else this.#put(called(entry), 'added', null, told(entry));
    }
    const order = (entries: readonly Entry[], others: readonly Entry[]) =>
      entries.filter((entry) => find(others, entry)).map((entry) => entry[id]);
    if (!isSame(order(before, after), order(after, before))) this.#put(what, 'moved', null, null);
  }

  #lines(place: string, what: string, before: readonly unknown[], after: readonly unknown[]): void {
    const gone = before.filter((line) => !after.includes(line));
    const added = after.filter((line) => !before.includes(line));
    const text = (line: unknown) => this.#text(place, line);
    // As many came as went: each is taken for another wording.
    if (gone.length === added.length)
      for (const [at, line] of gone.entries()) this.#put(what, 'changed', text(line), text(added[at]));
    else {
      for (const line of gone) this.#put(what, 'gone', text(line), null);
      for (const line of added) this.#put(what, 'added', null, text(line));
    }
    if (gone.length + added.length === 0) this.#put(what, 'moved', null, null);
  }
}

const asEntry = (value: unknown): Entry => (isEntry(value) ? value : {});
const asList = <One>(value: unknown): readonly One[] => (Array.isArray(value) ? value : []);

/** Two texts from shortly before their first difference, each cut where it goes on for long. */
function shortened(from: string | null, to: string | null): readonly [string | null, string | null] {
  let same = 0;
  while (from && to && same < from.length && from[same] === to[same]) same++;
  const start = Math.max(from?.length ?? 0, to?.length ?? 0) > SHORT ? Math.max(0, same - BEFORE) : 0;
  const cut = (text: string | null) =>
    text === null
      ? null
      : `${start > 0 ? '…' : ''}${text.slice(start, start + SHORT)}${text.length > start + SHORT ? '…' : ''}`;
  return [cut(from), cut(to)];
}

const OWN: readonly string[] = ['version', 'effectiveFrom', 'code'];

/** What is another in a later version than in an earlier one, by what was written; number and day of both left out. */
export function changesBetween(before: Item, after: Item): readonly Change[] {
  const comparison = new Comparison(before, after);
  const [one, other] = [before, after] as unknown as readonly [Entry, Entry];
  for (const key of Object.keys(ELEMENT_TEXT))
    if (!OWN.includes(key)) comparison.compare(key, ELEMENT_TEXT[key] ?? key, one[key], other[key]);
  return comparison.found;
}

const NOTHING = '（没有）';
/** A change in one line: 承诺时限：20个工作日 → 10个工作日. */
export function changeText({ what, kind, from, to }: Change): string {
  if (kind === 'moved') return `${what}：换了顺序`;
  if (kind === 'added') return `${what}：加上${to ? `“${to}”` : ''}`;
  if (kind === 'gone') return `${what}：去掉${from ? `“${from}”` : ''}`;
  return `${what}：${from ?? NOTHING} → ${to ?? NOTHING}`;
}
