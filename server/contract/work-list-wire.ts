import { z } from '@hono/zod-openapi';
import { date, uuid } from './wire.ts';

/** Shapes between the server and the pages of the 社区工作事项清单; the rules of `wire.ts` hold here too. */

/** 依法自治事项 are the community's own; 协助政府工作事项 are a department's, which asks for help and provides for it. */
const workKind = z.enum(['own', 'assisting']);
export type WorkKind = z.infer<typeof workKind>;

const said = z.string().trim().max(200);

export const newWorkSchema = z
  .object({
    kind: workKind,
    name: z.string().trim().min(2).max(120),
    basis: z.string().trim().min(2).max(400),
    /** The department that asks; null for what is the community's own. */
    department: z.string().trim().min(2).max(60).nullable(),
    /** 经费 and 人员 that it provides; empty where it provides none. */
    funds: said,
    people: said
  })
  .strict()
  .openapi('NewWork');
export type NewWork = z.infer<typeof newWorkSchema>;

export const workChangeSchema = newWorkSchema
  .pick({ basis: true, funds: true, people: true })
  .extend({ ended: z.boolean() })
  .partial()
  .strict()
  .openapi('WorkChange');
export type WorkChange = z.infer<typeof workChangeSchema>;

export const workSchema = z
  .object({
    ...newWorkSchema.shape,
    id: uuid,
    listedOn: date,
    /** The last day it was agreed for; null: without end. */
    until: date.nullable(),
    endedOn: date.nullable(),
    /** Whether it still holds. */
    holds: z.boolean(),
    /** The admission it came by; null where it was on the list from the beginning. */
    admission: z.string().nullable()
  })
  .openapi('Work');
export type Work = z.infer<typeof workSchema>;

export const workListSchema = z.object({ works: z.array(workSchema) }).openapi('WorkList');
export type WorkList = z.infer<typeof workListSchema>;
