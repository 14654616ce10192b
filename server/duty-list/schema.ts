import { date, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { PowerKind, SourceLevel } from '../contract/duty-list-wire.ts';
import { communityCode, id } from '../database/columns.ts';

/** 权责清单: which power is whose, and by which law. A row that ended stays: items were published upon it. */
export const duties = pgTable(
  'duties',
  {
    communityCode: communityCode(),
    id: id(),
    agency: text('agency').notNull(),
    creditCode: text('credit_code').notNull(),
    power: text('power').notNull(),
    kind: text('kind').$type<PowerKind>().notNull(),
    basis: text('basis').notNull(),
    level: text('level').$type<SourceLevel>().notNull(),
    items: jsonb('items').$type<readonly string[]>().notNull(),
    listedOn: date('listed_on', { mode: 'string' }).notNull(),
    endedOn: date('ended_on', { mode: 'string' })
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique('duties_once').on(table.communityCode, table.creditCode, table.power)
  ]
);
