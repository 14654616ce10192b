import { date, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { GradeReason, Outcome, TicketAct, TicketState } from '../contract/grade.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';

/** Every grade that was given, once a case, with what it is counted by. */
export const grades = pgTable(
  'grades',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    grade: integer('grade').notNull(),
    itemCode: text('item_code').notNull(),
    itemVersion: integer('item_version').notNull(),
    /** Where the case was handed in; null at a window. */
    terminalId: uuid('terminal_id'),
    /** Where it was handed out, else accepted, else filed; null where nobody who did it sat at a counter. */
    counter: text('counter'),
    /** What was chosen beside it. */
    reasons: jsonb('reasons').$type<readonly GradeReason[]>().notNull().default([]),
    givenOn: date('given_on', { mode: 'string' }).notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.caseId] }),
    index('grades_given').on(table.communityCode, table.givenOn, table.itemCode, table.terminalId, table.grade)
  ]
);

/**
 * 差评单: what a bad grade opens. The days are counted anew from `opened_on` by the calendar as it is known; how many they
 * are stays as it was when it was opened. What was written to the resident is sealed.
 */
export const gradeTickets = pgTable(
  'grade_tickets',
  {
    communityCode: communityCode(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    state: text('state').$type<TicketState>().notNull(),
    version: integer('version').notNull().default(1),
    openedOn: date('opened_on', { mode: 'string' }).notNull(),
    contactDays: integer('contact_days').notNull(),
    rectifyDays: integer('rectify_days').notNull(),
    officerId: text('officer_id'),
    /** Days on which somebody called, reached or not, and the day from which the call-back counts as done. */
    tries: jsonb('tries').$type<readonly string[]>().notNull().default([]),
    contactedOn: date('contacted_on', { mode: 'string' }),
    ledgerOn: date('ledger_on', { mode: 'string' }),
    appeal: text('appeal').$type<'mistaken' | 'malicious'>(),
    outcome: text('outcome').$type<Outcome>(),
    feedback: sealed('feedback'),
    answeredOn: date('answered_on', { mode: 'string' }),
    regrade: integer('regrade'),
    closedOn: date('closed_on', { mode: 'string' }),
    level: integer('level').notNull().default(0),
    remindedTo: text('reminded_to')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique('grade_tickets_case').on(table.communityCode, table.caseId),
    index('grade_tickets_state').on(table.communityCode, table.state, table.openedOn)
  ]
);

/** What was done with a 差评单. Rows are added, never changed or removed; a trigger refuses both. */
export const gradeEvents = pgTable(
  'grade_events',
  {
    communityCode: communityCode(),
    ticketId: uuid('ticket_id').notNull(),
    version: integer('version').notNull(),
    at: moment('at').notNull(),
    act: text('act').$type<TicketAct | 'open' | 'remind' | 'regrade' | 'lapse'>().notNull(),
    /** null: the resident or the system. */
    by: text('by'),
    note: sealed('note')
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.ticketId, table.version] })]
);

/** One row a centre that has changed them. */
export const gradeSettings = pgTable(
  'grade_settings',
  {
    communityCode: communityCode(),
    contactDays: integer('contact_days').notNull(),
    rectifyDays: integer('rectify_days').notNull(),
    officers: jsonb('officers').$type<readonly string[]>().notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode] })]
);
