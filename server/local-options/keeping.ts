import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { items } from '../catalogue/schema.ts';
import { currentItems } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Item } from '../contract/item.ts';
import type { OptionList, WrittenOptionList } from '../contract/local-options-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { staffNames } from '../staff/service.ts';
import { askedFrom, conditionsOn, optionChange, type Ties, writtenList } from './rules.ts';
import { optionLists } from './schema.ts';

type Row = typeof optionLists.$inferSelect;

const isBookedBy = (item: Item, list: string): boolean =>
  askedFrom(item, list).some(({ key }) => item.slotPlan?.resourceField === key);

/** A list with what became of it, revision by revision. */
function view(rows: readonly Row[], current: readonly Item[], nameOf: ReadonlyMap<string, string>): OptionList | null {
  const [latest] = rows;
  if (!latest) return null;
  const { name, revision, entries } = latest;
  return {
    name,
    revision,
    entries,
    usedBy: current.flatMap((item) =>
      askedFrom(item, name).map(({ label }) => ({
        code: item.code,
        itemName: item.name,
        label,
        isBooked: isBookedBy(item, name)
      }))
    ),
    changes: rows.map((row, at) => ({
      revision: row.revision,
      changedAt: row.changedAt.toISOString(),
      changedBy: row.changedBy && (nameOf.get(row.changedBy) ?? ''),
      ...optionChange(rows[at + 1]?.entries ?? [], row.entries)
    }))
  };
}

/** Every list that the community keeps, those that are offered nowhere last. */
export async function listOptionLists(context: Context, name?: string): Promise<readonly OptionList[]> {
  const rows = await context.database
    .select()
    .from(optionLists)
    .where(
      and(
        eq(optionLists.communityCode, context.centre.communityCode),
        name === undefined ? undefined : eq(optionLists.name, name)
      )
    )
    .orderBy(asc(optionLists.name), desc(optionLists.revision));
  const ids = rows.flatMap(({ changedBy }) => changedBy ?? []);
  const [current, nameOf] = [await currentItems(context), await staffNames(context, context.database, ids)];
  return [...Map.groupBy(rows, (row) => row.name).values()]
    .flatMap((of) => view(of, current, nameOf) ?? [])
    .sort((one, other) => Number(other.usedBy.length > 0) - Number(one.usedBy.length > 0));
}

/** What ties a list down: the items that are in force, and those whose day has not come. */
async function tiesOf(context: Context, name: string): Promise<Ties> {
  const today = dayOf(context.now());
  const published = await context.database
    .select({ from: items.effectiveFrom, definition: items.definition })
    .from(items)
    .where(and(eq(items.communityCode, context.centre.communityCode), isNotNull(items.effectiveFrom)));
  const coming = published.filter(({ from }) => from !== null && from > today).map(({ definition }) => definition);
  const all = [...(await currentItems(context)), ...coming];
  return {
    conditions: new Set(all.flatMap((item) => conditionsOn(item, name))),
    isBooked: all.some((item) => isBookedBy(item, name))
  };
}

/** Writes a list anew, in one revision: nobody undoes what somebody else changed meanwhile. */
export async function writeOptionList(
  context: Context,
  staffId: string,
  wanted: WrittenOptionList
): Promise<Result<OptionList, FailureCode>> {
  const { communityCode } = context.centre;
  const { name } = wanted;
  const ties = await tiesOf(context, name);
  const refused = await context.database.transaction(async (tx): Promise<FailureCode | null> => {
    const [before] = await tx
      .select()
      .from(optionLists)
      .where(and(eq(optionLists.communityCode, communityCode), eq(optionLists.name, name)))
      .orderBy(desc(optionLists.revision))
      .limit(1);
    if ((before?.revision ?? 0) !== wanted.revision) return 'options.changed';
    const written = writtenList(before?.entries ?? [], wanted.entries, ties);
    if (!written.ok) return written.error;
    const revision = wanted.revision + 1;
    const rows = await tx
      .insert(optionLists)
      .values({ communityCode, name, revision, changedAt: context.now(), changedBy: staffId, entries: written.value })
      .onConflictDoNothing()
      .returning({ revision: optionLists.revision });
    if (rows.length === 0) return 'options.changed';
    const entry = { actorKind: 'staff', actorId: staffId, action: 'options.change', subject: name } as const;
    await record(context, tx, { ...entry, purpose: `r${revision}` });
    return null;
  });
  if (refused) return fail(refused);
  const [list] = await listOptionLists(context, name);
  return list ? ok(list) : fail('options.changed');
}
