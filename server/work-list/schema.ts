import { date, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { WorkKind } from '../contract/work-list-wire.ts';
import { communityCode, id } from '../database/columns.ts';

/** 社区工作事项清单: what the community does by itself, and what it assists with. What ended stays, and can be looked up. */
export const works = pgTable(
  'works',
  {
    communityCode: communityCode(),
    id: id(),
    kind: text('kind').$type<WorkKind>().notNull(),
    name: text('name').notNull(),
    basis: text('basis').notNull(),
    department: text('department'),
    funds: text('funds').notNull(),
    people: text('people').notNull(),
    listedOn: date('listed_on', { mode: 'string' }).notNull(),
    until: date('until', { mode: 'string' }),
    endedOn: date('ended_on', { mode: 'string' }),
    /** Number of the admission it came by. */
    admission: text('admission')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique('works_once').on(table.communityCode, table.name)
  ]
);
