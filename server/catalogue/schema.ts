import { isNotNull } from 'drizzle-orm';
import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
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
    keyCheck: blindIndex('key_check'),
    /** Which working days the days of cases were counted by last; null before the first count. */
    countedBy: text('counted_by')
  },
  (table) => [primaryKey({ columns: [table.communityCode] })]
);

/**
 * Published versions of items. A version never changes; a case keeps the one it was filed under. In force is the one with
 * the latest first day that has come; two that staff published cannot begin on one day.
 */
export const items = pgTable(
  'items',
  {
    communityCode: communityCode(),
    code: text('code').notNull(),
    version: integer('version').notNull(),
    /** null: it was taken back before its day came. */
    effectiveFrom: date('effective_from'),
    /** False: from its day on the item is offered no more (停办). */
    offered: boolean('offered').notNull().default(true),
    publishedAt: moment('published_at').notNull().defaultNow(),
    /** null: it came with the software. */
    publishedBy: text('published_by'),
    definition: jsonb('definition').$type<Item>().notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.code, table.version] }),
    uniqueIndex('items_one_version_a_day')
      .on(table.communityCode, table.code, table.effectiveFrom)
      .where(isNotNull(table.publishedBy))
  ]
);

/** What staff are writing: one draft an item. `revision` counts its changes, so that two writers do not undo each other. */
export const itemDrafts = pgTable(
  'item_drafts',
  {
    communityCode: communityCode(),
    code: text('code').notNull(),
    revision: integer('revision').notNull(),
    /** The version it began with; null for a new item. */
    basedOn: integer('based_on'),
    /** The revision that passed every rule and was shown as residents will see it; any change asks for it again. */
    previewed: integer('previewed'),
    savedBy: text('saved_by').notNull(),
    savedAt: moment('saved_at').notNull(),
    definition: jsonb('definition').$type<Item>().notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.code] })]
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
