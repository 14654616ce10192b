import { z } from '@hono/zod-openapi';
import { moment, uuid } from './wire.ts';

/** Shapes of what could not be delivered (送不出的), between terminals, the server and the window. */

/** What a terminal has kept that nobody there can settle any more: nothing of anybody but the number of a slip. */
const code = z
  .string()
  .regex(/^[a-z.-]+$/)
  .max(40);
const MOST = 100;
export const terminalTroublesSchema = z
  .object({
    /** Applications that the server refused after their applicants had gone; by the reference that these were told. */
    applications: z
      .array(z.object({ reference: z.string().regex(/^[0-9A-F]{8}$/), code, since: moment }).strict())
      .max(MOST),
    /** Slips whose last try did not come out, or may not have. */
    slips: z
      .array(z.object({ reference: z.string().regex(/^\d{26}-\d{1,4}$/), code, since: moment }).strict())
      .max(MOST)
  })
  .strict()
  .openapi('TerminalTroubles');
export type TerminalTroubles = z.infer<typeof terminalTroublesSchema>;

/** What a terminal is to try once more, by reference. */
export const tryAgainSchema = z.object({ again: z.array(z.string()) }).openapi('TryAgain');
export type TryAgain = z.infer<typeof tryAgainSchema>;

/**
 * - `delivery`: a department was not reached in three days
 * - `duty`: what comes due by itself could not be done
 * - `application`: refused by the server, kept at its terminal
 * - `slip`: did not come out of its printer
 */
export const STUCK_KINDS = ['delivery', 'duty', 'application', 'slip'] as const;

export const stuckSchema = z
  .object({
    kind: z.enum(STUCK_KINDS),
    id: z.string(),
    /** The department or the terminal it hangs at; null for the server itself. */
    at: z.string().nullable(),
    /** What it is known by: a case's number, a slip's, or the reference of an application. */
    reference: z.string(),
    caseId: uuid.nullable(),
    /** Why, as whoever refused it said: the page has the sentence. */
    code: z.string(),
    since: moment,
    /** It was asked to be tried again, and has not been yet. */
    retrying: z.boolean()
  })
  .openapi('Stuck');
export type Stuck = z.infer<typeof stuckSchema>;
