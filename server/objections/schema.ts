import { index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ObjectionState } from '../contract/objection-wire.ts';
import { communityCode, moment, sealed } from '../database/columns.ts';

/**
 * Objections of residents to what is publicised. `said` is the sealed JSON of a `Said`: who, and why. Number and short code are the
 * objection's own, out of the series of the cases, so that its receipt tells nothing of the case's applicant.
 */
export const caseObjections = pgTable(
  'case_objections',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    position: integer('position').notNull(),
    number: text('number').notNull(),
    shortCode: text('short_code').notNull(),
    residentId: uuid('resident_id').notNull(),
    said: sealed('said').notNull(),
    raisedAt: moment('raised_at').notNull(),
    state: text('state').$type<ObjectionState>().notNull().default('waiting'),
    answer: sealed('answer'),
    answeredBy: text('answered_by'),
    answeredAt: moment('answered_at'),
    slip: sealed('slip').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.caseId, table.position] }),
    unique().on(table.communityCode, table.number),
    unique().on(table.communityCode, table.shortCode),
    index('case_objections_resident').on(table.communityCode, table.residentId)
  ]
);
