import { z } from '@hono/zod-openapi';
import { GROUPS, SPANS } from './figures.ts';
import { date } from './wire.ts';

/** Shapes of the figures of a day, a week or a month. Nothing of residents is in them. */

const count = z.number().int().min(0);
const figures = z.object({
  received: count,
  decided: count,
  onTime: count,
  overdue: count,
  supplements: count,
  dismissed: count,
  averageDays: z.number().nullable()
});
const compared = { now: figures, before: figures };
const rows = z.array(z.object({ key: z.string(), name: z.string(), ...compared }));

export const figuresSchema = z
  .object({
    span: z.enum(SPANS),
    from: date,
    to: date,
    before: z.object({ from: date, to: date }),
    total: z.object(compared),
    /** Each day of the line that is drawn, also those without anything. */
    days: z.array(z.object({ day: date, figures })),
    groups: z.object({ field: rows, clerk: rows, terminal: rows, item: rows })
  })
  .openapi('Figures');
export type FiguresOf = z.infer<typeof figuresSchema>;
export type FigureRow = FiguresOf['groups']['field'][number];

export const figuresQuestion = z.object({ span: z.enum(SPANS), day: date });
export const csvQuestion = figuresQuestion.extend({ by: z.enum([...GROUPS, 'day']) });
