import type { Pool, PoolClient } from 'pg';

/** Columns by name, with the types that PostgreSQL knows them by. */
export type Columns = Readonly<
  Record<string, 'text' | 'uuid' | 'int' | 'bool' | 'date' | 'timestamptz' | 'jsonb' | 'bytea'>
>;
export type Row<C extends Columns> = { readonly [Name in keyof C]: unknown };

/** As PostgreSQL reads bytes out of a text. */
export const bytes = (value: Uint8Array): string =>
  `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;

/** Puts rows into a table by one statement with one parameter: both ends read JSON faster than lists of values. */
export async function insertRows<C extends Columns>(
  client: Pool | PoolClient,
  table: string,
  columns: C,
  rows: readonly Row<C>[]
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  const typed = Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
  await client.query(`insert into ${table} (${names}) select ${names} from json_to_recordset($1) as made (${typed})`, [
    JSON.stringify(rows)
  ]);
}
