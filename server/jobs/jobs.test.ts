import { afterAll, expect, it } from 'vitest';
import { openWorkingCentre } from '../testing.ts';
import { startJobs } from './jobs.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { context, config, act, file, open, setNow } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const manager = await centre.employ('manager', 'manager');

it('what comes due is done by itself after a start, once, by one of several servers and across a restart', async () => {
  setNow('2026-11-24T02:00:00Z');
  const { case: made } = await file('fu-shou', 'SQ-05-006');
  for (const name of ['claim', 'accept']) await act(clerk, made.id, { act: name });
  // Overdue while every server was down.
  setNow('2026-12-20T02:00:00Z');
  const reminders = async () =>
    (await open(clerk, made.id)).timeline.flatMap((entry) => (entry.act === 'escalate' ? [entry.text] : []));
  expect(await reminders()).toEqual([]);

  const servers = await Promise.all([startJobs(context, config), startJobs(context, config)]);
  await expect.poll(reminders, { timeout: 30_000 }).toEqual([`临近到期，提醒负责人：${manager.name}`]);
  for (const stop of servers) await stop();

  const again = await startJobs(context, config);
  // The runner has looked again once its own queue is empty.
  await expect
    .poll(
      async () => {
        const { rows } = await context.database.execute(
          "select count(*) as n from jobs.job where state <> 'completed'"
        );
        return Number(rows[0]?.n);
      },
      { timeout: 30_000 }
    )
    .toBe(0);
  await again();
  expect(await reminders()).toHaveLength(1);
}, 90_000);
