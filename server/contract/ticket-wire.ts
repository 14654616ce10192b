import { z } from '@hono/zod-openapi';
import { begunSchema, callApplicationSchema } from './call-wire.ts';
import { moment, uuid } from './wire.ts';

/** Shapes of tickets (号) and of the hall that they are called in. The rules of `wire.ts` hold here too. */

/**
 * Who is called before others: 老年人, 孕产妇 and whoever carries a small child, 残疾人, 军人 and 退役军人 (优先 by 老年人权益保障法,
 * 残疾人保障法, 军人地位和权益保障法). Nothing on paper or in the hall shows which.
 */
export const TICKET_PRIORITIES = ['none', 'elderly', 'pregnant', 'disabled', 'serviceman'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

/** Where a ticket comes from, which is its letter too: A at a terminal, B at a window, Y of somebody with an appointment. */
export const TICKET_SOURCES = { terminal: 'A', window: 'B', appointment: 'Y' } as const;
export type TicketSource = keyof typeof TICKET_SOURCES;

/**
 * `waiting` for a counter · `called` to one · `serving` there · `held` 稍等, beside the counter, which may take another
 * meanwhile · `parked` 寄存, gone for a while, called first once back · `missed` 过号, did not come · `done` · `cancelled`.
 */
export const TICKET_STATES = ['waiting', 'called', 'serving', 'held', 'parked', 'missed', 'done', 'cancelled'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/**
 * What a counter does with a ticket. `recall` calls again, `begin` says that somebody is there, `hold`/`resume`,
 * `park`/`return` (came back, also of one that was missed), `forward` to another counter, `miss`, `finish`, `cancel` 不等了, of
 * somebody who has left, or says that they will not wait.
 */
export const TICKET_ACTS = [
  'recall',
  'begin',
  'hold',
  'resume',
  'park',
  'return',
  'forward',
  'miss',
  'finish',
  'cancel'
] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

/** A letter, then what was given out before on that day and one more, three digits at least: `A007`. */
export const ticketNumberSchema = z.string().regex(/^[ABY]\d{3,6}$/);

/**
 * Asks for a ticket. `key` is of whoever asks: the same key is the same ticket, however often it is sent. A card has one at a
 * time: asked for again, it is the one that waits. With `begun` what was filled in so far goes along, sealed, until the ticket
 * is over.
 */
export const ticketRequestSchema = z
  .object({
    key: uuid,
    priority: z.enum(TICKET_PRIORITIES),
    itemCode: z.string().max(40).nullable(),
    begun: begunSchema.nullable()
  })
  .openapi('TicketRequest');
export type TicketRequest = z.infer<typeof ticketRequestSchema>;

/** A number for somebody who stands at a window. */
export const walkInSchema = ticketRequestSchema.omit({ begun: true }).openapi('WalkIn');
export type WalkIn = z.infer<typeof walkInSchema>;

/** What somebody has booked for today. */
export const appointmentSchema = z
  .object({ caseId: uuid, itemName: z.string().nullable(), at: moment })
  .openapi('Appointment');
export type Appointment = z.infer<typeof appointmentSchema>;

/** 预约签到: the ticket of an appointment. */
export const checkInSchema = z.object({ key: uuid, caseId: uuid }).openapi('CheckIn');
export type CheckIn = z.infer<typeof checkInSchema>;

/** How long one waits, as far as it can be told: whole minutes; null where nobody has been served yet today or nobody calls. */
const waits = { ahead: z.number().int().min(0), waitMinutes: z.number().int().min(0).nullable() };

/** A ticket as whoever holds it is told of it. */
export const ticketSchema = z
  .object({
    id: uuid,
    number: ticketNumberSchema,
    state: z.enum(TICKET_STATES),
    takenAt: moment,
    /** Of an appointment, its time. */
    dueAt: moment.nullable(),
    itemName: z.string().nullable(),
    /** Where to go, once it is called. */
    counter: z.string().nullable(),
    ...waits
  })
  .openapi('Ticket');
export type Ticket = z.infer<typeof ticketSchema>;

/** What somebody's card has today that is not over: one number, and one of each appointment that was checked in. */
export const myTicketsSchema = z.object({ tickets: z.array(ticketSchema) }).openapi('MyTickets');
export type MyTickets = z.infer<typeof myTicketsSchema>;

/** A ticket as the windows see it. */
export const windowTicketSchema = ticketSchema
  .omit({ ahead: true, waitMinutes: true })
  .extend({
    source: z.enum(['terminal', 'window', 'appointment']),
    priority: z.enum(TICKET_PRIORITIES),
    itemCode: z.string().nullable(),
    /** Of an appointment, what was booked. */
    caseId: uuid.nullable(),
    calledAt: moment.nullable(),
    /** How often it was called. */
    calls: z.number().int().min(0),
    /** Who serves it. */
    by: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Something was filled in at a terminal, and opens with the ticket. */
    hasApplication: z.boolean(),
    /** What may be done with it now, by whoever asks. */
    acts: z.array(z.enum(TICKET_ACTS))
  })
  .openapi('WindowTicket');
export type WindowTicket = z.infer<typeof windowTicketSchema>;

/** What a window sees of all tickets of today. */
export const windowTicketsSchema = z
  .object({
    /** The counter that whoever asks sits at; null before one is chosen. */
    counter: z.string().nullable(),
    counters: z.array(z.object({ name: z.string(), by: z.string().nullable() })),
    /** Called to this counter, or served or held there. */
    mine: z.array(windowTicketSchema),
    /** In the order in which they would be called, the first of them. */
    waiting: z.array(windowTicketSchema),
    waitingCount: z.number().int().min(0),
    parked: z.array(windowTicketSchema),
    missed: z.array(windowTicketSchema)
  })
  .openapi('WindowTickets');
export type WindowTickets = z.infer<typeof windowTicketsSchema>;

/** 叫下一位. `finish` names the ticket that the counter is done with; null where it serves none. */
export const callNextSchema = z.strictObject({ finish: uuid.nullable() });

export const counterSchema = z.strictObject({ name: z.string().trim().min(1).max(12) });

/** An act upon a ticket; `to` is the counter that it is sent on to. */
export const ticketActionSchema = z
  .union([
    z.strictObject({ act: z.literal('forward'), to: z.string().min(1).max(12) }),
    z.strictObject({ act: z.enum(TICKET_ACTS).exclude(['forward']) })
  ])
  .openapi('TicketAction');
export type TicketAction = z.infer<typeof ticketActionSchema>;

/** A ticket, opened by whoever serves it; `application` is null where nothing was filled in. */
export const openedTicketSchema = z
  .object({ ticket: windowTicketSchema, application: callApplicationSchema.nullable() })
  .openapi('OpenedTicket');
export type OpenedTicket = z.infer<typeof openedTicketSchema>;

/** One call, as it is shown and said. `version` grows with each call: a display says one that is new to it, once. */
export const hallCallSchema = z.object({
  version: z.number().int(),
  number: ticketNumberSchema,
  counter: z.string(),
  calledAt: moment,
  /** Called again. */
  again: z.boolean()
});
export type HallCall = z.infer<typeof hallCallSchema>;

/**
 * Everything the hall shows: sent whole with every change and whenever a display connects, so that none misses anything.
 * `version` grows with every change of it.
 */
export const hallSchema = z
  .object({
    version: z.number().int(),
    centre: z.string(),
    at: moment,
    /** What each counter serves; null while it is free. */
    counters: z.array(z.object({ name: z.string(), number: ticketNumberSchema.nullable() })),
    /** The last calls, the newest first. */
    calls: z.array(hallCallSchema).max(12),
    waiting: z.number().int().min(0),
    waitMinutes: waits.waitMinutes
  })
  .openapi('Hall');
export type Hall = z.infer<typeof hallSchema>;
