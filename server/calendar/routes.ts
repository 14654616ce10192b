import { createRoute, z } from '@hono/zod-openapi';
import { isDate } from '../contract/id-number.ts';
import { dueSchema } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter } from '../http.ts';
import { due } from './rules.ts';

const dueRoute = createRoute({
  method: 'get',
  path: '/api/calendar/due',
  request: { query: z.object({ from: z.string(), days: z.string(), unit: z.enum(['working', 'natural']) }) },
  responses: {
    200: { description: 'the last day of the period', content: { 'application/json': { schema: dueSchema } } },
    ...failureResponses
  }
});

/** Ten years of working days; more is a slip of the finger. */
const MOST_DAYS = 3650;
/** Years in which something can be due; the count needs days after `from` that are still written with four digits. */
const YEARS = /^(19|20|21)/;

export const calendarRoutes = () =>
  newRouter().openapi(dueRoute, (c) => {
    const { from, days, unit } = c.req.valid('query');
    if (!isDate(from) || !YEARS.test(from)) return c.json(failureBody('calendar.date'), 400);
    if (!/^\d{1,4}$/.test(days) || Number(days) > MOST_DAYS) return c.json(failureBody('calendar.days'), 400);
    return c.json(due(from, Number(days), unit), 200);
  });
