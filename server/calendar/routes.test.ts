import { expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { calendarRoutes } from './routes.ts';
import { ANNOUNCED } from './rules.ts';

const ask = async (question: string) => {
  const answer = await calendarRoutes({ calendar: () => ANNOUNCED } as Context).request(
    `/api/calendar/due?${question}`
  );
  return { status: answer.status, body: await answer.json() };
};

it.each([
  ['from=2026-09-18&days=5&unit=working', '2026-09-24', false],
  ['from=2026-09-28&days=5&unit=natural', '2026-10-08', false],
  ['from=2026-12-30&days=5&unit=working', '2027-01-07', true],
  ['from=2026-11-24&days=0&unit=working', '2026-11-24', false],
  ['from=2026-11-24&days=3650&unit=natural', '2036-11-21', true]
])('the due day of %s is %s', async (question, due, provisional) => {
  expect(await ask(question)).toEqual({ status: 200, body: { due, provisional } });
});

it.each([
  ['from=2026-02-30&days=5&unit=working', 'calendar.date'],
  ['from=24.11.2026&days=5&unit=working', 'calendar.date'],
  ['from=&days=5&unit=working', 'calendar.date'],
  ['from=9999-12-30&days=5&unit=working', 'calendar.date'],
  ['from=0000-01-01&days=5&unit=natural', 'calendar.date'],
  ['from=2026-11-24&days=-1&unit=working', 'calendar.days'],
  ['from=2026-11-24&days=1.5&unit=working', 'calendar.days'],
  ['from=2026-11-24&days=3651&unit=working', 'calendar.days'],
  ['from=2026-11-24&days=99999999999&unit=working', 'calendar.days'],
  ['from=2026-11-24&days=&unit=working', 'calendar.days'],
  ['from=2026-11-24&days=5&unit=weeks', 'request.malformed'],
  ['from=2026-11-24&from=2026-11-25&days=5&unit=working', 'request.malformed'],
  ['', 'request.malformed']
])('a question such as %s is refused with %s', async (question, code) => {
  expect(await ask(question)).toMatchObject({ status: 400, body: { error: { code } } });
});
