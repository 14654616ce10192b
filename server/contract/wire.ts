import { z } from '@hono/zod-openapi';
import { FAILURES, type FailureCode } from './failure.ts';
import type { Answer } from './form.ts';
import { EXCLUSIONS } from './material.ts';
import { AUTHORITY_SPANS, EVIDENCE, RELATION_KINDS } from './relation.ts';

/**
 * Shapes that cross between the terminal's agent, the browsers and the server. The server validates with these schemas;
 * browsers import their types only. Dates are YYYY-MM-DD, moments ISO 8601 with offset, money in fen.
 */

export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const moment = z.iso.datetime({ offset: true });
export const uuid = z.uuid();

const range = z.object({ from: z.string(), to: z.string() }).strict();
const oneAnswer = z.union([
  z.string().max(2_200_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100),
  range,
  z.object({ name: z.string().max(200), idNumber: z.string().max(18) }).strict(),
  z.object({ province: z.string().max(60), city: z.string().max(60) }).strict()
]);
/** Rows of a table and entries of a repeat are records: of text, or of answers to the fields of the entry. */
export const answerSchema: z.ZodType<Answer, Answer> = z.union([
  oneAnswer,
  z.array(z.record(z.string().max(60), oneAnswer)).max(40)
]);

export const failureSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(FAILURES) as [FailureCode, ...FailureCode[]]),
      fields: z
        .array(
          z.object({
            field: z.string(),
            code: z.string(),
            row: z.number().int().optional(),
            column: z.string().optional()
          })
        )
        .optional(),
      by: z.string().optional()
    })
  })
  .openapi('Failure');

/** Where a value came from. `name` is the licence, record or item it was taken from; `date` when it was so. */
export const provenanceSchema = z
  .object({
    from: z.enum(['card', 'licence', 'data', 'earlier', 'computed', 'typed']),
    name: z.string().nullable(),
    date: date.nullable()
  })
  .openapi('Provenance');
export type Provenance = z.infer<typeof provenanceSchema>;

/** A card as the agent sends it; mirrors `Card`. It is sealed before it is stored and never logged. */
export const cardSchema = z
  .object({
    type: z.enum(['citizen', 'hmt-residence', 'permanent-residence-2017', 'permanent-residence-2023']),
    name: z.string(),
    nameEn: z.string().nullable(),
    sex: z.enum(['male', 'female', 'unknown']),
    nation: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
    birth: z.string(),
    address: z.string().nullable(),
    idNumber: z.string(),
    issuer: z.string().nullable(),
    validFrom: z.string(),
    validUntil: z.string().nullable(),
    nationality: z.string().nullable(),
    travelPermit: z.string().nullable(),
    warnings: z.array(
      z.enum([
        'card.check-digit',
        'card.birth-differs',
        'card.sex-differs',
        'card.period-reversed',
        'card.unknown-nation',
        'card.unencoded-character',
        'card.unreadable-date'
      ])
    )
  })
  .openapi('Card');

/** The person in front of the terminal, as its screen may show them. */
export const residentSchema = z
  .object({ name: z.string(), maskedIdNumber: z.string(), sex: z.enum(['male', 'female']), age: z.number().int() })
  .openapi('Resident');
export type Resident = z.infer<typeof residentSchema>;

/** One that waits, as lists show it: of what was filled in nothing. `lastDay` is the day at whose end it is erased. */
export const waitingUnfinishedSchema = z
  .object({ id: uuid, itemCode: z.string(), itemName: z.string(), lastDay: date })
  .openapi('WaitingUnfinished');
export type WaitingUnfinished = z.infer<typeof waitingUnfinishedSchema>;

/** `token` goes to the agent only. `principal` is the person applied for, where it is not the holder of the first card. */
export const sessionSchema = z
  .object({
    id: uuid,
    /** null where an item is filed without a card. */
    resident: residentSchema.nullable(),
    principal: residentSchema.nullable(),
    expiresAt: moment,
    openCases: z.number().int(),
    /** How many applications of others wait for this person's signature. */
    toSign: z.number().int(),
    /** 免申即享: what this person may be entitled to and has never applied for, by code. */
    entitled: z.array(z.string()),
    /** What was broken off at a terminal and waits for this person. */
    unfinished: z.array(waitingUnfinishedSchema)
  })
  .openapi('Session');
export type Session = z.infer<typeof sessionSchema>;

/** Who may act for whom; the other one's name masked. `oneCard`: the card of whoever acts is enough. */
export const relationSchema = z
  .object({
    id: uuid,
    name: z.string(),
    kind: z.enum(RELATION_KINDS),
    evidence: z.enum(EVIDENCE),
    expiresOn: date,
    oneCard: z.boolean()
  })
  .openapi('Relation');
