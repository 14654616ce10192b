import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { causeOf, StartFailure } from '../process/start-failure.ts';
import type { Database } from './database.ts';

/** A pool and its queries. */
export interface Connection {
  readonly pool: pg.Pool;
  readonly database: Database;
  close(): Promise<void>;
}

/** Any number that no other program uses for its advisory lock. */
const MIGRATION_LOCK = 7_301_701_301;

/** Longest wait for a connection: a request that waits longer is answered that the server is not available. */
const CONNECT_MS = 10_000;

/** Opens a pool. A server that goes away is not our end: the pool finds it when it is back. */
export function connect(config: pg.PoolConfig): Connection {
  const pool = new pg.Pool({ max: 20, connectionTimeoutMillis: CONNECT_MS, ...config });
  pool.on('error', () => {});
  // The pool listens to idle connections only; one that dies in the middle of a transaction would be our end.
  pool.on('connect', (client) => client.on('error', () => {}));
  return { pool, database: drizzle({ client: pool }), close: () => pool.end() };
}

/** SQLSTATE classes of a server that is away, starting, stopping, full or out of connections; and its socket's own codes. */
const AWAY =
  /^(08...|53...|57P0.|58030|E(CONN(REFUSED|RESET)|PIPE|NOENT|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)|ENOTFOUND)$/;
/** What `pg` says without a code. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded|Client has encountered a connection error|Cannot use a pool after)/;

/** True where the database cannot be worked with now, and nothing is wrong with the request. */
export function isAway(error: unknown): boolean {
  const { code, message } = causeOf(error);
  return AWAY.test(code ?? '') || AWAY_WORDS.test(message ?? '');
}

/** Rejects as any query would where the database is away: for libraries that say only that they failed. */
export async function requireDatabase(database: Database): Promise<void> {
  await database.execute('select 1');
}

/** Refuses a server that would acknowledge what it may lose. */
export async function requireDurability(pool: pg.Pool): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const { rows } = await pool.query<Record<string, string>>(`show ${setting}`);
    if (rows[0]?.[setting] === 'off')
      throw new StartFailure(
        `PostgreSQL has ${setting} switched off: switch it on, or a power cut loses applications.`
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
