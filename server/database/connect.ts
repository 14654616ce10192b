import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { StartFailure } from '../process/start-failure.ts';
import type { Database } from './database.ts';

/** A pool and its queries. */
export interface Connection {
  readonly pool: pg.Pool;
  readonly database: Database;
  close(): Promise<void>;
}

/** Any number that no other program uses for its advisory lock. */
const MIGRATION_LOCK = 7_301_701_301;

/** Opens a pool. A server that goes away is not our end: the pool finds it when it is back. */
export function connect(config: pg.PoolConfig): Connection {
  const pool = new pg.Pool({ max: 20, ...config });
  pool.on('error', () => {});
  return { pool, database: drizzle({ client: pool }), close: () => pool.end() };
}

/** Refuses a server that would acknowledge what it may lose. */
export async function requireDurability(pool: pg.Pool): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const { rows } = await pool.query<Record<string, string>>(`show ${setting}`);
    if (rows[0]?.[setting] === 'off')
      throw new StartFailure(
        `PostgreSQL has ${setting} switched off: applications could be lost in a power cut. Switch it on.`
      );
  }
}

/** Brings the tables forward. Several servers may start at once: one works, the others wait. */
export async function migrateForward(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle({ client }), { migrationsFolder: fileURLToPath(new URL('migrations', import.meta.url)) });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    client.release();
  }
}
