import { and, eq, gt, sql } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { CatalogueProblem } from '../contract/catalogue-problem.ts';
import type { ItemDraft } from '../contract/catalogue-wire.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { isDate } from '../contract/id-number.ts';
import type { FieldCode, Item } from '../contract/item.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { isOnDutyList } from '../duty-list/rules.ts';
import { listDuties } from '../duty-list/service.ts';
import { withOptionsOfToday } from '../local-options/service.ts';
import { staffNames } from '../staff/service.ts';
import { blankItem } from './blank-item.ts';
import { checkCatalogue } from './rules.ts';
import { itemDrafts, items } from './schema.ts';
import { currentBundles, findItem, latestVersion, nextVersion } from './service.ts';

type DraftRow = typeof itemDrafts.$inferSelect;
type Outcome<T> = Result<T, Failure | FailureCode>;

const ofItem = (context: Context, code: string) =>
  and(eq(itemDrafts.communityCode, context.centre.communityCode), eq(itemDrafts.code, code));

/** An administrative power is used by whoever has it on their 权责清单: who that is has to be said (优化营商环境条例). */
async function dutyProblems(context: Context, item: Item): Promise<readonly CatalogueProblem[]> {
  if (!item.itemType.startsWith('行政') && item.itemType !== '其他行政权力') return [];
  const creditCode = item.implementer?.creditCode;
  if (!creditCode) return [{ item: item.code, place: 'implementer', problem: 'empty' }];
  const duties = await listDuties(context);
  const isListed = [item.code, item.name].some((it) => isOnDutyList(duties, { creditCode }, it, dayOf(context.now())));
  return isListed ? [] : [{ item: item.code, place: 'implementer', problem: 'not-on-duty-list' }];
}

/**
 * Everything against publishing a definition, also what it would break in a 一件事 that holds it. Of the others only those
 * that such a 一件事 names are looked at: a save takes no longer in a catalogue of thousands.
 */
async function problemsOf(context: Context, definition: Item): Promise<readonly CatalogueProblem[]> {
  const bundles = (await currentBundles(context)).filter(({ items }) => items.includes(definition.code));
  const named = new Set(bundles.flatMap(({ items, next }) => [...items, ...next.flatMap(({ code }) => code ?? [])]));
  named.delete(definition.code);
  const others = await Promise.all([...named].map((code) => findItem(context, code)));
  const mine = new Set([definition.code, ...bundles.map(({ code }) => code)]);
  const known = [...others.filter((item) => item !== null), definition];
  const problems = checkCatalogue(known, bundles).filter(({ item }) => mine.has(item));
  return [...problems, ...(await dutyProblems(context, definition))];
}

async function view(context: Context, row: DraftRow): Promise<ItemDraft> {
  const definition = await withOptionsOfToday(context, row.definition);
  return {
    code: row.code,
    revision: row.revision,
    basedOn: row.basedOn,
    previewed: row.previewed === row.revision,
    savedAt: row.savedAt.toISOString(),
    savedBy: (await staffNames(context, context.database, [row.savedBy])).get(row.savedBy) ?? '',
    definition,
    problems: await problemsOf(context, definition)
  };
}

async function readDraft(context: Context, tx: Queries, code: string): Promise<DraftRow | null> {
  const [row] = await tx.select().from(itemDrafts).where(ofItem(context, code));
  return row ?? null;
}

/** What staff are writing of an item; null where nobody is. */
export async function findDraft(context: Context, code: string): Promise<ItemDraft | null> {
  const row = await readDraft(context, context.database, code);
  return row && view(context, row);
}

/** Puts a definition down as a draft. Where there is one already it stays, and nothing is put down. */
async function putDown(context: Context, staffId: string, definition: Item, basedOn: number | null): Promise<boolean> {
  const rows = await context.database
    .insert(itemDrafts)
    .values({
      communityCode: context.centre.communityCode,
      code: definition.code,
      revision: 1,
      basedOn,
      savedBy: staffId,
      savedAt: context.now(),
      definition: { ...definition, version: 0 }
    })
    .onConflictDoNothing()
    .returning({ code: itemDrafts.code });
  return rows.length > 0;
}

