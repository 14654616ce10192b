import { z } from '@hono/zod-openapi';
import { moment, uuid } from './wire.ts';

/**
 * 核对: what a window found when it held a material against its 受理标准, and the pictures it kept of the paper. Beside the
 * case, not of it: nothing of it moves a case on, and the last word counts.
 */

/** `meets` 符合 · `fails` 不符合. */
export const VERDICTS = ['meets', 'fails'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How many pictures are kept of one material at most. */
export const MOST_IMAGES = 6;
/** Of one picture, as base64: what a photo of a sheet of A4 needs, and less than a request may have. */
export const LONGEST_IMAGE = 2_100_000;

export const inspectionSchema = z.object({
  /** Of the material, in the item. */
  key: z.string(),
  images: z.array(z.object({ id: uuid, takenAt: moment, takenBy: z.string() })),
  /** null before anybody looked. */
  verdict: z.enum(VERDICTS).nullable(),
  /** What is wrong with it. */
  why: z.string().nullable(),
  by: z.string().nullable(),
  at: moment.nullable(),
  /** False where the state holds the record: then no picture of a paper is kept (国务院令第716号 第七条). */
  takesImages: z.boolean()
});
export type Inspection = z.infer<typeof inspectionSchema>;

export const inspectionsSchema = z
  .object({
    materials: z.array(inspectionSchema),
    /** Whether whoever asks may write: the owner of a case that is open. */
    mayInspect: z.boolean()
  })
  .openapi('Inspections');
export type Inspections = z.infer<typeof inspectionsSchema>;

/** `verdict: null` takes back what was said. */
export const verdictSchema = z.strictObject({
  verdict: z.enum(VERDICTS).nullable(),
  why: z.string().trim().max(200).nullable()
});
export type VerdictGiven = z.infer<typeof verdictSchema>;

export const imageSchema = z.strictObject({
  image: z
    .string()
    .max(LONGEST_IMAGE)
    .regex(/^data:image\/(jpeg|png);base64,[A-Za-z0-9+/]+=*$/)
});
