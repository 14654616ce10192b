import { z } from '@hono/zod-openapi';
import { date, moment, uuid } from './wire.ts';
import { workSchema } from './work-list-wire.ts';

/** Shapes between the server and the window's page of 准入; the rules of `wire.ts` hold here too. */

const said = z.string().trim().max(200);

/** The form a department fills in, or a clerk for it: what is to be done, upon which law, with which means. */
export const newAdmissionSchema = z
  .object({
    task: z.string().trim().min(2).max(120),
    department: z.string().trim().min(2).max(60),
    contactName: z.string().trim().min(1).max(40),
    contactPhone: z.string().trim().min(3).max(30),
    /** Empty where the department names none. */
    basis: z.string().trim().max(400),
    funds: said,
    people: said,
    until: date.nullable(),
    /** The community is to answer for it: 责任主体. */
    answerable: z.boolean()
  })
  .strict()
  .openapi('NewAdmission');
export type NewAdmission = z.infer<typeof newAdmissionSchema>;

/** Why a task is refused: it is on no list; the community is to answer for it; or for reasons that are written down. */
const ground = z.enum(['unlisted', 'answerable', 'reasons']);
export type RefusalGround = z.infer<typeof ground>;

const decisionSchema = z.object({
  /** `listed`: it stands on the work list already and is done as that says. */
  kind: z.enum(['refused', 'listed', 'admitted']),
  ground: ground.nullable(),
  reasons: z.string(),
  /** Number of the letter of refusal; null for what was not refused. */
  letter: z.string().nullable(),
  /** The entry of the work list that it is, or became. */
  work: z.string().nullable(),
  by: z.string(),
  at: moment
});

export const admissionSchema = z
  .object({
    ...newAdmissionSchema.shape,
    id: uuid,
    number: z.string(),
    openedBy: z.string(),
    openedAt: moment,
    /** Where it stands on the work list while it is undecided. */
    listed: workSchema.nullable(),
    near: z.array(workSchema),
    decision: decisionSchema.nullable()
  })
  .openapi('Admission');
export type Admission = z.infer<typeof admissionSchema>;

export const admissionsSchema = z.object({ admissions: z.array(admissionSchema) }).openapi('Admissions');
export type Admissions = z.infer<typeof admissionsSchema>;

/** One click where the task is unlisted; where it is on the list, the reasons have to be written. */
export const refusalSchema = z.object({ reasons: z.string().trim().max(400) }).strict();
export const listedSchema = z.object({ workId: uuid }).strict();
export const grantSchema = z.object({ reasons: z.string().trim().min(2).max(400) }).strict();
