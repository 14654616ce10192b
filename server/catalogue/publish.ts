import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, isNotNull, notInArray } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Bundle } from '../contract/bundle.ts';
import { CATALOGUE_PROBLEMS } from '../contract/catalogue-problem.ts';
import type { Item } from '../contract/item.ts';
import type { Transaction } from '../database/database.ts';
import { filledForm } from '../local-options/rules.ts';
import { bringLists } from '../local-options/service.ts';
import { StartFailure } from '../process/start-failure.ts';
import { checkCatalogue } from './rules.ts';
import { bundles, items } from './schema.ts';
import { nextVersion } from './service.ts';
import starterBundles from './starter/bundles.json' with { type: 'json' };
import starterItems from './starter/items.json' with { type: 'json' };
import localOptions from './starter/local-options.json' with { type: 'json' };
import plainWords from './starter/plain-words.json' with { type: 'json' };

type Options = Readonly<Record<string, readonly string[]>>;

/** An item as it comes with the software: with its choice lists and the words residents use. */
export const localise = (item: Item, options: Options, words: Options): Item => ({
  ...item,
  plainWords: words[item.code] ?? [],
  form: filledForm(item.form, (list) => options[list])
});

/** The starter catalogue, ready to publish. Sample data: a centre checks every item against its district's guide. */
export const starterCatalogue = (): Item[] =>
  (starterItems as unknown as Item[]).map((item) => localise(item, localOptions, plainWords));

/** 一件事 of the starter catalogue: sample data too. */
export const starterBundleList: readonly Bundle[] = starterBundles;

const sameDefinition = (a: Item, b: Item): boolean => isDeepStrictEqual({ ...a, version: 0 }, { ...b, version: 0 });

/**
 * Publishes a catalogue that comes with the software: what is not there yet, and a new version from today of what differs
 * and was not changed at the centre since. A catalogue with any problem is refused whole, with a list of places, and
 * nothing changes.
 */
export async function publishCatalogue(
  context: Context,
  catalogue: readonly Item[],
  offered: readonly Bundle[] = []
): Promise<void> {
  const problems = checkCatalogue(catalogue, offered);
  if (problems.length > 0) {
    const list = problems.map(({ item, place, problem }) => `  ${item} ${place}: ${CATALOGUE_PROBLEMS[problem]}`);
    throw new StartFailure(`The catalogue is not published; nothing was changed.\n${list.join('\n')}`);
  }
  const { communityCode } = context.centre;
  await context.database.transaction(async (tx) => {
    for (const item of catalogue) {
      // What was taken back before its day decides nothing any more.
      const [latest] = await tx
        .select()
        .from(items)
        .where(and(eq(items.communityCode, communityCode), eq(items.code, item.code), isNotNull(items.effectiveFrom)))
        .orderBy(desc(items.version))
        .limit(1);
      if (latest && (latest.publishedBy !== null || sameDefinition(latest.definition, item))) continue;
      const version = await nextVersion(context, tx, item.code);
      const effectiveFrom = latest ? dayOf(context.now()) : item.effectiveFrom;
      await tx
        .insert(items)
        .values({
          communityCode,
          code: item.code,
          version,
          effectiveFrom,
          publishedAt: context.now(),
          definition: { ...item, version }
        })
        .onConflictDoNothing();
    }
    await publishBundles(context, tx, offered);
  });
}

/** What is offered takes the place of what was: no case needs a bundle that is offered no more. */
async function publishBundles(context: Context, tx: Transaction, offered: readonly Bundle[]): Promise<void> {
  const { communityCode } = context.centre;
  const codes = offered.map(({ code }) => code);
  await tx.delete(bundles).where(and(eq(bundles.communityCode, communityCode), notInArray(bundles.code, codes)));
  for (const definition of offered)
    await tx
      .insert(bundles)
      .values({ communityCode, code: definition.code, definition })
      .onConflictDoUpdate({ target: [bundles.communityCode, bundles.code], set: { definition } });
}

/** Publishes the starter catalogue and its choice lists where they are new or have changed. */
export async function loadStarterCatalogue(context: Context): Promise<void> {
  await context.database.transaction((tx) => bringLists(context, tx, localOptions));
  await publishCatalogue(context, starterCatalogue(), starterBundleList);
}
