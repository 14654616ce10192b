import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Verdict } from '../contract/inspection-wire.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';

/** 留存影像: pictures of papers that were brought to a window, as sealed bytes behind their kind. */
export const materialImages = pgTable(
  'material_images',
  {
    communityCode: communityCode(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    materialKey: text('material_key').notNull(),
    image: sealed('image').notNull(),
    takenBy: text('taken_by').notNull(),
    takenAt: moment('taken_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    index('material_images_case').on(table.communityCode, table.caseId, table.materialKey)
  ]
);

/** How a material stands against its 受理标准, as whoever looked last has it; `why` is sealed. */
export const materialVerdicts = pgTable(
  'material_verdicts',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    materialKey: text('material_key').notNull(),
    verdict: text('verdict').$type<Verdict>().notNull(),
    why: sealed('why'),
    by: text('by').notNull(),
    at: moment('at').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.caseId, table.materialKey] })]
);
