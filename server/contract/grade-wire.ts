import { z } from '@hono/zod-openapi';
import { LIGHTS } from './clock-light.ts';
import { GRADE_REASONS, OUTCOMES, reasonsOf, TICKET_ACTS, TICKET_STATES } from './grade.ts';
import { date, moment, uuid } from './wire.ts';

/** Shapes of 好差评. The rules of `wire.ts` hold here too. */

/** What its resident sees of a bad grade; no word of who deals with it. */
export const callBackSchema = z
  .object({
    state: z.enum(TICKET_STATES),
    /** By when somebody gets in touch, and by when it is put right. */
    contactBy: date,
    rectifyBy: date,
    /** What was done about it; null before that. */
    feedback: z.string().nullable(),
    /** 二次评价 is offered, once. */
    regradable: z.boolean()
  })
  .openapi('CallBack');
export type CallBack = z.infer<typeof callBackSchema>;

const grade = z.number().int().min(1).max(5);
const reasonSchema = z.enum(GRADE_REASONS);

/** 评价, with what was chosen beside it; each reason once, and of those that go with the grade. */
export const ratingSchema = z
  .object({ grade, reasons: z.array(reasonSchema).default([]) })
  .strict()
  .refine(
    ({ grade, reasons }) =>
      new Set(reasons).size === reasons.length && reasons.every((one) => reasonsOf(grade).includes(one)),
    { path: ['reasons'] }
  );
export const regradeSchema = z.object({ grade }).strict();

const person = z.object({ id: z.string(), name: z.string() });

/** A 差评单 in the list. Nothing here says whose grade it is. */
export const gradeTicketSchema = z
  .object({
    id: uuid,
    version: z.number().int(),
    state: z.enum(TICKET_STATES),
    grade: z.number().int(),
    reasons: z.array(reasonSchema).readonly(),
    regrade: z.number().int().nullable(),
    itemName: z.string(),
    openedOn: date,
    officer: person.nullable(),
    /** What has to be done next, by which day; null where nothing waits here. */
    dueOn: date.nullable(),
    duty: z.enum(['contact', 'rectify']).nullable(),
    light: z.enum(LIGHTS),
    /** Whom it was told that does not get done in time. */
    remindedTo: person.nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    /** What whoever asks may do now. */
    acts: z.array(z.enum(TICKET_ACTS))
  })
  .openapi('GradeTicket');
export type GradeTicket = z.infer<typeof gradeTicketSchema>;

/** The same opened by whoever calls back: whose it is, how to reach them, and all that was done. */
export const openedTicketSchema = gradeTicketSchema
  .extend({
    case: z.object({ id: uuid, shortCode: z.string() }),
    applicant: z.string(),
    agent: z.string().nullable(),
    phone: z.string().nullable(),
    /** Longest day that a ledger may name. */
    rectifyBy: date,
    history: z.array(z.object({ at: moment, by: z.string(), text: z.string() }))
  })
  .openapi('OpenedGradeTicket');
export type OpenedTicket = z.infer<typeof openedTicketSchema>;

const words = z.string().trim().min(2).max(400);
const version = z.number().int().min(1);
export const ticketActionSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('accept'), version }).strict(),
  z.object({ act: z.literal('contact'), version, reached: z.boolean(), note: z.string().trim().max(400) }).strict(),
  z.object({ act: z.enum(['fix', 'explain', 'rectified']), version, feedback: words }).strict(),
  z.object({ act: z.literal('ledger'), version, by: date, measure: words }).strict(),
  z.object({ act: z.literal('appeal'), version, ground: z.enum(['mistaken', 'malicious']), reasons: words }).strict(),
  z.object({ act: z.enum(['uphold', 'overrule', 'close']), version, reasons: words }).strict()
]);
export type TicketAction = z.infer<typeof ticketActionSchema>;

/** What a centre decides of its call-backs, in working days, and which clerks call back beside the head. */
export const gradeSettingsSchema = z
  .object({
    contactDays: z.number().int().min(1).max(10),
    rectifyDays: z.number().int().min(1).max(60),
    officers: z.array(z.string().max(60)).max(20)
  })
  .strict()
  .openapi('GradeSettings');
export type GradeSettings = z.infer<typeof gradeSettingsSchema>;

export const gradeTicketsSchema = z
  .object({
    tickets: z.array(gradeTicketSchema),
    settings: gradeSettingsSchema,
    /** Clerks of the centre, of whom some call back; for the head alone. */
    clerks: z.array(person),
    /** How many nobody can take on who has not worked on the case; for the head alone. */
    withoutOfficer: z.number().int()
  })
  .openapi('GradeTickets');
export type GradeTickets = z.infer<typeof gradeTicketsSchema>;

/** Grades of one item or at one place. Where there are too few of them, only how many. */
export const publishedGradesSchema = z
  .object({
    name: z.string(),
    count: z.number().int(),
    shown: z
      .object({
        /** From 非常满意 down to 非常不满意. */
        grades: z.array(z.number().int()).length(5),
        /** Of the bad ones: told what was done, graded again, and well. */
        answered: z.number().int(),
        regraded: z.number().int(),
        regradedWell: z.number().int()
      })
      .nullable()
  })
  .openapi('PublishedGrades');
export type PublishedGrades = z.infer<typeof publishedGradesSchema>;

export const publicGradesSchema = z
  .object({
    from: date,
    to: date,
    items: z.array(publishedGradesSchema),
    /** Where it was handed in. */
    places: z.array(publishedGradesSchema),
    /** The counters where it was handed out, else accepted, else filed. */
    windows: z.array(publishedGradesSchema),
    /** How often each reason was chosen, the most first; null where too few did. */
    reasons: z.array(z.object({ reason: reasonSchema, count: z.number().int().nullable() }))
  })
  .openapi('PublicGrades');
export type PublicGrades = z.infer<typeof publicGradesSchema>;