/** The first code of a field that no item has had. */
async function freeCode(context: Context, field: FieldCode): Promise<string> {
  const { communityCode } = context.centre;
  const start = `SQ-${field}-%`;
  const { rows } = await context.database.execute<{ last: number | null }>(sql`
    select max(substring(code from 7)::int) as last from (
      select code from ${items} where community_code = ${communityCode} and code like ${start}
      union all select code from ${itemDrafts} where community_code = ${communityCode} and code like ${start}
    ) as codes`);
  return `SQ-${field}-${String((rows[0]?.last ?? 0) + 1).padStart(3, '0')}`;
}

/** Begins an item that is not there yet: from nothing, or as a copy of another. */
export async function beginItem(
  context: Context,
  staffId: string,
  wanted: { name: string; field: FieldCode; like?: string | undefined }
): Promise<Outcome<ItemDraft>> {
  const model = wanted.like === undefined ? null : await latestVersion(context, wanted.like);
  if (wanted.like !== undefined && !model) return fail('item.unknown');
  const today = dayOf(context.now());
  for (let tries = 0; tries < 5; tries++) {
    const code = await freeCode(context, wanted.field);
    const blank = blankItem(code, wanted.name, wanted.field, today);
    const { code: _, name: __, field: ___, ...copied } = model ?? blank;
    const begun = { ...copied, code, name: wanted.name, field: wanted.field, effectiveFrom: today };
    if (await putDown(context, staffId, begun, null)) return draftOr(context, code);
  }
  return fail('server.unavailable');
}

/** Begins to change an item that is there; where somebody does already, theirs is opened. */
export async function beginChange(context: Context, staffId: string, code: string): Promise<Outcome<ItemDraft>> {
  const latest = await latestVersion(context, code);
  if (!latest) return fail('item.unknown');
  await putDown(context, staffId, latest, latest.version);
  return draftOr(context, code);
}

/** Puts an imported item down: over the draft there is, or as a new one. */
export async function importItem(context: Context, staffId: string, item: Item): Promise<Outcome<ItemDraft>> {
  const latest = await latestVersion(context, item.code);
  if (!(await putDown(context, staffId, item, latest?.version ?? null))) {
    const { revision } = (await readDraft(context, context.database, item.code)) ?? { revision: 0 };
    return saveDraft(context, staffId, item.code, revision, item);
  }
  return draftOr(context, item.code);
}

async function draftOr(context: Context, code: string): Promise<Outcome<ItemDraft>> {
  const found = await findDraft(context, code);
  return found ? ok(found) : fail('draft.none');
}

/** Changes a draft that nobody else changed since it was read; anything but that is left as it is. */
async function change(
  context: Context,
  code: string,
  revision: number,
  changes: Partial<typeof itemDrafts.$inferInsert>
): Promise<Outcome<ItemDraft>> {
  const rows = await context.database
    .update(itemDrafts)
    .set(changes)
    .where(and(ofItem(context, code), eq(itemDrafts.revision, revision)))
    .returning();
  const [row] = rows;
  if (row) return ok(await view(context, row));
  return fail((await readDraft(context, context.database, code)) ? 'draft.changed' : 'draft.none');
}

export const saveDraft = (context: Context, staffId: string, code: string, revision: number, definition: Item) =>
  change(context, code, revision, {
    revision: revision + 1,
    savedBy: staffId,
    savedAt: context.now(),
    definition: { ...definition, code, version: 0 }
  });

const unfit = (problems: readonly CatalogueProblem[]): Failure => ({
  code: 'draft.unfit',
  fields: problems.map(({ place, problem }) => ({ field: place, code: problem }))
});

/** Says of a draft that it was looked at as residents will see it. One that may not be published is refused, with a list. */
export async function previewDraft(context: Context, code: string, revision: number): Promise<Outcome<ItemDraft>> {
  const row = await readDraft(context, context.database, code);
  if (!row) return fail('draft.none');
  const problems = await problemsOf(context, await withOptionsOfToday(context, row.definition));
  return problems.length > 0 ? fail(unfit(problems)) : change(context, code, revision, { previewed: revision });
}

export async function discardDraft(context: Context, code: string, revision: number): Promise<Outcome<null>> {
  const rows = await context.database
    .delete(itemDrafts)
    .where(and(ofItem(context, code), eq(itemDrafts.revision, revision)))
    .returning({ code: itemDrafts.code });
  if (rows.length > 0) return ok(null);
  return fail((await readDraft(context, context.database, code)) ? 'draft.changed' : 'draft.none');
}

