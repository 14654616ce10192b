import { z } from '@hono/zod-openapi';
import { MATERIAL_STANDINGS } from '../contract/material.ts';
import { caseSignatureSchema, date, moment, provenanceSchema, signatureSchema } from '../contract/wire.ts';

/**
 * What a centre and a department say to each other: CloudEvents 1.0 in structured JSON. Shapes of what is sent are checked
 * in tests against what is sent; of what is answered, at the door.
 */
export const CONTENT_TYPE = 'application/cloudevents+json';

const person = z.object({ name: z.string(), idNumber: z.string() }).meta({ description: 'as the identity card says' });

/** The whole file: a department asks the applicant for nothing that lies here (行政许可法 第35条). */
const fileSchema = z.object({
  caseNumber: z.string().regex(/^\d{26}$/),
  /** 联办: whether it decides, or is asked for its opinion beside the department that does. */
  part: z.enum(['decides', 'is-asked']),
  item: z.object({ code: z.string(), version: z.number().int(), name: z.string(), decideLevel: z.string() }),
  receivedAt: moment,
  acceptedOn: date,
  dueOn: date.nullable().meta({ description: '承诺办结: the day the resident was promised' }),
  dueProvisional: z.boolean().meta({ description: 'next year’s holidays are not announced yet' }),
  legalLimit: z.string(),
  applicant: person.nullable(),
  agent: person.nullable().meta({ description: '代办人, where somebody filed it for the applicant' }),
  answers: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      value: z.unknown().meta({
        description:
          'as it was answered; a photo is a data URL; a table and what was answered several times are arrays of records, each entry by the keys of its own questions'
      }),
      text: z.string(),
      provenance: provenanceSchema
    })
  ),
  materials: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      source: z.enum(['licence', 'data-check', 'generated', 'resident']),
      required: z.boolean(),
      standing: z.enum(MATERIAL_STANDINGS),
      acceptance: z.string()
    })
  ),
  consents: z.array(z.string()),
  /** `card` and `paper`: nothing was written on a screen. */
  signature: caseSignatureSchema.nullable(),
  /** Others who signed: every adult of a household (核对授权). */
  signers: z.array(
    z.object({
      name: z.string(),
      idNumber: z.string(),
      relation: z.string(),
      way: z.enum(['card', 'phone', 'paper']).nullable(),
      signedAt: moment.nullable(),
      signature: signatureSchema.nullable()
    })
  ),
  responsible: z.object({ name: z.string(), phone: z.string() }).meta({ description: 'whom to ask at the centre' })
});
export type CaseFile = z.infer<typeof fileSchema>;

const withdrawalSchema = z.object({ caseNumber: z.string().regex(/^\d{26}$/), withdrawnAt: moment });
export type Withdrawal = z.infer<typeof withdrawalSchema>;

const closingSchema = z.object({
  caseNumber: z.string().regex(/^\d{26}$/),
  closedAt: moment,
  outcome: z.enum(['granted', 'denied', 'passed-up', 'annulled']).meta({
    description: '准予, 不予批准, 转报上级, 撤销决定'
  })
});
export type Closing = z.infer<typeof closingSchema>;

const envelope = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({
    specversion: z.literal('1.0'),
    id: z.string().min(1).max(200),
    source: z.string().min(1).max(300),
    type: z.literal(type),
    subject: z.string().max(300).optional(),
    time: moment.optional(),
    datacontenttype: z.literal('application/json').optional(),
    data
  });

export const caseSentSchema = envelope('case.sent', fileSchema);
export const caseWithdrawnSchema = envelope('case.withdrawn', withdrawalSchema);
export const caseClosedSchema = envelope('case.closed', closingSchema);

const decided = {
  caseNumber: z.string().regex(/^\d{26}$/),
  documentNumber: z.string().trim().max(80).nullable().meta({ description: '决定文号' }),
  decidedBy: z.string().trim().min(1).max(80).meta({ description: 'who decided: office, or office and name' })
};
const reason = z.string().trim().max(360);
export const caseDecidedSchema = envelope(
  'case.decided',
  z.discriminatedUnion('decision', [
    z.object({ ...decided, decision: z.literal('granted'), reason }),
    z.object({
      ...decided,
      decision: z.literal('denied'),
      reason: reason.min(1).meta({ description: 'reasons and their legal basis: the applicant gets them in writing' })
    })
  ])
);
export type Decision = z.infer<typeof caseDecidedSchema>['data'];

export const caseOpinionSchema = envelope(
  'case.opinion',
  z.discriminatedUnion('opinion', [
    z.object({ ...decided, opinion: z.literal('agreed'), reason }),
    z.object({ ...decided, opinion: z.literal('objected'), reason: reason.min(1) })
  ])
);
export type OpinionGiven = z.infer<typeof caseOpinionSchema>['data'];

/** Everything a department says to a centre. */
export const answerSchema = z.discriminatedUnion('type', [caseDecidedSchema, caseOpinionSchema]);
