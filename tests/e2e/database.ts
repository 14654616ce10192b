import { join } from 'node:path';
import pg from 'pg';

/** The centre's own database, as only whoever runs it reaches it. */
export async function sql(text: string): Promise<readonly Record<string, unknown>[]> {
  const host = join(process.env.YIMEN_DATA ?? '', 'database/s');
  const client = new pg.Client({ host, port: 5432, user: 'yimen', database: 'yimen' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
