import { sql } from 'drizzle-orm';
import { communities } from '../catalogue/schema.ts';
import type { Settings } from '../config.ts';
import { causeOf, isDiskFull, StartFailure } from '../process/start-failure.ts';
import { type Connection, connect, isAway, migrateForward, requireDurability } from './connect.ts';
import { startEmbeddedPostgres } from './embedded.ts';

/** A migrated database, and how to let go of it. */
export interface OpenDatabase extends Connection {
  /** For connections of their own, such as LISTEN. */
  readonly config:
    | { readonly connectionString: string }
    | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
}

/** What a database that somebody else runs can be wrong with, by the code of its error. */
function sentenceFor(error: unknown, at: URL): string {
  const { code = '', message } = causeOf(error);
  if (code === '53100') return 'The disk of the database is full: free some space and start again.';
  if (code === '28P01' || code === '28000')
    return 'PostgreSQL refuses the user or the password in DATABASE_URL: correct them.';
  if (code === '3D000')
    return `DATABASE_URL names the database ${at.pathname.slice(1)}, which does not exist: make it.`;
  if (code === '42501') return 'The user in DATABASE_URL may not make tables: make it the owner of the database.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `There is no machine ${at.hostname}: correct the host in DATABASE_URL.`;
  if (isAway(error)) return `No PostgreSQL answers at ${at.host}: start it, or correct DATABASE_URL.`;
  return `PostgreSQL at DATABASE_URL cannot be used: ${message}.`;
}

/** Brings a database into the state that this version needs; closes the connection where that fails. */
async function prepare(connection: Connection): Promise<void> {
  try {
    await requireDurability(connection.pool);
    await migrateForward(connection.pool);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function openNamed(databaseUrl: string): Promise<OpenDatabase> {
  const config = { connectionString: databaseUrl };
  const connection = connect(config);
  try {
    await prepare(connection);
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(sentenceFor(error, new URL(databaseUrl)));
  }
  return { ...connection, config };
}

async function openEmbedded(settings: Settings): Promise<OpenDatabase> {
  const embedded = await startEmbeddedPostgres({
    folder: `${settings.dataDir}/database`,
    binaries: settings.postgresBinaries
  });
  const connection = connect(embedded.connection);
  try {
    await prepare(connection);
  } catch (error) {
    await embedded.stop();
    throw isAway(error) && !isDiskFull(error) ? new StartFailure(embedded.explain()) : error;
  }
  return {
    ...connection,
    config: embedded.connection,
    async close() {
      await connection.close();
      await embedded.stop();
    }
  };
}

/** The centre's database: the one in `DATABASE_URL`, else an embedded one in the data folder. */
export const openDatabase = (settings: Settings): Promise<OpenDatabase> =>
  settings.databaseUrl ? openNamed(settings.databaseUrl) : openEmbedded(settings);

/**
 * The centre's own row. A database is one community's for ever, and a demonstration's for ever or never: invented people
 * must not meet real ones, in either direction.
 */
export async function claimCommunity(
  connection: Connection,
  settings: Settings,
  demonstration: boolean
): Promise<void> {
  const { code, ...community } = settings.community;
  await connection.database.transaction(async (tx) => {
    // Two first starts at once: the second sees what the first has made.
    await tx.execute(sql`lock table ${communities} in share row exclusive mode`);
    const [owner] = await tx.select().from(communities).limit(1);
    if (owner && owner.demonstration !== demonstration)
      throw new StartFailure(
        demonstration
          ? 'This database belongs to a centre, and the demonstration does not touch it: choose another DATA_DIR or DATABASE_URL.'
          : 'This database holds demonstration data with invented people, and a centre needs one of its own: choose another DATA_DIR or DATABASE_URL.'
      );
    if (owner && owner.communityCode !== code)
      throw new StartFailure(
        `This database belongs to ${owner.name} (${owner.communityCode}), not to ${code}: correct COMMUNITY_CODE, or choose another DATA_DIR or DATABASE_URL.`
      );
    await tx
      .insert(communities)
      .values({ communityCode: code, ...community, demonstration })
      .onConflictDoUpdate({ target: communities.communityCode, set: community });
  });
}
