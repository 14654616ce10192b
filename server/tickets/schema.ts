import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import type { TicketPriority, TicketSource, TicketState } from '../contract/ticket-wire.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';

/** A day at the centre. Tickets, their numbers and who sits where are of one day. */
const day = () => date('day', { mode: 'string' });

/**
 * A ticket (号). It stands in line by `rank`, then by `order_at`, then by `serial` (`rules.ts`). What was filled in lies in
 * `application`, sealed, and goes with all that says who took the ticket once it is over.
 */
export const tickets = pgTable(
  'tickets',
  {
    communityCode: communityCode(),
    id: id(),
    day: day().notNull(),
    number: text('number').notNull(),
    serial: integer('serial').notNull(),
    source: text('source').$type<TicketSource>().notNull(),
    priority: text('priority').$type<TicketPriority>().notNull(),
    state: text('state').$type<TicketState>().notNull(),
    /** Of whoever asked for it: sent twice, it is the same ticket. */
    key: uuid('key').notNull(),
    /** null where a window gave it out. */
    terminalId: uuid('terminal_id'),
    /** Whose card took it; null without one, and once the ticket is over. */
    residentId: uuid('resident_id'),
    /** null where nothing was filled in, and once the ticket is over. */
    sessionId: uuid('session_id'),
    itemCode: text('item_code'),
    /** Of an appointment. */
    caseId: uuid('case_id'),
    application: sealed('application'),
    takenAt: moment('taken_at').notNull(),
    dueAt: moment('due_at'),
    rank: integer('rank').notNull(),
    orderAt: moment('order_at').notNull(),
    /** Sent on to this counter, which calls it before all others. */
    forwardedTo: text('forwarded_to'),
    /** Where it was called to last. */
    counter: text('counter'),
    by: text('by'),
    calls: integer('calls').notNull().default(0),
    /** The change of the hall that its last call was. */
    callVersion: bigint('call_version', { mode: 'number' }),
    calledAt: moment('called_at'),
    begunAt: moment('begun_at'),
    overAt: moment('over_at')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique('tickets_key').on(table.communityCode, table.key),
    unique().on(table.communityCode, table.day, table.number),
    // An appointment has one ticket, whatever arrives at once.
    uniqueIndex('tickets_appointment')
      .on(table.communityCode, table.day, table.caseId)
      .where(sql`state <> 'cancelled' and case_id is not null`),
    // A card has one number at a time, whatever arrives at once. Of all that is not over: one that is taken up again stays one.
    uniqueIndex('tickets_card')
      .on(table.communityCode, table.day, table.residentId)
      .where(sql`source = 'terminal' and state not in ('done', 'cancelled') and resident_id is not null`),
    index('tickets_resident').on(table.communityCode, table.day, table.residentId).where(sql`resident_id is not null`),
    // A counter serves one at a time.
    uniqueIndex('tickets_served')
      .on(table.communityCode, table.day, table.counter)
      .where(sql`state in ('called', 'serving')`),
    index('tickets_line')
      .on(table.communityCode, table.day, table.rank, table.orderAt, table.serial)
      .where(sql`state = 'waiting'`),
    index('tickets_aside')
      .on(table.communityCode, table.day, table.state)
      .where(sql`state in ('called', 'serving', 'held', 'parked', 'missed')`),
    index('tickets_calls').on(table.communityCode, table.day, table.callVersion).where(sql`call_version is not null`),
    index('tickets_done').on(table.communityCode, table.day, table.overAt).where(sql`state = 'done'`)
  ]
);

/** What a ticket is sealed for, and what it keeps nothing of once it is over. */
export const APPLICATION = 'tickets.application';
export const FORGOTTEN = { application: null, sessionId: null, residentId: null } as const;

/** The last number of a letter on a day; its row is changed by the statement that makes the ticket, so that none is lost. */
export const ticketSerials = pgTable(
  'ticket_serials',
  {
    communityCode: communityCode(),
    day: day().notNull(),
    letter: text('letter').notNull(),
    last: integer('last').notNull(),
    /** When it was given out: whatever clocks say, the next one is not before it. */
    at: moment('at').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.day, table.letter] })]
);

/** How many numbers a terminal gave out without cards since a moment; `rules.ts` says how many it may, and for how long they count. */
export const ticketAllowances = pgTable(
  'ticket_allowances',
  {
    communityCode: communityCode(),
    terminalId: uuid('terminal_id').notNull(),
    since: moment('since').notNull(),
    taken: integer('taken').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.terminalId] })]
);

/** A counter of the hall, and who sits there on which day. */
export const ticketCounters = pgTable(
  'ticket_counters',
  { communityCode: communityCode(), name: text('name').notNull(), staffId: text('staff_id'), day: day() },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.name] }),
    unique('ticket_counters_staff').on(table.communityCode, table.staffId)
  ]
);

/** How often anything of the hall has changed. Changed last of all in a transaction, so that versions follow each other as they are seen. */
export const hallVersions = pgTable('hall_versions', {
  communityCode: communityCode().primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull()
});
