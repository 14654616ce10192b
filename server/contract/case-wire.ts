import { z } from '@hono/zod-openapi';
import { AGENCY_STATUSES, AGENCY_STEPS } from './agency.ts';
import { CASE_ACTS, CASE_STATES } from './case-state.ts';
import { callBackSchema } from './grade-wire.ts';
import { SLIP_KINDS } from './slip.ts';
import { date, moment, uuid } from './wire.ts';

/** Shapes of a case that is on record, as residents and everybody may see it; the rules of `wire.ts` hold here too. */

export const slipSchema = z
  .object({
    number: z.string(),
    kind: z.enum(SLIP_KINDS),
    title: z.string(),
    centre: z.object({ name: z.string(), address: z.string(), phone: z.string() }),
    caseNumber: z.string(),
    shortCode: z.string(),
    itemName: z.string(),
    applicant: z.string(),
    issuedAt: z.string(),
    headline: z.string().nullable(),
    rows: z.array(z.object({ label: z.string(), text: z.string() })).readonly(),
    lists: z.array(z.object({ title: z.string(), entries: z.array(z.string()).readonly() })).readonly(),
    notes: z.array(z.string()).readonly(),
    responsible: z.object({ name: z.string(), phone: z.string() }),
    code: z.string(),
    demonstration: z.boolean()
  })
  .openapi('Slip');

export const caseState = z.enum(CASE_STATES);
export const timelineEntrySchema = z
  .object({ at: moment, act: z.enum(CASE_ACTS), state: caseState, by: z.string(), text: z.string() })
  .openapi('TimelineEntry');
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Somebody else whose signature a case needs, masked: who, whether they have signed, and how. */
export const signerSchema = z
  .object({
    /** Counted from 1 within the case. */
    position: z.number().int(),
    name: z.string(),
    relation: z.string(),
    /** null while it is waited for. */
    way: z.enum(['card', 'phone', 'paper']).nullable(),
    signedAt: moment.nullable(),
    /** Whether a phone can sign for them: their number is known, by which they show who they are. */
    byPhone: z.boolean()
  })
  .openapi('Signer');
export type Signer = z.infer<typeof signerSchema>;

/** Something that waits for the signature of whoever reads it. */
export const signingSchema = z
  .object({
    caseId: uuid,
    position: z.number().int(),
    itemName: z.string(),
    /** Masked. */
    applicant: z.string(),
    document: z.string(),
    /** What is agreed to, paragraph by paragraph. */
    text: z.array(z.string())
  })
  .openapi('Signing');
export type Signing = z.infer<typeof signingSchema>;

const agencyStepSchema = z.object({
  step: z.enum(AGENCY_STEPS),
  status: z.enum(AGENCY_STATUSES),
  at: moment.nullable(),
  by: z.string().nullable(),
  text: z.string().nullable()
});
export type AgencyStep = z.infer<typeof agencyStepSchema>;

/** 全程代办: who does it, null while it is only asked for, and the seven steps. */
export const agencySchema = z
  .object({
    agent: z.object({ name: z.string(), phone: z.string() }).nullable(),
    steps: z.array(agencyStepSchema)
  })
  .openapi('Agency');
export type Agency = z.infer<typeof agencySchema>;
/** 一件事 a case was handed in with, and the others of it. */
export const caseBundleSchema = z
  .object({
    name: z.string(),
    others: z.array(
      z.object({ id: uuid, itemCode: z.string(), itemName: z.string(), shortCode: z.string(), state: caseState })
    )
  })
  .openapi('CaseBundle');
export type CaseBundle = z.infer<typeof caseBundleSchema>;

/** A case as its applicant sees it at the terminal. */
export const residentCaseSchema = z
  .object({
    id: uuid,
    number: z.string(),
    shortCode: z.string(),
    itemCode: z.string(),
    itemName: z.string(),
    applicant: z.string(),
    state: caseState,
    receivedOn: date,
    dueOn: date.nullable(),
    dueProvisional: z.boolean(),
    responsible: z.object({ name: z.string(), phone: z.string() }),
    bundle: caseBundleSchema.nullable(),
    /** What is missing, complete, where a supplement was asked for or papers are to be brought. */
    missing: z.array(z.string()),
    signers: z.array(signerSchema),
    /** null where nobody asked for 全程代办. */
    agency: agencySchema.nullable(),
    /** What its applicant may do now. */
    acts: z.array(z.enum(CASE_ACTS)),
    reasons: z.array(z.string()),
    remedy: z.string().nullable(),
    resultPrintable: z.boolean(),
    /** 评价: decided, and not rated yet. */
    ratable: z.boolean(),
    /** What became of a bad grade; null where there was none. */
    callBack: callBackSchema.nullable(),
    slips: z.array(z.object({ number: z.string(), title: z.string(), issuedAt: z.string() })),
    timeline: z.array(timelineEntrySchema)
  })
  .openapi('ResidentCase');
export type ResidentCase = z.infer<typeof residentCaseSchema>;

/** Answer to a submission: the same case and the same slip however often it is asked. */
export const submittedSchema = z
  .object({
    case: residentCaseSchema,
    slip: slipSchema,
    repeated: z.boolean(),
    /** For how long it can be taken back from now on, by the server's clock; 0 where it cannot. */
    undoMs: z.number().int().min(0)
  })
  .openapi('Submitted');
export type Submitted = z.infer<typeof submittedSchema>;

/** Progress without a card: the state and the day, nothing personal. */
export const progressSchema = z
  .object({ state: caseState, itemName: z.string(), dueOn: date.nullable(), dueProvisional: z.boolean() })
  .openapi('Progress');
export type Progress = z.infer<typeof progressSchema>;

/** A case that was not done by its promised day, for everybody to read: nothing of its applicant. */
export const overdueRowSchema = z
  .object({
    itemName: z.string(),
    dueOn: date,
    /** null while it is still not decided. */
    decidedOn: date.nullable(),
    /** In working days. */
    daysLate: z.number().int(),
    reason: z.string().nullable()
  })
  .openapi('OverdueRow');
export type OverdueRow = z.infer<typeof overdueRowSchema>;

/** 公示: what is to be granted, to whom with one character of the name hidden, to the last day on which one may object. */
export const publicNoticeSchema = z
  .object({ id: uuid, itemName: z.string(), applicant: z.string(), summary: z.string(), until: date })
  .openapi('PublicNotice');
export type PublicNotice = z.infer<typeof publicNoticeSchema>;

/** What came of verifying a notice: the paper and how its case stands, nothing of the person. */
export const noticeSchema = z
  .object({
    number: z.string(),
    kind: slipSchema.shape.kind,
    title: z.string(),
    issuedOn: date,
    itemName: z.string(),
    state: caseState,
    /** False once the case has a later notice. */
    stands: z.boolean()
  })
  .openapi('Notice');
export type VerifiedNotice = z.infer<typeof noticeSchema>;
