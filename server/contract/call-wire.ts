import { z } from '@hono/zod-openapi';
import { answerSchema, moment, provenanceSchema, uuid } from './wire.ts';

/** Shapes of 马上找人: a call from a terminal to the windows. The rules of `wire.ts` hold here too. */

/** Why a call is over: who ended it, or that nobody came in time. */
export const CALL_ENDS = ['resident', 'staff', 'session', 'unanswered', 'forgotten'] as const;
export type CallEnd = (typeof CALL_ENDS)[number];

/** Where a terminal's screen stands: a page's name or a field's, never a value. */
const place = {
  itemCode: z.string().max(40).nullable(),
  page: z.string().regex(/^[\w.-]{1,80}$/),
  /** Which page of an application, counted from 1. */
  step: z.number().int().min(1).max(500).nullable()
};

/** What the terminal's page says when somebody calls; the agent adds the rest. */
export const callPlaceSchema = z.strictObject(place);
export type CallPlace = z.infer<typeof callPlaceSchema>;

/**
 * An application that was begun and not handed in, as its page keeps it: whatever is not needed to show it is left out on
 * reading. Of a signature only whether there is one goes along, of a photo only that it was taken.
 */
export const begunSchema = z.object({
  /** One; of a 一件事 one for each item that is done. */
  prefillIds: z.array(uuid).min(1).max(10),
  /** Of which 一件事; left out where it is one item. */
  bundleCode: z.string().max(40).optional(),
  answers: z.record(z.string().max(60), answerSchema),
  corrections: z.array(z.string().max(60)).max(100),
  kept: z.array(z.string().max(60)).max(100),
  ways: z.record(z.string().max(60), z.enum(['promise', 'bring'])),
  consents: z.array(z.string().max(40)).max(5),
  passed: z.array(z.string().max(80)).max(200),
  signed: z.boolean()
});
export type Begun = z.infer<typeof begunSchema>;

export const callRequestSchema = z.object({ ...place, begun: begunSchema.nullable() }).openapi('CallRequest');

/** A call as the terminal it came from is told of it. */
export const terminalCallSchema = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('ringing'), id: uuid }),
    z.object({ state: z.literal('taken'), id: uuid, by: z.string() }),
    z.object({ state: z.literal('over'), id: uuid, end: z.enum(CALL_ENDS) })
  ])
  .openapi('TerminalCall');
export type TerminalCall = z.infer<typeof terminalCallSchema>;

/** An open call as the windows see it: where to go, nothing of whoever calls. */
export const windowCallSchema = z
  .object({
    id: uuid,
    terminal: z.string(),
    ...place,
    itemName: z.string().nullable(),
    calledAt: moment,
    /** Who went there; null while it rings. */
    takenBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    hasApplication: z.boolean()
  })
  .openapi('WindowCall');
export type WindowCall = z.infer<typeof windowCallSchema>;

const person = z.object({ name: z.string(), maskedIdNumber: z.string() }).nullable();

/**
 * The half-done application of a call, numbers masked, as it was when somebody called. `open`: still to be answered, chosen
 * or signed; `blank`: left out, as an optional question may be.
 */
export const callApplicationSchema = z
  .object({
    itemCode: z.string(),
    itemName: z.string(),
    /** Who stands at the terminal; null without a card. */
    resident: person,
    /** The person applied for, where it is another. */
    principal: person,
    answers: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        text: z.string(),
        provenance: provenanceSchema.nullable(),
        standing: z.enum(['known', 'answered', 'blank', 'open'])
      })
    ),
    materials: z.array(
      z.object({ key: z.string(), name: z.string(), standing: z.enum(['found', 'along', 'promise', 'bring', 'open']) })
    ),
    consents: z.array(z.object({ name: z.string(), agreed: z.boolean() })),
    signature: z.enum(['not-needed', 'open', 'signed'])
  })
  .openapi('CallApplication');
export type CallApplication = z.infer<typeof callApplicationSchema>;

/** A taken call, opened by whoever took it; `application` is null where nothing was begun. */
export const openedCallSchema = z
  .object({ call: windowCallSchema, application: callApplicationSchema.nullable() })
  .openapi('OpenedCall');
export type OpenedCall = z.infer<typeof openedCallSchema>;
