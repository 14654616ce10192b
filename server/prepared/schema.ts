import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, moment, sealed } from '../database/columns.ts';

/**
 * A form that was filled in at home, until its card comes. The code is kept as a blind index alone: whoever reads the
 * table can neither list what was filled in nor fetch it.
 */
export const preparations = pgTable(
  'preparations',
  {
    communityCode: communityCode(),
    codeIndex: blindIndex('code_index').notNull(),
    itemCode: text('item_code').notNull(),
    answers: sealed('answers').notNull(),
    madeAt: moment('made_at').notNull(),
    endsAt: moment('ends_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.codeIndex] }),
    index().on(table.communityCode, table.endsAt)
  ]
);
