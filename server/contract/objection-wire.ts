import { z } from '@hono/zod-openapi';
import { moment, uuid } from './wire.ts';

/**
 * 公示期间的异议: what came of one. `upheld`: 公示 was ended by it. `closed`: the case ended otherwise before it was answered.
 */
export const OBJECTION_STATES = ['waiting', 'rejected', 'upheld', 'closed'] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

const state = z.enum(OBJECTION_STATES);

/** An objection as whoever raised it reads it. */
export const ownObjectionSchema = z
  .object({
    caseId: uuid,
    itemName: z.string(),
    /** Of the objection, not of the case: nothing of somebody else's application stands on its receipt. */
    number: z.string(),
    shortCode: z.string(),
    slipNumber: z.string(),
    raisedAt: moment,
    reason: z.string(),
    state,
    answer: z.string().nullable()
  })
  .openapi('OwnObjection');
export type OwnObjection = z.infer<typeof ownObjectionSchema>;

export const raisingSchema = z
  .object({ caseId: uuid, reason: z.string().trim().min(1).max(500) })
  .strict()
  .openapi('Raising');

/** An objection as staff see it with its case. `said` is for whoever decides alone; null to everybody else. */
export const caseObjectionSchema = z
  .object({
    position: z.number().int(),
    shortCode: z.string(),
    raisedAt: moment,
    state,
    said: z.object({ name: z.string(), maskedIdNumber: z.string(), reason: z.string() }).nullable(),
    answer: z.string().nullable()
  })
  .openapi('CaseObjection');
export type CaseObjection = z.infer<typeof caseObjectionSchema>;
