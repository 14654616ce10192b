import { and, eq, inArray, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from './database.ts';

/** A table of what a centre has, each row with a name. */
type NamedTable = PgTable & { readonly communityCode: PgColumn; readonly id: PgColumn; readonly name: PgColumn };

/** Names by id, for rows and histories. */
export async function namesById(
  queries: Queries,
  table: NamedTable,
  communityCode: string,
  ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await queries
    .select({ id: sql<string>`${table.id}`, name: sql<string>`${table.name}` })
    .from(table)
    .where(and(eq(table.communityCode, communityCode), inArray(table.id, wanted)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
