import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { type CaseState, OPEN_STATES } from '../contract/case-state.ts';

/**
 * What the partial indexes of cases hold, and what the queue asks for: one text for both, with constants in it. The
 * database uses such an index only where it can see that a question asks for nothing beyond it.
 */
type Column = AnyPgColumn;

const among = (state: Column, states: readonly CaseState[]): SQL =>
  sql`${state} in (${sql.raw(states.map((one) => `'${one}'`).join(', '))})`;

export const isOpen = ({ state }: { state: Column }): SQL => among(state, OPEN_STATES);

/** Granted, and waiting to be handed out. 自助办结, granted by the records with no owner ever, was printed at its terminal. */
export const isToIssue = ({ state, ownerId }: { state: Column; ownerId: Column }): SQL =>
  sql`(${state} = 'granted' and ${ownerId} is not null)`;

/** Whatever somebody has still to do with. */
export const isAtWork = (columns: { state: Column; ownerId: Column }): SQL =>
  sql`(${isOpen(columns)} or ${isToIssue(columns)})`;

/** The applicant has to bring papers, or others to sign, before it goes on. */
export const awaitsResident = (columns: { state: Column; unsigned: Column }): SQL =>
  sql`(${columns.state} = 'supplementing' or (${isOpen(columns)} and ${columns.unsigned} > 0))`;

/** Whoever decides, examines (特别程序) or is above (转报) has it. */
export const awaitsDepartment = ({ state }: { state: Column }): SQL =>
  among(state, ['reviewing', 'publicised', 'suspended', 'passed-up']);

/** States in which any officer may have something to do. */
export const AT_OFFICERS: readonly CaseState[] = ['reviewing', 'suspended', 'publicised'];

/** Sent to nobody by name: whichever officer acts first has it. */
export const isAnyOfficers = ({ state, departmentId }: { state: Column; departmentId: Column }): SQL =>
  sql`(${departmentId} is null and ${among(state, AT_OFFICERS)})`;

/** 联办: departments were asked beside the one that decides. */
export const isJoint = ({ opinions }: { opinions: Column }): SQL => sql`${opinions} <> '{}'::jsonb`;

/** 超期: decided after its promised day. */
export const isDecidedLate = ({ dueOn, decidedOn }: { dueOn: Column; decidedOn: Column }): SQL =>
  sql`${dueOn} < ${decidedOn}`;
