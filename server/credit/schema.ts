import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { communityCode, moment, sealed } from '../database/columns.ts';

/** 信用修复: annulled cases whose untrue promise no longer stands against its applicant, by whom and upon what. */
export const creditRepairs = pgTable(
  'credit_repairs',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    by: text('by').notNull(),
    grounds: sealed('grounds').notNull(),
    repairedAt: moment('repaired_at').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.caseId] })]
);
