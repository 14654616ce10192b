import { z } from 'zod';
import type { DeskReading } from './wire.ts';

/** Where a reading at a window's desk is wanted: the queue, the page of a person or of a case, a case that is begun, and whom it is for. Nothing else of the window takes one. */
export const deskRequest = z.strictObject({
  to: z
    .string()
    .regex(/^\/window(\/new(\/other)?|\/people(\/[0-9a-f-]{36})?|\/cases\/[0-9a-f-]{36})?$/)
    .default('/window'),
  /** A card that was read before this one, on the same visit. */
  after: z.uuid().optional()
});

/** The window's page with the ids of what was read, in the order of reading; no number stands in it. */
export function deskReading(
  windowUrl: string,
  { to, after }: z.infer<typeof deskRequest>,
  readId: string
): DeskReading {
  const reads = [after, readId].filter((id) => id !== undefined).map((id) => `read=${id}`);
  return { readId, address: `${windowUrl}${to}?${reads.join('&')}` };
}
