import { date, index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, id, moment, sealed } from '../database/columns.ts';

/**
 * An application that was broken off at a terminal, until its holder's card comes again. Whose it is, is kept as a blind
 * index alone: whoever reads the table can neither list people nor read what they filled in.
 */
export const unfinished = pgTable(
  'unfinished',
  {
    communityCode: communityCode(),
    id: id(),
    personIndex: blindIndex('person_index').notNull(),
    itemCode: text('item_code').notNull(),
    content: sealed('content').notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    keptAt: moment('kept_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique('unfinished_one').on(table.communityCode, table.personIndex, table.itemCode),
    index().on(table.communityCode, table.lastDay)
  ]
);
