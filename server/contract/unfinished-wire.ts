import { z } from '@hono/zod-openapi';
import { answerSchema } from './wire.ts';

/** Shapes of applications that were broken off at a terminal. The rules of `wire.ts` hold here too. */

/**
 * What is kept of one where its holder wants that: what they said. Consents and a signature are given anew by whoever goes
 * on, and what the state knows is asked anew.
 */
export const unfinishedSchema = z
  .strictObject({
    itemCode: z.string().max(40),
    itemVersion: z.number().int(),
    answers: z.record(z.string().max(60), answerSchema),
    corrections: z.array(z.string().max(60)).max(100),
    kept: z.array(z.string().max(60)).max(100),
    ways: z.record(z.string().max(60), z.enum(['promise', 'bring']))
  })
  .openapi('Unfinished');
export type Unfinished = z.infer<typeof unfinishedSchema>;
