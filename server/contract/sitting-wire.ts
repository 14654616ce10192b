import { z } from '@hono/zod-openapi';
import { submittedSchema } from './case-wire.ts';
import { ACTING_REASONS, CONSENT_WAYS, SITTING_REASONS } from './sitting.ts';
import {
  authoritySchema,
  moment,
  prefillSchema,
  residentSchema,
  submissionSchema,
  uuid,
  waitingUnfinishedSchema
} from './wire.ts';

/** Shapes of 窗口代填. The rules of `wire.ts` hold here too. */

/** Whose card was read at the desk and why it is looked at; or nobody's, for what may be filed without a card. */
export const sittingOpeningSchema = z
  .union([z.strictObject({ readId: uuid, reason: z.enum(SITTING_REASONS) }), z.strictObject({ readId: z.null() })])
  .openapi('SittingOpening');
export type SittingOpening = z.infer<typeof sittingOpeningSchema>;

/** 代他人办: for whom, by their card that was read at the desk, or upon a relation that needs none; and why they are looked at. */
export const sittingPrincipalSchema = z
  .union([
    z.strictObject({ readId: uuid, authority: authoritySchema, reason: z.enum(ACTING_REASONS) }),
    z.strictObject({ relationId: uuid, reason: z.enum(ACTING_REASONS) })
  ])
  .openapi('SittingPrincipal');
export type SittingPrincipal = z.infer<typeof sittingPrincipalSchema>;

/**
 * An application as a clerk has filled it in so far. `key` was made when it was begun, so that it becomes one case however
 * often it is handed in; `signed` says that the resident has signed the printed form.
 */
export const sittingDraftSchema = submissionSchema
  .omit({ signature: true, bundle: true })
  .extend({
    key: uuid,
    /** Known values that are put right. */
    corrections: z.array(z.string().max(60)).max(100),
    consentWay: z.enum(CONSENT_WAYS).nullable(),
    signed: z.boolean()
  })
  .strict()
  .openapi('SittingDraft');
export type SittingDraft = z.infer<typeof sittingDraftSchema>;

/**
 * The same of a 一件事: `itemCode` is the bundle's, `itemVersion` the whole's, `prefillId` that of its first item. Each item has
 * a prefill and a key of its own; `leftOut` are those that are not done, `stands` those that were filed and could not be taken
 * back.
 */
export const sittingBundleDraftSchema = sittingDraftSchema
  .extend({
    bundle: z.strictObject({
      parts: z
        .array(z.strictObject({ itemCode: z.string().max(40), prefillId: uuid, key: uuid }))
        .min(1)
        .max(20),
      leftOut: z.array(z.string().max(40)).max(20),
      stands: z.array(z.string().max(40)).max(20)
    })
  })
  .strict()
  .openapi('SittingBundleDraft');
export type SittingBundleDraft = z.infer<typeof sittingBundleDraftSchema>;

/** What a clerk has before them: one item, or several as one. */
export const anySittingDraftSchema = z.union([sittingDraftSchema, sittingBundleDraftSchema]);
export type AnySittingDraft = z.infer<typeof anySittingDraftSchema>;

/** What came of each item of a 一件事, in the order in which they were handed in; of what was refused there is no case. */
export const filedBundleSchema = z
  .object({
    parts: z.array(
      z.union([
        z.object({ itemCode: z.string(), submitted: submittedSchema }),
        z.object({ itemCode: z.string(), refused: z.string() })
      ])
    )
  })
  .openapi('FiledBundle');
export type FiledBundle = z.infer<typeof filedBundleSchema>;

/** Somebody at a window, as the clerk before them may see it. */
export const sittingSessionSchema = z
  .object({
    id: uuid,
    /** null without a card. */
    resident: residentSchema.nullable(),
    /** Whom they act for, where it is not themselves. */
    principal: residentSchema.nullable(),
    expiresAt: moment,
    openCases: z.number().int(),
    /** What they broke off at a terminal and wanted kept. */
    unfinished: z.array(waitingUnfinishedSchema),
    draft: anySittingDraftSchema.nullable(),
    /** What the draft was begun upon: one, or of a 一件事 one for each of its items; none where it does not fit any more. */
    prefills: z.array(prefillSchema)
  })
  .openapi('SittingSession');
export type SittingSession = z.infer<typeof sittingSessionSchema>;
