import { bigserial, index, pgTable } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, moment } from '../database/columns.ts';

/** Wrong tries at something secret, counted wherever they were made. `about` is a blind index of what was tried. */
export const attempts = pgTable(
  'attempts',
  {
    serial: bigserial('serial', { mode: 'number' }).primaryKey(),
    communityCode: communityCode(),
    about: blindIndex('about').notNull(),
    at: moment('at').notNull()
  },
  (table) => [index().on(table.communityCode, table.about, table.at)]
);
