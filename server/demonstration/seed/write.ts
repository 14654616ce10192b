import type { Pool } from 'pg';
import type { Context } from '../../context.ts';
import { CASE_COLUMNS, EVENT_COLUMNS, type InventedCase, inventCase } from './cases.ts';
import { type Columns, insertRows } from './insert.ts';
import { lotOf, SPAN_DAYS } from './life.ts';
import { inventPerson, residentRow } from './people.ts';
import { openWorld, type World } from './world.ts';

/** One resident in so many cases. */
const CASES_EACH = 4;
const BATCH = 4000;

const RESIDENT_COLUMNS = {
  community_code: 'text',
  id: 'uuid',
  id_number_index: 'bytea',
  id_number: 'bytea',
  name: 'bytea'
} as const satisfies Columns;

const SERIAL_COLUMNS = { community_code: 'text', day: 'date', last: 'int' } as const satisfies Columns;

/** How many people so many cases are of. */
export const residentsFor = (cases: number): number => Math.max(1, Math.ceil(cases / CASES_EACH));

async function writeResidents(context: Context, pool: Pool, from: number, to: number): Promise<void> {
  const { sealing, centre } = context;
  for (let begin = from; begin < to; begin += BATCH) {
    const length = Math.min(BATCH, to - begin);
    const rows = Array.from({ length }, (_, at) =>
      residentRow(sealing, centre.communityCode, inventPerson(begin + at))
    );
    await insertRows(pool, 'residents', RESIDENT_COLUMNS, rows);
  }
}

/** Serials in the order of their days, as cases come in life: the table then lies on the disk as a centre's does. */
function inOrder(from: number, to: number): Uint32Array {
  const starts = new Uint32Array(SPAN_DAYS + 1);
  const ages = Array.from({ length: to - from }, (_, at) => lotOf(from + at).age);
  for (const age of ages) starts[SPAN_DAYS - age] = (starts[SPAN_DAYS - age] ?? 0) + 1;
  for (let day = 1; day <= SPAN_DAYS; day++) starts[day] = (starts[day] ?? 0) + (starts[day - 1] ?? 0);
  const ordered = new Uint32Array(to - from);
  for (let at = ages.length - 1; at >= 0; at--) {
    const day = SPAN_DAYS - (ages[at] ?? 0);
    starts[day] = (starts[day] ?? 0) - 1;
    ordered[starts[day] ?? 0] = from + at;
  }
  return ordered;
}

async function writeCases(pool: Pool, made: readonly InventedCase[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const rows = made.map(({ row }) => row);
    await insertRows(client, 'cases', CASE_COLUMNS, rows);
    const events = made.flatMap((one) => one.events);
    await insertRows(client, 'case_events', EVENT_COLUMNS, events);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** The next case that somebody files has the next number of its day. */
async function writeSerials(pool: Pool, { centres }: World): Promise<void> {
  const rows = centres.flatMap(({ code, serials }) =>
    [...serials].map(([day, last]) => ({ community_code: code, day, last }))
  );
  await pool.query('delete from case_serials where community_code = any($1)', [centres.map(({ code }) => code)]);
  await insertRows(pool, 'case_serials', SERIAL_COLUMNS, rows);
}

/**
 * Invents the cases of the serials from `from` to before `to`, and the people they are of. A million take a few minutes.
 * `waiting`: all of them came today, and nobody has touched them.
 */
export async function seedCases(
  context: Context,
  pool: Pool,
  { from, to, waiting = false }: { readonly from: number; readonly to: number; readonly waiting?: boolean },
  tell: (done: number) => void = () => {}
): Promise<void> {
  const residents = residentsFor(to);
  await writeResidents(context, pool, from === 0 ? 0 : residentsFor(from), residents);
  const world = await openWorld(context, residents);
  const ordered = inOrder(from, to);
  let writing = Promise.resolve();
  for (let begin = 0; begin < ordered.length; begin += BATCH) {
    const made = [...ordered.subarray(begin, begin + BATCH)].map((serial) => {
      const lot = lotOf(serial);
      return inventCase(context, world, serial, waiting ? { ...lot, community: 0, age: 0 } : lot, waiting);
    });
    // The next ones are invented while the database writes these.
    await writing;
    tell(begin);
    writing = writeCases(pool, made);
  }
  await writing;
  await writeSerials(pool, world);
  // Without it the planner knows nothing of what has just come, and no index says where rows are visible to all.
  for (const table of ['cases', 'case_events', 'residents']) await pool.query(`vacuum (analyze) ${table}`);
}
