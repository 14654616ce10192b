import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { Item } from '../contract/item.ts';
import { bundles, items } from './schema.ts';

/** Published versions never change, so that what was read once can be kept. */
const versions = new WeakMap<Context, Map<string, Item>>();

const kept = (context: Context): Map<string, Item> => {
  let known = versions.get(context);
  if (!known) {
    known = new Map();
    versions.set(context, known);
  }
  return known;
};

/** One version of an item; null where there is none. */
export async function findItemVersion(context: Context, code: string, version: number): Promise<Item | null> {
  const key = `${code} ${version}`;
  const known = kept(context).get(key);
  if (known) return known;
  const [row] = await context.database
    .select({ definition: items.definition })
    .from(items)
    .where(
      and(eq(items.communityCode, context.centre.communityCode), eq(items.code, code), eq(items.version, version))
    );
  if (row) kept(context).set(key, row.definition);
  return row?.definition ?? null;
}

/** The version of every item that is in force, in the order of their codes. */
export async function currentItems(context: Context): Promise<readonly Item[]> {
  const rows = await context.database
    .select({ code: items.code, version: sql<number>`max(${items.version})`.mapWith(Number) })
    .from(items)
    .where(eq(items.communityCode, context.centre.communityCode))
    .groupBy(items.code)
    .orderBy(items.code);
  const found = await Promise.all(rows.map((row) => findItemVersion(context, row.code, row.version)));
  return found.filter((item) => item !== null);
}

/** The version of one item that is in force. */
export async function findItem(context: Context, code: string): Promise<Item | null> {
  const [row] = await context.database
    .select({ version: sql<number | null>`max(${items.version})` })
    .from(items)
    .where(and(eq(items.communityCode, context.centre.communityCode), eq(items.code, code)));
  return row?.version ? findItemVersion(context, code, Number(row.version)) : null;
}

/** The bundles that are offered, in the order of their codes. */
export async function currentBundles(context: Context): Promise<readonly Bundle[]> {
  const rows = await context.database
    .select({ definition: bundles.definition })
    .from(bundles)
    .where(eq(bundles.communityCode, context.centre.communityCode))
    .orderBy(bundles.code);
  return rows.map(({ definition }) => definition);
}
