import { sql } from 'drizzle-orm';
import { customType, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Leading key column of every table that grows, so that one centre's rows can live together on one node. */
export const communityCode = () => text('community_code').notNull();

/** UUIDv7: sorts by time of making. The database makes it, so that no two processes can disagree about the clock. */
export const id = () => uuid('id').notNull().default(sql`uuidv7()`);

export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Bytes that only `server/database/sealing.ts` can open: AES-256-GCM. */
export const sealed = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value)
});

/** HMAC-SHA-256 of a value that must be found but not read. */
export const blindIndex = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value)
});
