import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { communityCode, moment } from '../database/columns.ts';

/**
 * What terminals say that they cannot settle by themselves, as they said it last. `reference` is the number of a slip, or
 * eight characters of the key of an application: nothing of anybody.
 */
export const terminalTroubles = pgTable(
  'terminal_troubles',
  {
    communityCode: communityCode(),
    terminalId: uuid('terminal_id').notNull(),
    kind: text('kind').$type<'application' | 'slip'>().notNull(),
    reference: text('reference').notNull(),
    code: text('code').notNull(),
    since: moment('since').notNull(),
    /** Somebody asked for another try; the terminal hears of it with its next report. */
    againAt: moment('again_at'),
    /** Somebody has seen to it in another way. */
    settledAt: moment('settled_at')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.terminalId, table.kind, table.reference] }),
    index('terminal_troubles_since').on(table.communityCode, table.since)
  ]
);

/** What comes due of a case by itself and could not be done, until it is. */
export const failedDuties = pgTable(
  'failed_duties',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    code: text('code').notNull(),
    since: moment('since').notNull(),
    tries: integer('tries').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.caseId] }),
    index('failed_duties_since').on(table.communityCode, table.since)
  ]
);
