import { sql } from 'drizzle-orm';
import { date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Evidence, RelationKind } from '../contract/relation.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';

/** Who may act for whom: `residentId` for `ofResidentId`, known by what, and until which day. Names stand in `residents` alone. */
export const relations = pgTable(
  'relations',
  {
    communityCode: communityCode(),
    id: id(),
    residentId: uuid('resident_id').notNull(),
    ofResidentId: uuid('of_resident_id').notNull(),
    kind: text('kind').$type<RelationKind>().notNull(),
    evidence: text('evidence').$type<Evidence>().notNull(),
    since: moment('since').notNull(),
    expiresOn: date('expires_on', { mode: 'string' }).notNull(),
    /** Of evidence that was seen at a window: by whom, and its number, issuer and date as sealed JSON. */
    recordedBy: text('recorded_by'),
    document: sealed('document'),
    revokedAt: moment('revoked_at'),
    /** Of what was taken back at a window: by whom, and why. */
    revokedBy: text('revoked_by'),
    revokedReason: sealed('revoked_reason')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    index().on(table.communityCode, table.residentId),
    index().on(table.communityCode, table.ofResidentId),
    // A register is read again with each application: it says the same once.
    uniqueIndex('relations_household')
      .on(table.communityCode, table.residentId, table.ofResidentId)
      .where(sql`evidence = 'household-record'`)
  ]
);
