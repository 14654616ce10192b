import { and, desc, eq, isNotNull, lte, max } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { Item } from '../contract/item.ts';
import type { Transaction } from '../database/database.ts';
import { withListsOfToday, withOptionsOfToday } from '../local-options/service.ts';
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

const ofCode = (context: Context, code: string) =>
  and(eq(items.communityCode, context.centre.communityCode), eq(items.code, code));

/** One version of an item, with the choices of its day; null where there is none. */
export async function findItemVersion(context: Context, code: string, version: number): Promise<Item | null> {
  const key = `${code} ${version}`;
  const known = kept(context).get(key);
  if (known) return known;
  const [row] = await context.database
    .select({ definition: items.definition })
    .from(items)
    .where(and(ofCode(context, code), eq(items.version, version)));
  if (row) kept(context).set(key, row.definition);
  return row?.definition ?? null;
}

/** Of each item the version whose day has come, the last of them; one that says that the item is offered no more included. */
const inForce = (context: Context) =>
  context.database
    .selectDistinctOn([items.code], { code: items.code, version: items.version, offered: items.offered })
    .from(items)
    .where(and(eq(items.communityCode, context.centre.communityCode), lte(items.effectiveFrom, dayOf(context.now()))))
    .orderBy(items.code, desc(items.effectiveFrom), desc(items.version));

/** The version of every item that is offered today, with the community's lists of today, in the order of their codes. */
export async function currentItems(context: Context): Promise<readonly Item[]> {
  const rows = (await inForce(context)).filter(({ offered }) => offered);
  const found = await Promise.all(rows.map((row) => findItemVersion(context, row.code, row.version)));
  return withListsOfToday(
    context,
    found.filter((item) => item !== null)
  );
}

/** The version of one item that is in force; null where it is not offered today. */
export async function findItem(context: Context, code: string): Promise<Item | null> {
  const [row] = await context.database
    .select({ version: items.version, offered: items.offered })
    .from(items)
    .where(
      and(
        eq(items.communityCode, context.centre.communityCode),
        eq(items.code, code),
        lte(items.effectiveFrom, dayOf(context.now()))
      )
    )
    .orderBy(desc(items.effectiveFrom), desc(items.version))
    .limit(1);
  const item = row?.offered ? await findItemVersion(context, code, row.version) : null;
  return item && withOptionsOfToday(context, item);
}

/** The version of an item that was published last, whether or not its day has come; null where it never was. */
export async function latestVersion(context: Context, code: string): Promise<Item | null> {
  const [row] = await context.database
    .select({ version: items.version })
    .from(items)
    .where(and(ofCode(context, code), isNotNull(items.effectiveFrom)))
    .orderBy(desc(items.effectiveFrom), desc(items.version))
    .limit(1);
  return row ? findItemVersion(context, code, row.version) : null;
}

/** The number of an item's next version. What was taken back before its day keeps the one it had. */
export async function nextVersion(context: Context, tx: Transaction, code: string): Promise<number> {
  const [last] = await tx
    .select({ version: max(items.version) })
    .from(items)
    .where(ofCode(context, code));
  return (last?.version ?? 0) + 1;
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
