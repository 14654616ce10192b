import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { OptionEntry } from '../contract/local-options-wire.ts';
import { communityCode, moment } from '../database/columns.ts';

/**
 * Lists of choices that each community keeps by itself: its schools, its rooms, its banks. A row never changes; what is
 * offered today is what the last revision of a list says.
 */
export const optionLists = pgTable(
  'option_lists',
  {
    communityCode: communityCode(),
    name: text('name').notNull(),
    revision: integer('revision').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** null: it came with the software. */
    changedBy: text('changed_by'),
    entries: jsonb('entries').$type<readonly OptionEntry[]>().notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.name, table.revision] })]
);
