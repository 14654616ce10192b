import { z } from '@hono/zod-openapi';
import { moment, uuid } from './wire.ts';

/** Shapes between the server and the window's page of departments; the rules of `wire.ts` hold here too. */

const handles = z
  .array(z.string().regex(/^(\d{2}|SQ-\d{2}-\d{3})$/))
  .max(80)
  .openapi({ description: 'codes of fields and items that usually go there' });

const card = {
  handles,
  endpoint: z.url().max(300).nullable(),
  contactName: z.string().trim().min(1).max(40),
  contactPhone: z.string().trim().min(3).max(30)
};

export const newDepartmentSchema = z
  .object({ name: z.string().trim().min(1).max(60), kind: z.enum(['internal', 'external']), ...card })
  .openapi('NewDepartment');

export type NewDepartment = z.infer<typeof newDepartmentSchema>;

export const departmentChangeSchema = z
  .object({
    ...card,
    disabled: z.boolean(),
    /** Who of the house is told when a case there comes due; null: whoever is above its owner. */
    leadId: z.string().max(60).nullable()
  })
  .partial()
  .openapi('DepartmentChange');

export type DepartmentChange = z.infer<typeof departmentChangeSchema>;

export const departmentSchema = z
  .object({
    ...newDepartmentSchema.shape,
    id: uuid,
    disabled: z.boolean(),
    /** Who of the house is told when a case there comes due. */
    leadId: z.string().nullable(),
    /** Who could be. */
    candidates: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Answers in its name that it did not sign. */
    forged: z.number().int(),
    lastForgedAt: moment.nullable()
  })
  .openapi('Department');
export type WindowDepartment = z.infer<typeof departmentSchema>;

/** The secrets of both directions, told once: `ours` signs what it is sent, with `theirs` it signs what it answers. */
export const secretPairSchema = z.object({ ours: z.string(), theirs: z.string() }).openapi('SecretPair');
export type SecretPair = z.infer<typeof secretPairSchema>;

/** What an external department has still to be told, or could not be told. */
export const deliverySchema = z
  .object({
    id: uuid,
    department: z.string(),
    caseId: uuid,
    caseNumber: z.string(),
    type: z.enum(['case.sent', 'case.withdrawn', 'case.closed']),
    state: z.enum(['waiting', 'dead']),
    attempts: z.number().int(),
    /** `timeout`, `unreachable`, or `status-` and what was answered; null before the first try. */
    problem: z.string().nullable(),
    createdAt: moment,
    nextAt: moment.nullable()
  })
  .openapi('DepartmentDelivery');
export type DepartmentDelivery = z.infer<typeof deliverySchema>;

/** An answer that changed nothing, or one that came again. */
export const departmentAnswerSchema = z
  .object({
    department: z.string(),
    webhookId: z.string(),
    caseId: uuid.nullable(),
    caseNumber: z.string().nullable(),
    outcome: z.enum(['applied', 'duplicate', 'late', 'unknown-case', 'other-department', 'wrong-state', 'malformed']),
    decision: z.enum(['granted', 'denied', 'agreed', 'objected']).nullable(),
    repeats: z.number().int(),
    lastReceivedAt: moment
  })
  .openapi('DepartmentAnswer');
export type DepartmentAnswer = z.infer<typeof departmentAnswerSchema>;

export const departmentsOverviewSchema = z
  .object({
    departments: z.array(departmentSchema),
    deliveries: z.array(deliverySchema),
    answers: z.array(departmentAnswerSchema)
  })
  .openapi('DepartmentsOverview');
export type DepartmentsOverview = z.infer<typeof departmentsOverviewSchema>;

export const departmentNamesSchema = z.object({ departments: z.array(z.object({ id: uuid, name: z.string() })) });
export type DepartmentNames = z.infer<typeof departmentNamesSchema>;

/** Where a case can be sent, and where its item usually goes; null: the officers' common queue. */
export const sendingSchema = z
  .object({
    departments: z.array(z.object({ id: uuid, name: z.string(), kind: z.enum(['internal', 'external']) })),
    usual: uuid.nullable()
  })
  .openapi('Sending');
export type Sending = z.infer<typeof sendingSchema>;
