import { z } from '@hono/zod-openapi';
import { CASE_ACTS, OPINIONS, STAFF_ROLES } from './case-state.ts';
import { agencySchema, caseBundleSchema, caseState, signerSchema, timelineEntrySchema } from './case-wire.ts';
import { LIGHTS } from './clock-light.ts';
import { STAGES } from './item.ts';
import { MATERIAL_STANDINGS } from './material.ts';
import { caseObjectionSchema } from './objection-wire.ts';
import type { CountedView } from './queue-view.ts';
import { CONSENT_WAYS } from './sitting.ts';
import { answerSchema, caseSignatureSchema, date, moment, provenanceSchema, uuid } from './wire.ts';

/** Shapes between the server and the window's browsers; the rules of `wire.ts` hold here too. */

/** A row of the work queue: masked, with no answers. */
export const queueRowSchema = z
  .object({
    id: uuid,
    number: z.string(),
    shortCode: z.string(),
    itemCode: z.string(),
    /** Its code where the version it was filed under is nowhere to be found: `itemKnown` says so. */
    itemName: z.string(),
    itemKnown: z.boolean(),
    fieldCode: z.string(),
    applicant: z.string(),
    state: caseState,
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Whom the receipt names; they answer for the case until somebody claims it. */
    responsible: z.object({ id: z.string(), name: z.string() }),
    offeredTo: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Whom it was sent to for the decision; null for the officers' common queue. */
    department: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** 联办: who was asked beside it, and what they said. */
    opinions: z.array(z.object({ id: z.string(), name: z.string(), opinion: z.enum(OPINIONS) })),
    receivedAt: moment,
    dueOn: date.nullable(),
    dueProvisional: z.boolean(),
    light: z.enum(LIGHTS),
    /** Working days to the promised day; negative once it is past, null where nothing is counted. */
    daysLeft: z.number().int().nullable(),
    /** 环节: the leg of its way it is on, where that has a limit of its own. */
    stage: z
      .object({ name: z.enum(STAGES), dueOn: date, light: z.enum(LIGHTS), daysLeft: z.number().int() })
      .nullable(),
    /** Who was reminded of it last, because it comes due. */
    escalatedTo: z.object({ id: z.string(), name: z.string() }).nullable(),
    byAgent: z.boolean(),
    /** Objections to what is publicised that nobody has answered yet. */
    unansweredObjections: z.number().int(),
    /** 全程代办: the resident asked for it, or a member of staff does it. */
    entrusting: z.enum(['asked', 'entrusted']).nullable(),
    version: z.number().int()
  })
  .openapi('QueueRow');
export type QueueRow = z.infer<typeof queueRowSchema>;

const counted = z.number().int();

/** How many cases wait in each view of the queue: one more than `MOST_COUNTED` where there are more than that. */
export const countsSchema = z
  .object({
    open: counted,
    unclaimed: counted,
    mine: counted,
    urged: counted,
    red: counted,
    amber: counted,
    resident: counted,
    departments: counted,
    issue: counted,
    /** 送不出的: what the system could not deliver, for whoever looks after it. */
    stuck: counted
  } satisfies Record<CountedView | 'stuck', typeof counted>)
  .openapi('QueueCounts');
export type QueueCounts = z.infer<typeof countsSchema>;

/** A case opened at the window; opening it is recorded. */
export const windowCaseSchema = queueRowSchema
  .extend({
    maskedIdNumber: z.string(),
    bundle: caseBundleSchema.nullable(),
    agent: z.object({ name: z.string(), maskedIdNumber: z.string(), relation: z.string().nullable() }).nullable(),
    channel: z.string(),
    handling: z.enum(['immediate', 'promised']),
    decideLevel: z.string(),
    acceptedOn: date.nullable(),
    legalDueOn: date.nullable(),
    bringBy: date.nullable(),
    publicUntil: date.nullable(),
    archivedOn: date.nullable(),
    overdueReason: z.string().nullable(),
    /** Whom to call at the department outside where it lies. */
    contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
    /** What 特别程序 the item knows, and how many days the head may add at most. */
    specialProcedures: z.array(z.string()).readonly(),
    longestExtension: z.number().int(),
    promisedUnit: z.string(),
    publicNoticeDays: z.number().int(),
    /** Answers that may be put right on the spot. */
    correctable: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        type: z.string(),
        options: z.array(z.string()).readonly(),
        /** False of what only another answer would bring. */
        asked: z.boolean()
      })
    ),
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
        standing: z.enum(MATERIAL_STANDINGS),
        acceptance: z.string(),
        required: z.boolean(),
        note: z.string().nullable()
      })
    ),
    signature: caseSignatureSchema.nullable(),
    /** 窗口代填: who filled it in for the resident, and how the consents were given. */
    atWindow: z.object({ by: z.string(), consents: z.enum(CONSENT_WAYS).nullable() }).nullable(),
    signers: z.array(signerSchema),
    agency: agencySchema.nullable(),
    objections: z.array(caseObjectionSchema),
    consents: z.array(z.string()),
    /** 不刷脸: whoever decides has to see that it is them. */
    toWitness: z.boolean(),
    /** 核查信用: something was promised, and the shared record could not be asked. */
    toCheckCredit: z.boolean(),
    /** Of an annulled case: whether its untrue promise still stands against its applicant. */
    creditRepair: z.enum(['open', 'done']).nullable(),
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

