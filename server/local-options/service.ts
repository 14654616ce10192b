import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Item } from '../contract/item.ts';
import type { OptionEntry } from '../contract/local-options-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { broughtList, everOffered, filledForm, listsOf, offered } from './rules.ts';
import { optionLists } from './schema.ts';

type Lists = ReadonlyMap<string, readonly OptionEntry[]>;

/** Lists by name as they are today. */
async function listsNamed(context: Context, queries: Queries, names: readonly string[]): Promise<Lists> {
  const rows = await queries
    .selectDistinctOn([optionLists.name], { name: optionLists.name, entries: optionLists.entries })
    .from(optionLists)
    .where(and(eq(optionLists.communityCode, context.centre.communityCode), inArray(optionLists.name, [...names])))
    .orderBy(optionLists.name, desc(optionLists.revision));
  return new Map(rows.map(({ name, entries }) => [name, entries]));
}

/** Published versions never change: each with what its lists offered when it was last read. */
const filled = new WeakMap<Item, Item>();

function filledItem(item: Item, lists: Lists): Item {
  if (listsOf(item).length === 0) return item;
  const optionsOf = (list: string) => {
    const entries = lists.get(list);
    return entries && offered(entries);
  };
  const form = filledForm(item.form, optionsOf);
  const known = filled.get(item);
  if (known && isDeepStrictEqual(known.form, form)) return known;
  const made = { ...item, form };
  filled.set(item, made);
  return made;
}

/**
 * Items with the community's own lists as they are today. As long as no list changes they are the same objects, so that
 * what was made of one can be kept.
 */
export async function withListsOfToday(
  context: Context,
  items: readonly Item[],
  queries: Queries = context.database
): Promise<readonly Item[]> {
  const names = new Set(items.flatMap(listsOf));
  if (names.size === 0) return items;
  const lists = await listsNamed(context, queries, [...names]);
  return items.map((item) => filledItem(item, lists));
}

/** One item with its lists as they are today. */
export async function withOptionsOfToday(context: Context, item: Item, queries?: Queries): Promise<Item> {
  const [made = item] = await withListsOfToday(context, [item], queries);
  return made;
}

/** An item with everything that its lists ever offered: by this an answer is judged that was given before a change. */
export async function withOptionsOfEver(context: Context, queries: Queries, item: Item): Promise<Item> {
  const names = listsOf(item);
  if (names.length === 0) return item;
  const lists = await listsNamed(context, queries, names);
  const optionsOf = (list: string) => {
    const entries = lists.get(list);
    return entries && everOffered(entries);
  };
  return { ...item, form: filledForm(item.form, optionsOf) };
}

/** Puts down the lists that come with the software: those that are not there yet, and those that nobody changed here. */
export async function bringLists(
  context: Context,
  tx: Transaction,
  brought: Readonly<Record<string, readonly string[]>>
): Promise<void> {
  const { communityCode } = context.centre;
  const rows = await tx
    .selectDistinctOn([optionLists.name])
    .from(optionLists)
    .where(eq(optionLists.communityCode, communityCode))
    .orderBy(optionLists.name, desc(optionLists.revision));
  const latest = new Map(rows.map((row) => [row.name, row]));
  for (const [name, texts] of Object.entries(brought)) {
    const before = latest.get(name);
    const entries = broughtList(before?.entries ?? [], texts);
    if (before && (before.changedBy !== null || isDeepStrictEqual(before.entries, entries))) continue;
    const revision = (before?.revision ?? 0) + 1;
    await tx
      .insert(optionLists)
      .values({ communityCode, name, revision, changedAt: context.now(), entries })
      .onConflictDoNothing();
  }
}
