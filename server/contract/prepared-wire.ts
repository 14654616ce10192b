import { z } from '@hono/zod-openapi';
import { PREPARED_CODE_DIGITS } from './prepared.ts';
import { answerSchema, moment } from './wire.ts';

/** Shapes of forms that are filled in at home. The rules of `wire.ts` hold here too. */

/** What a phone hands over: of what it cannot know (who it is) there is nothing in it. */
export const preparationSchema = z
  .strictObject({
    itemCode: z.string().max(40),
    itemVersion: z.number().int(),
    answers: z.record(z.string().max(60), answerSchema)
  })
  .openapi('Preparation');
export type Preparation = z.infer<typeof preparationSchema>;

/** By what, and until when, a terminal finds it. */
export const preparedSchema = z.object({ code: z.string(), endsAt: moment }).openapi('Prepared');
export type Prepared = z.infer<typeof preparedSchema>;

export const fetchPreparedSchema = z.strictObject({
  itemCode: z.string().max(40),
  code: z.string().length(PREPARED_CODE_DIGITS)
});

/** What was filled in, as far as the item still asks it so. `madeOn` is the day at the centre. */
export const fetchedPreparedSchema = z
  .object({ answers: z.record(z.string(), answerSchema), madeOn: z.string() })
  .openapi('FetchedPrepared');
export type FetchedPrepared = z.infer<typeof fetchedPreparedSchema>;
