import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { isDate } from '../contract/id-number.ts';
import { dueSchema } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { due } from './rules.ts';
import { enterYear, readYear } from './service.ts';

const dueRoute = createRoute({
  method: 'get',
  path: '/api/calendar/due',
  request: { query: z.object({ from: z.string(), days: z.string(), unit: z.enum(['working', 'natural']) }) },
  responses: {
    200: { description: 'the last day of the period', content: { 'application/json': { schema: dueSchema } } },
    ...failureResponses
  }
});

const days = z.array(z.string().max(10)).max(120).readonly();
const arrangementSchema = z.object({ holidays: days, makeUpDays: days });
const yearParams = z.object({ year: z.string().regex(/^20\d{2}$/) });
const yearSchema = z.object({
  known: z.enum(['announced', 'entered', 'unknown']),
  arrangement: arrangementSchema.nullable(),
  /** Open cases whose day lies in it and may still move: they are counted again once it is known. */
  provisional: z.number().int()
});

/** 放假安排 of a year: who has the centre in hand enters it when the notice is out. */
const yearRoutes = (context: Context) => ({
  read: createRoute({
    method: 'get',
    path: '/api/window/calendar/{year}',
    middleware: [requireStaff(context, 'manager', 'administrator')] as const,
    request: { params: yearParams },
    responses: {
      200: { description: 'what is known of a year', content: { 'application/json': { schema: yearSchema } } },
      ...failureResponses
    }
  }),
  enter: createRoute({
    method: 'post',
    path: '/api/window/calendar/{year}',
    middleware: [requireStaff(context, 'manager', 'administrator')] as const,
    request: {
      params: yearParams,
      body: { required: true, content: { 'application/json': { schema: arrangementSchema.strict() } } }
    },
    responses: {
      200: {
        description: 'entered; provisional days are counted again',
        content: { 'application/json': { schema: yearSchema } }
      },
      ...failureResponses
    }
  })
});

/** Ten years of working days; more is a slip of the finger. */
const MOST_DAYS = 3650;
/** Years in which something can be due; the count needs days after `from` that are still written with four digits. */
const YEARS = /^(19|20|21)/;

export function calendarRoutes(context: Context) {
  const { read, enter } = yearRoutes(context);
  return newRouter<StaffVariables>()
    .openapi(read, async (c) => c.json(await readYear(context, c.req.valid('param').year), 200))
    .openapi(enter, async (c) => {
      const { year } = c.req.valid('param');
      const entered = await enterYear(context, c.var.staff.id, year, c.req.valid('json'));
      if (!entered.ok) return c.json(failureBody(entered.error), statusOf(entered.error.code));
      return c.json(await readYear(context, year), 200);
    })
    .openapi(dueRoute, (c) => {
      const { from, days, unit } = c.req.valid('query');
      if (!isDate(from) || !YEARS.test(from)) return c.json(failureBody('calendar.date'), 400);
      if (!/^\d{1,4}$/.test(days) || Number(days) > MOST_DAYS) return c.json(failureBody('calendar.days'), 400);
      return c.json(due(context.calendar(), from, Number(days), unit), 200);
    });
}
