import { PgBoss } from 'pg-boss';
import { actByItself } from '../cases/act-by-itself.ts';
import type { Context } from '../context.ts';
import type { OpenDatabase } from '../database/open.ts';
import { remindOfGrades } from '../grades/duties.ts';
import { causeOf } from '../process/start-failure.ts';

/** What has come due of cases by itself. */
const DUTIES = 'case-duties';
const EVERY_FIVE_MINUTES = '*/5 * * * *';

/**
 * Runs what nobody has to press, on one of however many servers there are, and catches up after a start. The runner's
 * tables are its own (schema `jobs`). A database that is away is asked again; nothing of a failure but its kind is told.
 */
export async function startJobs(context: Context, config: OpenDatabase['config']): Promise<() => Promise<void>> {
  const boss = new PgBoss({ ...config, schema: 'jobs', max: 2 });
  let ending = false;
  boss.on('error', (error) => {
    if (!ending) console.error(`jobs: ${causeOf(error).code ?? error.name}`);
  });
  await boss.start();
  await boss.createQueue(DUTIES, { policy: 'singleton', retryLimit: 3, expireInSeconds: 600 });
  await boss.work(DUTIES, { pollingIntervalSeconds: 10 }, async () => {
    await actByItself(context);
    await remindOfGrades(context);
  });
  await boss.schedule(DUTIES, EVERY_FIVE_MINUTES);
  await boss.send(DUTIES);
  return () => {
    ending = true;
    return boss.stop({ graceful: true, timeout: 2000 });
  };
}
