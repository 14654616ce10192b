import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, id, moment, sealed } from '../database/columns.ts';

/**
 * A person at a terminal, or at the window of a member of staff. `residentId` is null where an item may be filed without a
 * card. `card`, `principalCard` and `draft` are sealed, and erased when the session ends.
 */
export const sessions = pgTable(
  'sessions',
  {
    communityCode: communityCode(),
    id: id(),
    /** Where they are: at a terminal, which holds the token, or before a clerk, who has signed in. */
    terminalId: uuid('terminal_id'),
    tokenHash: blindIndex('token_hash'),
    staffId: text('staff_id'),
    residentId: uuid('resident_id'),
    card: sealed('card'),
    principalId: uuid('principal_id'),
    principalCard: sealed('principal_card'),
    /** False where they were acted for without their card: a child, or by a letter of authority. */
    principalCardRead: boolean('principal_card_read').notNull().default(true),
    /** What a clerk has filled in for them; of a terminal's the agent has it. */
    draft: sealed('draft'),
    startedAt: moment('started_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique().on(table.tokenHash),
    check('sessions_somewhere', sql`(${table.terminalId} is null) = (${table.staffId} is not null)`),
    index('sessions_sitting').on(table.communityCode, table.staffId, table.endedAt)
  ]
);
