import { date, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, id, moment, sealed } from '../database/columns.ts';

/** One number, one person. `idNumberIndex` finds them; number and name are sealed. */
export const residents = pgTable(
  'residents',
  {
    communityCode: communityCode(),
    id: id(),
    idNumberIndex: blindIndex('id_number_index').notNull(),
    idNumber: sealed('id_number').notNull(),
    name: sealed('name').notNull(),
    createdAt: moment('created_at').notNull().defaultNow()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique().on(table.communityCode, table.idNumberIndex)
  ]
);

/** Values a resident typed once, offered in the next application with item and date. Consents are never kept here. */
export const rememberedValues = pgTable(
  'remembered_values',
  {
    communityCode: communityCode(),
    residentId: uuid('resident_id').notNull(),
    fieldKey: text('field_key').notNull(),
    fieldType: text('field_type').notNull(),
    value: sealed('value').notNull(),
    itemCode: text('item_code').notNull(),
    itemName: text('item_name').notNull(),
    rememberedOn: date('remembered_on', { mode: 'string' }).notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.residentId, table.fieldKey] }),
    index().on(table.communityCode, table.residentId)
  ]
);
