import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

/** Queries and transactions over PostgreSQL. Rooms name their own tables; no room reaches into another's. */
export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Where a function works inside or outside a transaction. */
export type Queries = Database | Transaction;
