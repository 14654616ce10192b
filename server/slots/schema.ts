import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { communityCode } from '../database/columns.ts';

/** One place taken at one time. The key is what makes the last place go to exactly one of two. */
export const bookings = pgTable(
  'bookings',
  {
    communityCode: communityCode(),
    itemCode: text('item_code').notNull(),
    resource: text('resource').notNull(),
    /** YYYY-MM-DDTHH:MM in the centre's time zone. */
    slot: text('slot').notNull(),
    seat: integer('seat').notNull(),
    caseId: uuid('case_id').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.itemCode, table.resource, table.slot, table.seat] }),
    index('bookings_case').on(table.communityCode, table.caseId)
  ]
);