const version = z.number().int();
const reason = z.string().trim().min(1).max(500);
/** 首问负责: the next office, who there takes it on, and that they have said so. */
const officeSchema = z.object({
  office: z.string().trim().min(1).max(100),
  person: z.string().trim().min(1).max(50),
  phone: z
    .string()
    .trim()
    .regex(/^[\d\- ]{5,20}$/),
  /** Who there said that they take it on, when, and how: called, or by the office's own system. */
  acknowledged: z.object({ by: z.string().trim().min(1).max(50), at: moment, way: z.enum(['phone', 'system']) })
});
export type NextOffice = z.infer<typeof officeSchema>;

/** An act of staff upon a case. `version` is the one the screen showed: if the case moved on, nothing is done. */
export const caseActionSchema = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('claim'), version }),
    z.object({ act: z.literal('offer'), version: z.number().int(), to: z.string() }),
    z.object({ act: z.literal('take-over'), version }),
    z.object({ act: z.literal('decline'), version }),
    z.object({
      act: z.literal('receive-material'),
      version,
      materials: z.array(z.string()).min(1).max(40)
    }),
    z.object({ act: z.literal('sign-on-paper'), version, signer: z.number().int().min(1).max(20) }),
    z.object({ act: z.literal('accept'), version }),
    z.object({
      act: z.literal('ask-supplement'),
      version,
      /** The whole list, told once. */
      entries: z
        .array(z.object({ what: z.string().trim().min(1).max(100), how: z.string().trim().max(200) }))
        .min(1)
        .max(20)
    }),
    z.object({ act: z.literal('supplement'), version }),
    z.object({
      act: z.literal('correct'),
      version,
      answers: z
        .array(z.object({ key: z.string().max(60), value: answerSchema }))
        .min(1)
        .max(20)
    }),
    z.object({ act: z.literal('dismiss'), version, reason }),
    z.object({ act: z.literal('refuse'), version, reason, next: officeSchema }),
    /** `to` a department, or null for the officers' common queue; left out: where the item usually goes. */
    z.object({ act: z.literal('relieve'), version, given: z.string().trim().min(1).max(200) }),
    z.object({
      act: z.literal('send'),
      version,
      to: uuid.nullable().optional(),
      /** 联办: departments that are asked at the same time; whom it is sent to decides once all of them agree. */
      with: z.array(uuid).max(6).optional()
    }),
    z.object({
      act: z.literal('opine'),
      version,
      departmentId: uuid,
      opinion: z.enum(['agreed', 'objected']),
      reason: z.string().trim().max(500)
    }),
    z.object({
      act: z.literal('suspend'),
      version,
      procedure: z.string().trim().min(1).max(60),
      reason,
      /** About how many days it takes; the applicant is told. */
      days: z.number().int().min(1).max(365)
    }),
    z.object({ act: z.literal('resume'), version, outcome: z.string().trim().min(1).max(500) }),
    z.object({
      act: z.literal('publicise'),
      version,
      /** What is shown beside the masked name: what is to be granted, nothing of the person. */
      summary: z.string().trim().min(1).max(100)
    }),
    z.object({
      act: z.literal('answer-objection'),
      version,
      objection: z.number().int().min(1).max(999),
      reason
    }),
    z.object({ act: z.literal('object'), version, reason }),
    z.object({ act: z.literal('pass-up'), version, reason, next: officeSchema }),
    z.object({ act: z.literal('extend'), version, days: z.number().int().min(1).max(60), reason }),
    z.object({ act: z.literal('explain'), version, reason: z.string().trim().min(1).max(200) }),
    z.object({ act: z.literal('grant'), version, reason: z.string().trim().max(500) }),
    z.object({ act: z.literal('deny'), version, reason }),
    z.object({ act: z.literal('annul'), version, reason }),
    z.object({ act: z.literal('issue'), version, handedTo: z.string().trim().min(1).max(100) }),
    z.object({
      act: z.literal('entrust'),
      version,
      /** Who does it for the resident. */
      to: z.string().max(60),
      /** How the resident agreed: both cards were seen, the letter was signed on paper, or it was asked for at a terminal. */
      agreed: z.enum(['cards', 'paper', 'terminal']),
      /** Readings of the resident's card and of the 代办员's own, where the desk has a reader. */
      residentRead: uuid.optional(),
      helperRead: uuid.optional()
    }),
    z.object({ act: z.literal('deliver'), version, receivedBy: z.string().trim().min(1).max(100) }),
    z.object({
      act: z.literal('revisit'),
      version,
      satisfied: z.boolean(),
      said: z.string().trim().min(1).max(500)
    })
  ])
  .openapi('CaseAction');
export type CaseAction = z.infer<typeof caseActionSchema>;

export const staffSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(STAFF_ROLES),
    phone: z.string(),
    communityCode: z.string(),
    department: z.string().nullable()
  })
  .openapi('Staff');
export type Staff = z.infer<typeof staffSchema>;
