import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Bundle } from '../contract/bundle.ts';
import type { Item } from '../contract/item.ts';
import { blindIndex, communityCode, moment } from '../database/columns.ts';

/** A community centre. `demonstration` marks a database that holds invented people. */
export const communities = pgTable(
  'communities',
  {
    communityCode: communityCode(),
    name: text('name').notNull(),
    address: text('address').notNull(),
    phone: text('phone').notNull(),
    demonstration: boolean('demonstration').notNull().default(false),
    /** Tells whether a key file is the one this database is sealed with. null until the first start. */
    keyCheck: blindIndex('key_check')
  },
  (table) => [primaryKey({ columns: [table.communityCode] })]
);

/** Published versions of items. A version never changes; a case keeps the one it was filed under. */
export const items = pgTable(
  'items',
  {
    communityCode: communityCode(),
    code: text('code').notNull(),
    version: integer('version').notNull(),
    publishedAt: moment('published_at').notNull().defaultNow(),
    definition: jsonb('definition').$type<Item>().notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.code, table.version] })]
);

/** 一件事 as they are offered now. Unlike an item's version a bundle is kept by no case: each keeps the name it was filed under. */
export const bundles = pgTable(
  'bundles',
  {
    communityCode: communityCode(),
    code: text('code').notNull(),
    definition: jsonb('definition').$type<Bundle>().notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.code] })]
);
