import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { communityCode, id, moment } from '../database/columns.ts';

/** Every question put to a licence library: who asked, when, for which item, to what end, and what came of it. */
export const licencePulls = pgTable(
  'licence_pulls',
  {
    communityCode: communityCode(),
    id: id(),
    residentId: uuid('resident_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    itemCode: text('item_code').notNull(),
    record: text('record').notNull(),
    purpose: text('purpose').notNull(),
    outcome: text('outcome').$type<'found' | 'none' | 'expired' | 'mismatch' | 'timeout'>().notNull(),
    askedAt: moment('asked_at').notNull(),
    answeredAt: moment('answered_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    index().on(table.communityCode, table.residentId, table.askedAt)
  ]
);
