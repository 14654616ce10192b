import { endWith, StartFailure } from '../../process/start-failure.ts';
import { openEmptyCentre } from './open.ts';
import { seedCases } from './write.ts';

/** With more, a day would have more cases than its numbers have digits for. */
const MOST = 20_000_000;

function wanted(): number {
  const count = Number(process.argv[2]);
  if (!Number.isInteger(count) || count < 1 || count > MOST)
    throw new StartFailure('Usage: npm run seed -- N, with the number of cases to invent, such as 1000000.');
  return count;
}

/** `npm run seed -- N`: fills the empty database of a demonstration with invented cases, to see how it goes with many. */
try {
  const count = wanted();
  await using centre = await openEmptyCentre(process.env);
  const begun = performance.now();
  let told = 0;
  await seedCases(centre.context, centre.database.pool, { from: 0, to: count }, (done) => {
    if (done - told < count / 10) return;
    told = done;
    console.log(`${done} of ${count} cases`);
  });
  const { communityCode, name } = centre.context.centre;
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${count} invented cases in ${seconds} s, seven of ten those of ${name} (${communityCode}).`);
} catch (error) {
  endWith(error);
}
