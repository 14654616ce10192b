import { sql } from 'drizzle-orm';
import { integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { CallEnd } from '../contract/call-wire.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';
import type { CallState } from './rules.ts';

/**
 * Somebody at a terminal asks for a person (马上找人). What was begun there lies in `application`, sealed, and goes when
 * the call is over, with everything that says who called.
 */
export const calls = pgTable(
  'calls',
  {
    communityCode: communityCode(),
    id: id(),
    terminalId: uuid('terminal_id').notNull(),
    /** null without a card, and once the call is over. */
    sessionId: uuid('session_id'),
    state: text('state').$type<CallState>().notNull(),
    itemCode: text('item_code'),
    page: text('page').notNull(),
    step: integer('step'),
    application: sealed('application'),
    calledAt: moment('called_at').notNull(),
    takenBy: text('taken_by'),
    overAt: moment('over_at'),
    end: text('over_reason').$type<CallEnd>()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    // A terminal has one open call, whatever arrives at once.
    uniqueIndex().on(table.communityCode, table.terminalId).where(sql`state <> 'over'`)
  ]
);