/** Why a version cannot begin on a day: it is past, taken, or another one waits for its own. */
async function whyNotFrom(context: Context, tx: Transaction, code: string, from: string): Promise<FailureCode | null> {
  const today = dayOf(context.now());
  if (!isDate(from) || from < today) return 'version.past';
  const own = and(eq(items.communityCode, context.centre.communityCode), eq(items.code, code));
  const sameDay = await tx.$count(items, and(own, eq(items.effectiveFrom, from)));
  if (sameDay > 0) return 'version.same-day';
  return (await tx.$count(items, and(own, gt(items.effectiveFrom, today)))) > 0 ? 'version.coming' : null;
}

async function addVersion(
  context: Context,
  tx: Transaction,
  staffId: string,
  wanted: { definition: Item; from: string; offered: boolean }
): Promise<FailureCode | null> {
  const { communityCode } = context.centre;
  const { definition, from, offered } = wanted;
  const { code } = definition;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`item ${communityCode} ${code}`}, 0))`);
  const refused = await whyNotFrom(context, tx, code, from);
  if (refused) return refused;
  const version = await nextVersion(context, tx, code);
  await tx.insert(items).values({
    communityCode,
    code,
    version,
    effectiveFrom: from,
    offered,
    publishedAt: context.now(),
    publishedBy: staffId,
    definition: { ...definition, version, effectiveFrom: from }
  });
  await tell(context, tx, staffId, offered ? 'catalogue.publish' : 'catalogue.end', { code, version });
  return null;
}

const tell = (
  context: Context,
  tx: Transaction,
  staffId: string,
  action: string,
  { code, version }: { code: string; version: number }
) => record(context, tx, { actorKind: 'staff', actorId: staffId, action, subject: code, purpose: `v${version}` });

/** Publishes a draft that was previewed as it stands, from a day on; the draft is done with then. */
export async function publishDraft(
  context: Context,
  staffId: string,
  wanted: { code: string; revision: number; from: string }
): Promise<Outcome<null>> {
  const { code, revision, from } = wanted;
  return context.database.transaction(async (tx): Promise<Outcome<null>> => {
    const [row] = await tx.select().from(itemDrafts).where(ofItem(context, code)).for('update');
    if (!row) return fail('draft.none');
    if (row.revision !== revision) return fail('draft.changed');
    const definition = await withOptionsOfToday(context, row.definition);
    const problems = await problemsOf(context, definition);
    if (problems.length > 0) return fail(unfit(problems));
    if (row.previewed !== row.revision) return fail('draft.not-previewed');
    const refused = await addVersion(context, tx, staffId, { definition, from, offered: true });
    if (refused) return fail(refused);
    await tx.delete(itemDrafts).where(ofItem(context, code));
    return ok(null);
  });
}

/** Ends an item from a day on (停办): nobody begins it any more, whoever began is served to the end. */
export async function endItem(context: Context, staffId: string, code: string, from: string): Promise<Outcome<null>> {
  const current = await findItem(context, code);
  if (!current) return fail('item.unknown');
  if ((await currentBundles(context)).some((bundle) => bundle.items.includes(code))) return fail('item.in-bundle');
  const refused = await context.database.transaction((tx) =>
    addVersion(context, tx, staffId, { definition: current, from, offered: false })
  );
  return refused ? fail(refused) : ok(null);
}

/** Takes back what was published for a day that has not come: no case can have been filed under it. */
export async function cancelComing(context: Context, staffId: string, code: string): Promise<Outcome<null>> {
  const { communityCode } = context.centre;
  const isComing = and(
    eq(items.communityCode, communityCode),
    eq(items.code, code),
    gt(items.effectiveFrom, dayOf(context.now()))
  );
  return context.database.transaction(async (tx): Promise<Outcome<null>> => {
    const [taken] = await tx.update(items).set({ effectiveFrom: null }).where(isComing).returning();
    if (!taken) return fail('version.none-coming');
    // What was written is not lost: it is a draft again, unless another one has been begun.
    if (taken.offered)
      await tx
        .insert(itemDrafts)
        .values({
          communityCode,
          code,
          revision: 1,
          savedBy: staffId,
          savedAt: context.now(),
          definition: { ...taken.definition, version: 0 }
        })
        .onConflictDoNothing();
    await tell(context, tx, staffId, 'catalogue.cancel', taken);
    return ok(null);
  });
}
