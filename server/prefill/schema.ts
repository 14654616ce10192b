import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { PullOutcome } from '../contract/material.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';

/** What the state knew when a draft was begun. `values` is sealed JSON: field key → value and provenance. */
export const prefills = pgTable(
  'prefills',
  {
    communityCode: communityCode(),
    id: id(),
    sessionId: uuid('session_id').notNull(),
    applicantId: uuid('applicant_id'),
    itemCode: text('item_code').notNull(),
    itemVersion: integer('item_version').notNull(),
    values: sealed('values').notNull(),
    outcomes: jsonb('outcomes').$type<Record<string, PullOutcome>>().notNull(),
    madeAt: moment('made_at').notNull().defaultNow()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.id] })]
);
