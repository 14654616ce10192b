import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { CatalogueEntry, ItemFile, ItemVersion } from '../contract/catalogue-wire.ts';
import { staffNames } from '../staff/service.ts';
import { findDraft } from './drafts.ts';
import { itemDrafts, items } from './schema.ts';
import { findItem } from './service.ts';

type VersionRow = typeof items.$inferSelect & { readonly effectiveFrom: string };
type DraftRow = typeof itemDrafts.$inferSelect;

const publishedVersions = async (context: Context, code?: string): Promise<readonly VersionRow[]> => {
  const rows = await context.database
    .select()
    .from(items)
    .where(
      and(
        eq(items.communityCode, context.centre.communityCode),
        isNotNull(items.effectiveFrom),
        code === undefined ? undefined : eq(items.code, code)
      )
    )
    .orderBy(asc(items.code), desc(items.effectiveFrom), desc(items.version));
  return rows.flatMap((row) => (row.effectiveFrom === null ? [] : [{ ...row, effectiveFrom: row.effectiveFrom }]));
};

/** The names of whoever published or wrote something. */
const namesOf = async (context: Context, ids: readonly (string | null)[]): Promise<(id: string) => string> => {
  const names = await staffNames(
    context,
    context.database,
    ids.filter((id) => id !== null)
  );
  return (id) => names.get(id) ?? '';
};

/** Which of an item's versions, the latest first, is in force on a day. */
const inForceAt = (versions: readonly VersionRow[], today: string): VersionRow | undefined =>
  versions.find(({ effectiveFrom }) => effectiveFrom <= today);

function entry(
  code: string,
  versions: readonly VersionRow[],
  draft: DraftRow | undefined,
  { today, nameOf }: { today: string; nameOf: (id: string) => string }
): CatalogueEntry | null {
  const current = inForceAt(versions, today);
  const coming = versions.find(({ effectiveFrom }) => effectiveFrom > today);
  const told = current ?? coming ?? draft;
  if (!told) return null;
  const { name, plainWords, field } = told.definition;
  return {
    code,
    name,
    plainName: plainWords[0] ?? null,
    field,
    version: current?.offered ? current.version : null,
    ended: current?.offered === false,
    coming: coming ? { version: coming.version, from: coming.effectiveFrom, offered: coming.offered } : null,
    draft: draft
      ? {
          savedAt: draft.savedAt.toISOString(),
          savedBy: nameOf(draft.savedBy),
          previewed: draft.previewed === draft.revision
        }
      : null
  };
}

/** Every item there is, was, will be or is being written, in the order of their codes. */
export async function listCatalogue(context: Context): Promise<readonly CatalogueEntry[]> {
  const versions = Map.groupBy(await publishedVersions(context), ({ code }) => code);
  const rows = await context.database
    .select()
    .from(itemDrafts)
    .where(eq(itemDrafts.communityCode, context.centre.communityCode));
  const drafts = new Map(rows.map((row) => [row.code, row]));
  const now = {
    today: dayOf(context.now()),
    nameOf: await namesOf(
      context,
      rows.map(({ savedBy }) => savedBy)
    )
  };
  return [...new Set([...versions.keys(), ...drafts.keys()])]
    .sort()
    .flatMap((code) => entry(code, versions.get(code) ?? [], drafts.get(code), now) ?? []);
}

/** One item with its draft and everything that was ever published of it; null where there is nothing of that code. */
export async function readItemFile(context: Context, code: string): Promise<ItemFile | null> {
  const published = await publishedVersions(context, code);
  const draft = await findDraft(context, code);
  if (published.length === 0 && !draft) return null;
  const today = dayOf(context.now());
  const current = inForceAt(published, today);
  const nameOf = await namesOf(
    context,
    published.map(({ publishedBy }) => publishedBy)
  );
  const versions = published.map((row): ItemVersion => {
    const state = row.effectiveFrom > today ? 'coming' : row === current ? 'in-force' : 'past';
    return {
      version: row.version,
      effectiveFrom: row.effectiveFrom,
      offered: row.offered,
      publishedAt: row.publishedAt.toISOString(),
      publishedBy: row.publishedBy && nameOf(row.publishedBy),
      state
    };
  });
  return { code, current: await findItem(context, code), draft, versions };
}
