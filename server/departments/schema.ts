import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { blindIndex, communityCode, id, moment, sealed } from '../database/columns.ts';
import type { AnswerOutcome, DeliveryState, EventType, Said } from './rules.ts';

/**
 * Who decides what a window accepted. An internal department has people who sign in here; an external one has a system of
 * its own, which is told by webhook and answers by webhook. `secrets` are sealed: `server/departments/secrets.ts`.
 */
export const departments = pgTable(
  'departments',
  {
    communityCode: communityCode(),
    id: id(),
    name: text('name').notNull(),
    kind: text('kind').$type<'internal' | 'external'>().notNull(),
    /** Codes of fields (`05`) and items (`SQ-05-006`) that usually go there. */
    handles: jsonb('handles').$type<readonly string[]>().notNull(),
    endpoint: text('endpoint'),
    secrets: sealed('secrets'),
    contactName: text('contact_name').notNull(),
    contactPhone: text('contact_phone').notNull(),
    /** A member of staff who is told when a case there comes due; null: whoever is above its owner. */
    leadId: text('lead_id'),
    disabledAt: moment('disabled_at'),
    /** Answers whose signature was not the department's: only how many, never what. */
    forged: integer('forged').notNull().default(0),
    lastForgedAt: moment('last_forged_at')
  },
  (table) => [primaryKey({ columns: [table.communityCode, table.id] }), unique().on(table.communityCode, table.name)]
);

/**
 * The outbox: what an external department has still to be told, written in the transaction of the act that causes it. `id`
 * is its `webhook-id`. The body goes once it was delivered: the case holds the same.
 */
export const departmentDeliveries = pgTable(
  'department_deliveries',
  {
    communityCode: communityCode(),
    id: id(),
    departmentId: uuid('department_id').notNull(),
    caseId: uuid('case_id').notNull(),
    caseNumber: text('case_number').notNull(),
    caseVersion: integer('case_version').notNull(),
    type: text('type').$type<EventType>().notNull(),
    body: sealed('body'),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAt: moment('next_at').notNull(),
    /** A server is trying until then; whoever dies with it leaves it to the next one. */
    heldUntil: moment('held_until'),
    lastProblem: text('last_problem'),
    createdAt: moment('created_at').notNull(),
    deliveredAt: moment('delivered_at')
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.id] }),
    unique('department_deliveries_once').on(table.communityCode, table.caseId, table.caseVersion, table.departmentId),
    index().on(table.communityCode, table.state, table.nextAt)
  ]
);

/** Every answer that was really a department's, and what became of it. Of what it said only a digest is kept. */
export const departmentAnswers = pgTable(
  'department_answers',
  {
    communityCode: communityCode(),
    departmentId: uuid('department_id').notNull(),
    webhookId: text('webhook_id').notNull(),
    receivedAt: moment('received_at').notNull(),
    outcome: text('outcome').$type<AnswerOutcome>().notNull(),
    digest: blindIndex('digest').notNull(),
    /** null where it names no case of this centre. */
    caseId: uuid('case_id'),
    caseNumber: text('case_number'),
    decision: text('decision').$type<Said>(),
    /** How often the same answer came again. */
    repeats: integer('repeats').notNull().default(0),
    lastReceivedAt: moment('last_received_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.communityCode, table.departmentId, table.webhookId] }),
    index().on(table.communityCode, table.lastReceivedAt),
    index().on(table.communityCode, table.caseId)
  ]
);
