import { z } from '@hono/zod-openapi';
import { CONSENT_WAYS, SITTING_REASONS } from './sitting.ts';
import { moment, prefillSchema, residentSchema, submissionSchema, uuid, waitingUnfinishedSchema } from './wire.ts';

/** Shapes of 窗口代填. The rules of `wire.ts` hold here too. */

/** Whose card was read at the desk and why it is looked at; or nobody's, for what may be filed without a card. */
export const sittingOpeningSchema = z
  .union([z.strictObject({ readId: uuid, reason: z.enum(SITTING_REASONS) }), z.strictObject({ readId: z.null() })])
  .openapi('SittingOpening');
export type SittingOpening = z.infer<typeof sittingOpeningSchema>;

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

/** Somebody at a window, as the clerk before them may see it. */
export const sittingSessionSchema = z
  .object({
    id: uuid,
    /** null without a card. */
    resident: residentSchema.nullable(),
    expiresAt: moment,
    openCases: z.number().int(),
    /** What they broke off at a terminal and wanted kept. */
    unfinished: z.array(waitingUnfinishedSchema),
    draft: sittingDraftSchema.nullable(),
    /** What the draft was begun upon. */
    prefill: prefillSchema.nullable()
  })
  .openapi('SittingSession');
export type SittingSession = z.infer<typeof sittingSessionSchema>;
