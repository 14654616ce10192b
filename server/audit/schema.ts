import { bigint, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, moment } from '../database/columns.ts';

/**
 * Who read and did what (个人信息保护法 第56条). Each row carries the hash of the one before it, so that a removed or
 * altered row shows. No personal data: subjects are ids.
 */
export const auditRecords = pgTable(
  'audit_records',
  {
    communityCode: communityCode(),
    serial: bigint('serial', { mode: 'number' }).notNull(),
    at: moment('at').notNull(),
    actorKind: text('actor_kind').$type<'staff' | 'resident' | 'terminal' | 'department' | 'system'>().notNull(),
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    purpose: text('purpose').notNull(),
    previous: blindIndex('previous').notNull(),
    hash: blindIndex('hash').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.serial] }),
    index().on(table.communityCode, table.subject, table.serial)
  ]
);