export type Relation = z.infer<typeof relationSchema>;

/** What the one who is acted for agrees to with their own card. */
export const authoritySchema = z
  // A letter makes nobody a guardian.
  .object({ kind: z.enum(RELATION_KINDS).exclude(['guardian']), span: z.enum(AUTHORITY_SPANS) })
  .strict()
  .openapi('Authority');
export type Authority = z.infer<typeof authoritySchema>;

const pullOutcome = z.enum(['found', 'none', 'expired', 'mismatch', 'timeout']);
export const prefillMaterialSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    outcome: pullOutcome.nullable(),
    /** Empty where nothing is asked of the resident. */
    ways: z.array(z.enum(['wait', 'promise', 'bring', 'counter'])),
    /** Why no promise is offered where the item would allow one. */
    withheld: z.enum(EXCLUSIONS).nullable(),
    validUntil: date.nullable()
  })
  .openapi('PrefillMaterial');
export type PrefillMaterial = z.infer<typeof prefillMaterialSchema>;

/**
 * `value` is left out where the screen may show only the masked text; `shows` then names the fields that are asked because of
 * it, as far as their conditions look at it.
 */
export const prefillValueSchema = z
  .object({
    text: z.string(),
    value: answerSchema.optional(),
    shows: z.array(z.string()).readonly().optional(),
    provenance: provenanceSchema,
    correctable: z.boolean()
  })
  .openapi('PrefillValue');
export type PrefillValue = z.infer<typeof prefillValueSchema>;

/** What the state knows for one item: `known` is not asked; `offered` is shown in its question, to be confirmed. */
export const prefillSchema = z
  .object({
    id: uuid,
    itemCode: z.string(),
    itemVersion: z.number().int(),
    known: z.record(z.string(), prefillValueSchema),
    offered: z.record(z.string(), prefillValueSchema),
    materials: z.array(prefillMaterialSchema)
  })
  .openapi('Prefill');
export type Prefill = z.infer<typeof prefillSchema>;

/** Strokes of a signature: points on a 1000 × 400 field, integers, in writing order. */
const strokesSchema = z
  .array(
    z
      .array(z.tuple([z.number().int().min(0).max(1000), z.number().int().min(0).max(400)]))
      .min(1)
      .max(2000)
  )
  .max(200);
export type Strokes = z.infer<typeof strokesSchema>;

/**
 * A hand's strokes, or `card` where somebody who cannot write confirms with the identity card that opened their session.
 * Both are data that tell who signs and that they approve what it says (电子签名法 第二条); neither is claimed to be a
 * reliable signature in the sense of 第十三条.
 */
export const signatureSchema = z.union([strokesSchema, z.literal('card')]);
export type Signature = z.infer<typeof signatureSchema>;

/** The same, or `paper` where the applicant has signed the printed form at a window, before a clerk. No terminal says so. */
export const caseSignatureSchema = z.union([signatureSchema, z.literal('paper')]);
export type CaseSignature = z.infer<typeof caseSignatureSchema>;

/**
 * What a resident submits. Known values are not repeated: the server kept them with the prefill; `answers` holds what was
 * typed, chosen, confirmed or corrected. `ways` says how each missing record is met, `consents` each sensitive class agreed to.
 */
export const submissionSchema = z
  .object({
    prefillId: uuid,
    itemCode: z.string().max(40),
    itemVersion: z.number().int(),
    answers: z.record(z.string().max(60), answerSchema),
    /** Fields whose offered value was confirmed as it stands. */
    kept: z.array(z.string().max(60)).max(100),
    ways: z.record(z.string().max(60), z.enum(['promise', 'bring'])),
    consents: z.array(z.enum(['health', 'account', 'minor-under-14', 'special-identity', 'biometric'])).max(5),
    signature: signatureSchema.nullable(),
    /** 一件事: what was filled in together has one id, and the bundle's code. */
    bundle: z.object({ id: uuid, code: z.string().max(40) }).optional()
  })
  .openapi('Submission');
export type Submission = z.infer<typeof submissionSchema>;

/** What each screen's frame needs to know. */
export const centreSchema = z
  .object({
    communityCode: z.string(),
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    today: date,
    demonstration: z.boolean()
  })
  .openapi('Centre');
export type Centre = z.infer<typeof centreSchema>;

export const dueSchema = z.object({ due: date, provisional: z.boolean() }).openapi('Due');
