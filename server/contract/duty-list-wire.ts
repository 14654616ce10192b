import { z } from '@hono/zod-openapi';
import { date, uuid } from './wire.ts';

/** Shapes between the server and the window's page of the 权责清单; the rules of `wire.ts` hold here too. */

/** 权力类型, as lists of powers are divided, and 公共服务, which is none but stands beside them. */
const powerKind = z.enum([
  '行政许可',
  '行政确认',
  '行政给付',
  '行政奖励',
  '行政裁决',
  '行政检查',
  '行政处罚',
  '行政强制',
  '行政征收',
  '其他行政权力',
  '公共服务'
]);
export type PowerKind = z.infer<typeof powerKind>;

/** 权力来源: which level's list it was taken from. */
const sourceLevel = z.enum(['国家', '省', '市', '区', '街道']);
export type SourceLevel = z.infer<typeof sourceLevel>;

export const newDutySchema = z
  .object({
    /** 实施主体. */
    agency: z.string().trim().min(2).max(60),
    creditCode: z.string().max(40),
    power: z.string().trim().min(2).max(120),
    kind: powerKind,
    /** 设定依据. */
    basis: z.string().trim().min(2).max(400),
    level: sourceLevel,
    /** Codes of items that carry it out under another name. */
    items: z.array(z.string().trim().min(1).max(40)).max(40)
  })
  .strict()
  .openapi('NewDuty');
export type NewDuty = z.infer<typeof newDutySchema>;

export const dutyChangeSchema = newDutySchema
  .pick({ kind: true, basis: true, level: true, items: true })
  .extend({ ended: z.boolean() })
  .partial()
  .strict()
  .openapi('DutyChange');
export type DutyChange = z.infer<typeof dutyChangeSchema>;

export const dutySchema = z
  .object({
    ...newDutySchema.shape,
    id: uuid,
    listedOn: date,
    /** 取消: the first day on which it is no longer theirs. */
    endedOn: date.nullable()
  })
  .openapi('Duty');
export type Duty = z.infer<typeof dutySchema>;

export const dutyListSchema = z.object({ duties: z.array(dutySchema) }).openapi('DutyList');
export type DutyList = z.infer<typeof dutyListSchema>;
