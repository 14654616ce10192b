import { boolean, pgTable, primaryKey, unique, uuid } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, id, moment, sealed } from '../database/columns.ts';

/**
 * A person at a terminal. `residentId` is null where an item may be filed without a card. `card` and `principalCard` are
 * sealed, and erased when the session ends and no submission of it is under way.
 */
export const sessions = pgTable(
  'sessions',
  {
    communityCode: communityCode(),
    id: id(),
    terminalId: uuid('terminal_id').notNull(),
    tokenHash: blindIndex('token_hash').notNull(),
    residentId: uuid('resident_id'),
    card: sealed('card'),
    principalId: uuid('principal_id'),
    principalCard: sealed('principal_card'),
    /** False where they were acted for without their card: a child, or by a letter of authority. */
    principalCardRead: boolean('principal_card_read').notNull().default(true),
    startedAt: moment('started_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at')
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.id] }), unique().on(table.tokenHash)]
);
