import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { communityCode, moment } from '../database/columns.ts';
import type { Arrangement } from './rules.ts';

/** 放假安排 of years that this version does not come with, as the head of the centre entered them from the notice. */
export const calendarYears = pgTable(
  'calendar_years',
  {
    communityCode: communityCode(),
    year: text('year').notNull(),
    arrangement: jsonb('arrangement').$type<Arrangement>().notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: moment('entered_at').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.year] })]
);
