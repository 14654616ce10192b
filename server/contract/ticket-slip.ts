import { z } from '@hono/zod-openapi';
import { ticketNumberSchema } from './ticket-wire.ts';
import { uuid } from './wire.ts';

/**
 * A ticket (号) on paper, as the server writes it. Whoever finds it learns nothing of anybody: neither who took it, nor what
 * for, nor why they are called before others. It counts on its day alone, and carries no code: it is called, not scanned.
 */
export const ticketSlipSchema = z
  .object({
    kind: z.literal('ticket'),
    /** Of the ticket: one ticket is one print, whatever is tapped twice. */
    id: uuid,
    title: z.string(),
    centre: z.object({ name: z.string(), phone: z.string() }),
    /** As it is called: printed as large as the paper lets it be. */
    number: ticketNumberSchema,
    /** How many are before it and about how long that takes; of an appointment, its time. */
    headline: z.string(),
    /** YYYY-MM-DD HH:mm in the centre's time zone. */
    issuedAt: z.string(),
    /** Where to wait, and what to do if one is not there when called. */
    notes: z.array(z.string()),
    demonstration: z.boolean()
  })
  .openapi('TicketSlip');
export type TicketSlip = Readonly<z.infer<typeof ticketSlipSchema>>;
