import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { CaseAct, CaseState } from '../contract/case-state.ts';
import type { MaterialStanding } from '../contract/material.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';
import type { Clock } from './clock.ts';
import type { Escalation, Opinions } from './facts.ts';

/**
 * A case (办件). The days (`accepted_on`, `due_on`, `legal_due_on`) follow from `clock`, the item and the calendar, and are written down
 * to be searched by; what is shown to everybody (`public_summary`, `overdue_reason`) names no one. `content` is sealed JSON: answers with provenance, consents, signature, names. `missing` and `reasons` are
 * what staff wrote, sealed too. `version` counts every change and guards acts made upon an old screen.
 */
export const cases = pgTable(
  'cases',
  {
    communityCode: communityCode(),
    id: id(),
    number: text('number').notNull(),
    shortCode: text('short_code').notNull(),
    itemCode: text('item_code').notNull(),
    itemVersion: integer('item_version').notNull(),
    fieldCode: text('field_code').notNull(),
    applicantId: uuid('applicant_id'),
    agentId: uuid('agent_id'),
    terminalId: uuid('terminal_id'),
    channel: text('channel').notNull(),
    state: text('state').$type<CaseState>().notNull(),
    version: integer('version').notNull().default(1),
    ownerId: text('owner_id'),
    offeredTo: text('offered_to'),
    responsibleId: text('responsible_id').notNull(),
    /** Others whose signature is still waited for (`server/signers`). */
    unsigned: integer('unsigned').notNull().default(0),
    /** Where it was sent for the decision; null before that, and in the officers' common queue. */
    departmentId: uuid('department_id'),
    /** 联办: what each department says that was asked at the same time, by its id. */
    opinions: jsonb('opinions').$type<Opinions>().notNull().default({}),
    /** 全程代办: the resident asked for it; the member of staff who does it; when the resident was asked how it went. */
    agencyAsked: boolean('agency_asked').notNull().default(false),
    entrustedTo: text('entrusted_to'),
    deliveredOn: date('delivered_on', { mode: 'string' }),
    revisitedOn: date('revisited_on', { mode: 'string' }),
    receivedAt: moment('received_at').notNull(),
    clock: jsonb('clock').$type<Clock>().notNull(),
    acceptedOn: date('accepted_on', { mode: 'string' }),
    dueOn: date('due_on', { mode: 'string' }),
    dueProvisional: boolean('due_provisional').notNull().default(false),
    legalDueOn: date('legal_due_on', { mode: 'string' }),
    bringBy: date('bring_by', { mode: 'string' }),
    heldIn: text('held_in').$type<CaseState>(),
    publicUntil: date('public_until', { mode: 'string' }),
    publicSummary: text('public_summary'),
    unansweredObjections: integer('unanswered_objections').notNull().default(0),
    decidedOn: date('decided_on', { mode: 'string' }),
    closedOn: date('closed_on', { mode: 'string' }),
    archivedOn: date('archived_on', { mode: 'string' }),
    escalation: integer('escalation').$type<Escalation>().notNull().default(0),
    escalatedTo: text('escalated_to'),
    overdueReason: text('overdue_reason'),
    rating: integer('rating'),
    supplementAsked: boolean('supplement_asked').notNull().default(false),
    content: sealed('content').notNull(),
    missing: sealed('missing'),
    reasons: sealed('reasons'),
    materials: jsonb('materials').$type<Record<string, MaterialStanding>>().notNull(),
    /** 一件事: the same in all that was filled in together; its name is in `content`. */
    bundleId: uuid('bundle_id'),
    submissionKey: uuid('submission_key').notNull(),
    submissionDigest: text('submission_digest').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique().on(table.communityCode, table.number),
    unique().on(table.communityCode, table.shortCode),
    unique('cases_submission_key').on(table.communityCode, table.submissionKey),
    // What happens by itself: the cases whose days the job looks through.
    index('cases_duties').on(table.communityCode, table.archivedOn, table.state),
    index('cases_urged').on(table.communityCode, table.escalatedTo, table.state),
    index('cases_queue').on(table.communityCode, table.state, table.dueOn, table.id),
    index('cases_entrusted').on(table.communityCode, table.entrustedTo, table.revisitedOn),
    index('cases_owner').on(table.communityCode, table.ownerId, table.state),
    index('cases_bundle').on(table.communityCode, table.bundleId),
    index('cases_applicant').on(table.communityCode, table.applicantId, table.receivedAt),
    index('cases_agent').on(table.communityCode, table.agentId, table.receivedAt)
  ]
);

/** History. Rows are added, never changed or removed; a trigger refuses both. `note` is sealed. */
export const caseEvents = pgTable(
  'case_events',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    version: integer('version').notNull(),
    at: moment('at').notNull(),
    act: text('act').$type<CaseAct>().notNull(),
    fromState: text('from_state').$type<CaseState>(),
    toState: text('to_state').$type<CaseState>().notNull(),
    byKind: text('by_kind').$type<'resident' | 'staff' | 'department' | 'system'>().notNull(),
    byId: text('by_id'),
    note: sealed('note')
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.caseId, table.version] })]
);

/** Serial numbers of a day, taken in the transaction that makes the case. */
export const caseSerials = pgTable(
  'case_serials',
  { communityCode: communityCode(), day: date('day', { mode: 'string' }).notNull(), last: integer('last').notNull() },
  (table) => [primaryKey({ columns: [table.communityCode, table.day] })]
);

/** Slips that were written, word for word (`slip` is the sealed JSON of a `Slip`). */
export const slips = pgTable(
  'slips',
  {
    communityCode: communityCode(),
    caseId: uuid('case_id').notNull(),
    serial: integer('serial').notNull(),
    kind: text('kind').notNull(),
    slip: sealed('slip').notNull(),
    issuedAt: moment('issued_at').notNull()
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.caseId, table.serial] })]
);
