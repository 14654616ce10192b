import { boolean, date, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { RefusalGround } from '../contract/admission-wire.ts';
import { communityCode, id, moment } from '../database/columns.ts';

/** 准入: a task that a department wants the community to take on, as it was asked. Never changed: a trigger refuses it. */
export const admissions = pgTable(
  'admissions',
  {
    communityCode: communityCode(),
    id: id(),
    number: text('number').notNull(),
    task: text('task').notNull(),
    department: text('department').notNull(),
    contactName: text('contact_name').notNull(),
    contactPhone: text('contact_phone').notNull(),
    basis: text('basis').notNull(),
    funds: text('funds').notNull(),
    people: text('people').notNull(),
    until: date('until', { mode: 'string' }),
    answerable: boolean('answerable').notNull(),
    openedBy: text('opened_by').notNull(),
    openedAt: moment('opened_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique('admissions_number').on(table.communityCode, table.number),
    index('admissions_opened').on(table.communityCode, table.openedAt)
  ]
);

/** What was decided of it, once and for good. */
export const admissionDecisions = pgTable(
  'admission_decisions',
  {
    communityCode: communityCode(),
    admissionId: uuid('admission_id').notNull(),
    kind: text('kind').$type<'refused' | 'listed' | 'admitted'>().notNull(),
    ground: text('ground').$type<RefusalGround>(),
    reasons: text('reasons').notNull(),
    letter: text('letter'),
    workId: uuid('work_id'),
    by: text('by').notNull(),
    at: moment('at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.admissionId] }),
    unique('admission_decisions_letter').on(table.communityCode, table.letter)
  ]
);

/** Serial numbers of a year, of forms and of letters of refusal, taken in the transaction that uses them. */
export const admissionSerials = pgTable(
  'admission_serials',
  {
    communityCode: communityCode(),
    series: text('series').$type<'form' | 'letter'>().notNull(),
    year: text('year').notNull(),
    last: integer('last').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.series, table.year] })]
);
