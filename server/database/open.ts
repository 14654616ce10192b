import { sql } from 'drizzle-orm';
import { communities } from '../catalogue/schema.ts';
import type { Settings } from '../config.ts';
import { StartFailure } from '../process/start-failure.ts';
import { type Connection, connect, migrateForward, requireDurability } from './connect.ts';
import { startEmbeddedPostgres } from './embedded.ts';

/** A migrated database, and how to let go of it. */
export interface OpenDatabase extends Connection {
  /** For connections of their own, such as LISTEN. */
  readonly config:
    | { readonly connectionString: string }
    | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
}

function sentenceFor(error: unknown): string {
  const { code } = error as { code?: string };
  if (code === '53100' || code === 'ENOSPC')
    return 'The disk of the database is full: free some space and start again.';
  if (code === '28P01' || code === '28000') return 'PostgreSQL refuses the user or the password in DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist.';
  return 'No PostgreSQL answers at the address in DATABASE_URL.';
}

/** The centre's database: the one in `DATABASE_URL`, else an embedded one in the data folder. */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  if (settings.databaseUrl) {
    const config = { connectionString: settings.databaseUrl };
    const connection = connect(config);
    try {
      await connection.pool.query('select 1');
    } catch (error) {
      await connection.close();
      throw new StartFailure(sentenceFor(error));
    }
    await requireDurability(connection.pool);
    await migrateForward(connection.pool);
    return { ...connection, config };
  }
  const embedded = await startEmbeddedPostgres({
    folder: `${settings.dataDir}/database`,
    binaries: settings.postgresBinaries
  });
  const connection = connect(embedded.connection);
  await requireDurability(connection.pool);
  await migrateForward(connection.pool);
  return {
    ...connection,
    config: embedded.connection,
    async close() {
      await connection.close();
      await embedded.stop();
    }
  };
}

/**
 * The centre's own row. A database is a demonstration's for ever or never: invented people must not meet real ones, in
 * either direction.
 */
export async function claimCommunity(
  connection: Connection,
  settings: Settings,
  demonstration: boolean
): Promise<void> {
  const { code, ...community } = settings.community;
  const [other] = await connection.database
    .select({ demonstration: communities.demonstration })
    .from(communities)
    .where(sql`${communities.demonstration} <> ${demonstration}`)
    .limit(1);
  if (other)
    throw new StartFailure(
      demonstration
        ? 'This database belongs to a centre: the demonstration does not touch it. Choose another DATA_DIR or DATABASE_URL.'
        : 'This database holds demonstration data with invented people: a centre needs one of its own. Choose another DATA_DIR or DATABASE_URL.'
    );
  await connection.database
    .insert(communities)
    .values({ communityCode: code, ...community, demonstration })
    .onConflictDoUpdate({ target: communities.communityCode, set: community });
}
