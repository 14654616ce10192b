import { index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, moment, sealed } from '../database/columns.ts';

/** Others whose signature a case needs: every adult of a household (核对授权). `person` and `signature` are sealed. */
export const caseSigners = pgTable(
  'case_signers',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    position: integer('position').notNull(),
    /** Finds what waits for whoever taps a card; null for somebody whose number is not known, who signs on paper. */
    idNumberIndex: blindIndex('id_number_index'),
    person: sealed('person').notNull(),
    way: text('way').$type<'card' | 'phone' | 'paper'>(),
    signature: sealed('signature'),
    signedAt: moment('signed_at')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.caseId, table.position] }),
    index('case_signers_person').on(table.communityCode, table.idNumberIndex)
  ]
);

/** One-time links by which somebody signs on a phone. Only a hash of what the link carries lies here. */
export const signingLinks = pgTable(
  'signing_links',
  {
    communityCode: communityCode(),
    tokenHash: blindIndex('token_hash').notNull(),
    caseId: uuid('case_id').notNull(),
    position: integer('position').notNull(),
    endsAt: moment('ends_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.tokenHash] }),
    unique().on(table.communityCode, table.caseId, table.position)
  ]
);
