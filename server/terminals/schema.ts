import { pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, id, moment, sealed } from '../database/columns.ts';

/** A terminal, or the reader at a window's desk. Its credential is known to it alone; the server keeps a hash. */
export const terminals = pgTable(
  'terminals',
  {
    communityCode: communityCode(),
    id: id(),
    name: text('name').notNull(),
    enrolmentCodeHash: blindIndex('enrolment_code_hash'),
    enrolmentEndsAt: moment('enrolment_ends_at'),
    credentialHash: blindIndex('credential_hash'),
    enrolledAt: moment('enrolled_at'),
    lastSeenAt: moment('last_seen_at'),
    /** From then on its credential opens nothing; the name stays in figures and histories. */
    withdrawnAt: moment('withdrawn_at')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique().on(table.credentialHash),
    unique().on(table.enrolmentCodeHash)
  ]
);

/** A card read at a window's desk, waiting a few minutes for the clerk's page to ask for it. */
export const cardReads = pgTable(
  'card_reads',
  {
    communityCode: communityCode(),
    id: id(),
    terminalId: uuid('terminal_id').notNull(),
    card: sealed('card').notNull(),
    endsAt: moment('ends_at').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.id] })]
);
