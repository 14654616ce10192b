import { isNotNull, isNull, sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import type { CaseAct, CaseState } from '../contract/case-state.ts';
import type { MaterialStanding } from '../contract/material.ts';
import { communityCode, id, moment, sealed } from '../database/columns.ts';
import type { Clock } from './clock.ts';
import {
  awaitsDepartment,
  awaitsResident,
  isAnyOfficers,
  isAtWork,
  isDecidedLate,
  isJoint,
  isOpen,
  isToIssue
} from './conditions.ts';
import type { Escalation, Opinions } from './facts.ts';

/** The day of duties of a case that has changed since anybody looked when its next one is. */
export const LOOK_AGAIN = '1970-01-01';

/** Where an application came in. */
type Channel = 'terminal' | 'window';

/**
 * A case (办件). The days (`accepted_on`, `due_on`, `legal_due_on`, `amber_on`, `red_on`) follow from `clock`, the item and the calendar,
 * and are written down to be searched by; what is shown to everybody (`public_summary`, `overdue_reason`) names no one. `content` is sealed JSON: answers with provenance, consents, signature, names. `missing` and `reasons` are
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
    channel: text('channel').$type<Channel>().notNull(),
    /** 窗口代填: the member of staff who filed it for a resident; null where it came from a terminal. */
    filedBy: text('filed_by'),
    /** The counter where they sat then; null where they sat at none, and from a terminal. */
    counter: text('counter'),
    state: text('state').$type<CaseState>().notNull(),
    version: integer('version').notNull().default(1),
    ownerId: text('owner_id'),
    offeredTo: text('offered_to'),
    responsibleId: text('responsible_id').notNull(),
    /** Whoever has it, or is named for it while nobody does. */
    holderId: text('holder_id').notNull().generatedAlwaysAs(sql`coalesce(owner_id, responsible_id)`),
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
    /** The days from which the whole, or the leg it is on, is near its end, and nearer. */
    amberOn: date('amber_on', { mode: 'string' }),
    redOn: date('red_on', { mode: 'string' }),
    /** Where it stands in the queue: what has no promised day (it waits for the applicant) comes last. */
    queueDay: date('queue_day', { mode: 'string' })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(due_on, '9999-12-31'::date)`),
    bringBy: date('bring_by', { mode: 'string' }),
    heldIn: text('held_in').$type<CaseState>(),
    publicUntil: date('public_until', { mode: 'string' }),
    publicSummary: text('public_summary'),
    unansweredObjections: integer('unanswered_objections').notNull().default(0),
    decidedOn: date('decided_on', { mode: 'string' }),
    closedOn: date('closed_on', { mode: 'string' }),
    archivedOn: date('archived_on', { mode: 'string' }),
    /** From which day something may come due of it by itself (`duty-days.ts`); null for never. */
    dutyOn: date('duty_on', { mode: 'string' }).default(LOOK_AGAIN),
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
    // Six digits are given again once a file is archived: a million of them would not last a large centre.
    uniqueIndex('cases_short_code').on(table.communityCode, table.shortCode).where(isNull(table.archivedOn)),
    index('cases_short_code_ever').on(table.communityCode, table.shortCode),
    unique('cases_submission_key').on(table.communityCode, table.submissionKey),
    index('cases_bundle').on(table.communityCode, table.bundleId).where(isNotNull(table.bundleId)),
    index('cases_applicant').on(table.communityCode, table.applicantId, table.receivedAt),
    index('cases_agent').on(table.communityCode, table.agentId, table.receivedAt).where(isNotNull(table.agentId)),
    // What happens by itself: the cases that the job looks at today.
    index('cases_duties').on(table.communityCode, table.dutyOn, table.id).where(isNotNull(table.dutyOn)),
    // The views of the queue, each in its order, and what they are looked through by. None holds what nobody works at.
    index('cases_open').on(table.communityCode, table.queueDay, table.id).where(isOpen(table)),
    index('cases_unclaimed')
      .on(table.communityCode, table.queueDay, table.id)
      .where(sql`${isOpen(table)} and ${table.ownerId} is null`),
    // Whose turn it is to be named on a receipt: whoever has the fewest.
    index('cases_responsible').on(table.communityCode, table.responsibleId).where(isOpen(table)),
    index('cases_held').on(table.communityCode, table.holderId, table.queueDay, table.id).where(isAtWork(table)),
    index('cases_offered')
      .on(table.communityCode, table.offeredTo, table.queueDay, table.id)
      .where(sql`${isAtWork(table)} and ${table.offeredTo} is not null`),
    index('cases_urged')
      .on(table.communityCode, table.escalatedTo, table.queueDay, table.id)
      .where(isNotNull(table.escalatedTo)),
    index('cases_red').on(table.communityCode, table.redOn, table.id).where(isAtWork(table)),
    index('cases_resident').on(table.communityCode, table.queueDay, table.id).where(awaitsResident(table)),
    index('cases_departments').on(table.communityCode, table.queueDay, table.id).where(awaitsDepartment(table)),
    index('cases_issue').on(table.communityCode, table.queueDay, table.id).where(isToIssue(table)),
    index('cases_field').on(table.communityCode, table.fieldCode, table.queueDay, table.id).where(isAtWork(table)),
    index('cases_item').on(table.communityCode, table.itemCode, table.queueDay, table.id).where(isAtWork(table)),
    index('cases_department')
      .on(table.communityCode, table.departmentId, table.queueDay, table.id)
      .where(sql`${isAtWork(table)} and ${table.departmentId} is not null`),
    index('cases_any_officer').on(table.communityCode, table.queueDay, table.id).where(isAnyOfficers(table)),
    index('cases_joint')
      .on(table.communityCode, table.queueDay, table.id)
      .where(sql`${isAtWork(table)} and ${isJoint(table)}`),
    index('cases_entrusted')
      .on(table.communityCode, table.entrustedTo, table.queueDay, table.id)
      .where(sql`${table.entrustedTo} is not null and ${table.revisitedOn} is null`),
    // What is closed, read from its end: the newest first.
    index('cases_closed').on(table.communityCode, table.closedOn, table.id).where(isNotNull(table.closedOn)),
    index('cases_closed_item')
      .on(table.communityCode, table.itemCode, table.closedOn, table.id)
      .where(isNotNull(table.closedOn)),
    index('cases_closed_field')
      .on(table.communityCode, table.fieldCode, table.closedOn, table.id)
      .where(isNotNull(table.closedOn)),
    index('cases_closed_department')
      .on(table.communityCode, table.departmentId, table.closedOn, table.id)
      .where(sql`${table.closedOn} is not null and ${table.departmentId} is not null`),
    index('cases_closed_joint')
      .on(table.communityCode, table.closedOn, table.id)
      .where(sql`${table.closedOn} is not null and ${isJoint(table)}`),
    // 超期公开: what was decided after its day.
    index('cases_decided_late').on(table.communityCode, table.decidedOn).where(isDecidedLate(table)),
    // Figures of a stretch of days, summed from the index alone: cases themselves are large and lie anywhere.
    index('cases_received').on(
      table.communityCode,
      table.receivedAt,
      table.fieldCode,
      table.itemCode,
      table.terminalId,
      table.counter,
      table.ownerId,
      table.responsibleId
    ),
    index('cases_decided')
      .on(
        table.communityCode,
        table.decidedOn,
        table.receivedAt,
        table.dueOn,
        table.state,
        table.fieldCode,
        table.itemCode,
        table.terminalId,
        table.counter,
        table.ownerId,
        table.responsibleId
      )
      .where(sql`decided_on is not null`)
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
    /** Of staff: the counter where they sat. */
    counter: text('counter'),
    note: sealed('note')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.caseId, table.version] }),
    index('case_events_told').on(table.communityCode, table.at).where(sql`act = 'ask-supplement'`)
  ]
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
