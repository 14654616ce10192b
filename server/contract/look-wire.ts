import { z } from '@hono/zod-openapi';
import { moment } from './wire.ts';

/**
 * One time that somebody, or a machine, had to do with what a resident's file holds, as that resident reads it: who did
 * what, and why. `personal`: it says what the state holds of them, which is not said aloud in a hall.
 */
export const lookSchema = z
  .object({
    at: moment,
    who: z.string(),
    what: z.string(),
    why: z.string(),
    /** So often on that day; `at` is the last time. */
    times: z.number().int().min(1),
    personal: z.boolean()
  })
  .openapi('Look');
export type Look = z.infer<typeof lookSchema>;

export const looksSchema = z.object({ looks: z.array(lookSchema) });
