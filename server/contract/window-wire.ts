import { z } from '@hono/zod-openapi';
import { CASE_ACTS } from './case-state.ts';
import { caseState, date, moment, provenanceSchema, signatureSchema, timelineEntrySchema, uuid } from './wire.ts';

/** Shapes between the server and the window's browsers; the rules of `wire.ts` hold here too. */

/** A row of the work queue: masked, with no answers. */
export const queueRowSchema = z
  .object({
    id: uuid,
    number: z.string(),
    shortCode: z.string(),
    itemCode: z.string(),
    itemName: z.string(),
    fieldCode: z.string(),
    applicant: z.string(),
    state: caseState,
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Whom the receipt names; they answer for the case until somebody claims it. */
    responsible: z.object({ id: z.string(), name: z.string() }),
    offeredTo: z.object({ id: z.string(), name: z.string() }).nullable(),
    receivedAt: moment,
    dueOn: date.nullable(),
    dueProvisional: z.boolean(),
    byAgent: z.boolean(),
    version: z.number().int()
  })
  .openapi('QueueRow');
export type QueueRow = z.infer<typeof queueRowSchema>;

/** How many cases wait in each view of the queue. */
export const countsSchema = z
  .object({
    open: z.number().int(),
    unclaimed: z.number().int(),
    mine: z.number().int(),
    review: z.number().int(),
    supplement: z.number().int(),
    issue: z.number().int()
  })
  .openapi('QueueCounts');
export type QueueCounts = z.infer<typeof countsSchema>;

/** A case opened at the window; opening it is recorded. */
export const windowCaseSchema = queueRowSchema
  .extend({
    maskedIdNumber: z.string(),
    agent: z.object({ name: z.string(), maskedIdNumber: z.string() }).nullable(),
    channel: z.string(),
    handling: z.enum(['immediate', 'promised']),
    decideLevel: z.string(),
    acceptedOn: date.nullable(),
    answers: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        text: z.string(),
        provenance: provenanceSchema,
        image: z.string().nullable()
      })
    ),
    materials: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        source: z.string(),
        standing: z.enum(['fetched', 'generated', 'promised', 'later', 'to-bring', 'received', 'not-needed']),
        acceptance: z.string(),
        required: z.boolean(),
        note: z.string().nullable()
      })
    ),
    signature: signatureSchema.nullable(),
    consents: z.array(z.string()),
    legalLimit: z.string(),
    promisedLimit: z.string(),
    /** Acts this member of staff may do now, so that the screen offers nothing the server would refuse. */
    acts: z.array(z.enum(CASE_ACTS)),
    missing: z.array(z.string()),
    reasons: z.array(z.string()),
    slips: z.array(z.object({ number: z.string(), title: z.string(), issuedAt: z.string() })),
    timeline: z.array(timelineEntrySchema),
    resultPrintable: z.boolean()
  })
  .openapi('WindowCase');
export type WindowCase = z.infer<typeof windowCaseSchema>;

/** An act of staff upon a case. `version` is the one the screen showed: if the case moved on, nothing is done. */
export const caseActionSchema = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('claim'), version: z.number().int() }),
    z.object({ act: z.literal('offer'), version: z.number().int(), to: z.string() }),
    z.object({ act: z.literal('take-over'), version: z.number().int() }),
    z.object({ act: z.literal('decline'), version: z.number().int() }),
    z.object({
      act: z.literal('receive-material'),
      version: z.number().int(),
      materials: z.array(z.string()).min(1).max(40)
    }),
    z.object({ act: z.literal('accept'), version: z.number().int() }),
    z.object({
      act: z.literal('ask-supplement'),
      version: z.number().int(),
      /** The whole list, told once. */
      entries: z
        .array(z.object({ what: z.string().trim().min(1).max(100), how: z.string().trim().max(200) }))
        .min(1)
        .max(20)
    }),
    z.object({ act: z.literal('supplement'), version: z.number().int() }),
    z.object({
      act: z.literal('refuse'),
      version: z.number().int(),
      reason: z.string().trim().min(1).max(500),
      whereInstead: z.string().trim().min(1).max(200)
    }),
    z.object({ act: z.literal('send'), version: z.number().int() }),
    z.object({ act: z.literal('grant'), version: z.number().int(), reason: z.string().trim().max(500) }),
    z.object({ act: z.literal('deny'), version: z.number().int(), reason: z.string().trim().min(1).max(500) }),
    z.object({ act: z.literal('issue'), version: z.number().int(), handedTo: z.string().trim().min(1).max(100) })
  ])
  .openapi('CaseAction');
export type CaseAction = z.infer<typeof caseActionSchema>;

export const staffSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['clerk', 'officer', 'manager', 'administrator']),
    phone: z.string(),
    communityCode: z.string(),
    department: z.string().nullable()
  })
  .openapi('Staff');
export type Staff = z.infer<typeof staffSchema>;
