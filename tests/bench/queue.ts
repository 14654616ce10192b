import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createApp } from '../../server/app.ts';
import { QUEUE_VIEWS } from '../../server/contract/queue-view.ts';
import type { QueueRow } from '../../server/contract/window-wire.ts';
import { DEMONSTRATION_ACCOUNTS } from '../../server/demonstration/accounts.ts';
import { type EmptyCentre, openEmptyCentre } from '../../server/demonstration/seed/open.ts';
import { inventPerson } from '../../server/demonstration/seed/people.ts';
import { residentsFor, seedCases } from '../../server/demonstration/seed/write.ts';
import { startJobs } from '../../server/jobs/jobs.ts';
import { quantile, type Report } from './report.ts';

/** How many cases lie in the database, its neighbours' among them. */
const SIZES = [1000, 100_000, 1_000_000];
const SAMPLES = 40;
/** Whatever a clerk presses is answered within this, nineteen times of twenty, with the most cases. */
const BUDGET_MS = 100;

/** Whoever sits at a window, over HTTP. */
interface Clerk {
  ask<T>(path: string, body?: object): Promise<T>;
}

async function signIn(url: string, origin: string): Promise<Clerk> {
  const account = DEMONSTRATION_ACCOUNTS.find(({ role }) => role === 'clerk');
  const { username, password } = account ?? { username: '', password: '' };
  const json = { 'content-type': 'application/json', origin };
  const entered = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username, password })
  });
  if (!entered.ok) throw new Error(`sign-in ${entered.status}`);
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return {
    async ask<T>(path: string, body?: object) {
      const answer = await fetch(url + path, {
        method: body ? 'POST' : 'GET',
        headers: { ...json, cookie },
        ...(body ? { body: JSON.stringify(body) } : {})
      });
      if (!answer.ok) throw new Error(`${path} ${answer.status}`);
      return (await answer.json()) as T;
    }
  };
}

/** Something that is measured; `sample` counts from 0, so that each asks for another case. */
type Measures = Readonly<Record<string, (sample: number) => Promise<unknown>>>;

interface Known {
  readonly id: string;
  readonly number: string;
  readonly shortCode: string;
}

/** What there is to look for, and the place in the middle of a view. */
async function findings({ context, database }: EmptyCentre, size: number) {
  const { communityCode } = context.centre;
  const ask = async <T>(text: string): Promise<T[]> => (await database.pool.query(text, [communityCode])).rows as T[];
  const known = await ask<Known>(
    `select id, number, short_code as "shortCode" from cases where community_code = $1 and ('x' || right(id::text, 8))::bit(32)::int % 97 = 0 limit ${SAMPLES}`
  );
  const middle = async (where: string, order: string): Promise<string> => {
    const [row] = await ask<{ place: string }>(
      `select day || '_' || id as place from (select id, ${order} as day, ntile(2) over (order by ${order}, id) as half from cases where community_code = $1 and ${where}) halves where half = 2 order by day, id limit 1`
    );
    return row?.place ?? '';
  };
  const open =
    "state in ('received', 'supplementing', 'accepted', 'reviewing', 'suspended', 'publicised', 'passed-up')";
  return {
    known,
    residents: residentsFor(size),
    deepOpen: await middle(open, 'queue_day'),
    deepClosed: await middle('closed_on is not null', 'closed_on')
  };
}

async function measuresAt(centre: EmptyCentre, clerk: Clerk, size: number): Promise<Measures> {
  const { known, residents, deepOpen, deepClosed } = await findings(centre, size);
  const at = (sample: number): Known => known[sample % known.length] ?? { id: '', number: '', shortCode: '' };
  // Nobody has touched them: some to be claimed, each accepted after it.
  await seedCases(centre.context, centre.database.pool, { from: size, to: size + SAMPLES, waiting: true });
  const { rows } = await clerk.ask<{ rows: QueueRow[] }>('/api/window/cases?view=unclaimed&limit=200');
  const waiting = rows.filter(({ state }) => state === 'received');
  const act = async (sample: number, name: string) => {
    const one = waiting[sample];
    if (!one) throw new Error('too few cases wait');
    const version = one.version + (name === 'accept' ? 1 : 0);
    await clerk.ask(`/api/window/cases/${one.id}/acts`, { act: name, version });
  };
  const views = QUEUE_VIEWS.map((view) => [`view ${view}`, () => clerk.ask(`/api/window/cases?view=${view}`)]);
  return {
    ...(Object.fromEntries(views) as Measures),
    'deep in open': () => clerk.ask(`/api/window/cases?view=open&after=${deepOpen}`),
    'deep in closed': () => clerk.ask(`/api/window/cases?view=closed&after=${deepClosed}`),
    'by name': () => clerk.ask(`/api/window/cases?view=open&text=${encodeURIComponent('津贴')}`),
    counts: () => clerk.ask('/api/window/counts'),
    'look up number': (sample) => clerk.ask('/api/window/lookup', { caseNumber: at(sample).number }),
    'look up short code': (sample) => clerk.ask('/api/window/lookup', { shortCode: at(sample).shortCode }),
    'look up ID': (sample) =>
      clerk.ask('/api/window/lookup', { idNumber: inventPerson((sample * 7919) % residents).idNumber }),
    'open a case': (sample) => clerk.ask(`/api/window/cases/${at(sample).id}`),
    'act claim': (sample) => act(sample, 'claim'),
    'act accept': (sample) => act(sample, 'accept')
  };
}

interface Times {
  readonly p50: number;
  readonly p95: number;
}

async function timesOf(measure: (sample: number) => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const begun = performance.now();
    await measure(sample);
    times.push(performance.now() - begun);
  }
  times.sort((one, another) => one - another);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

/** Measures everything at each size, in one database that grows, with the jobs of a server running beside it. */
async function measured(centre: EmptyCentre): Promise<Map<string, Times[]>> {
  const { context, database } = centre;
  const server = serve({ fetch: createApp(context).fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const clerk = await signIn(`http://127.0.0.1:${port}`, context.publicUrl);
  const found = new Map<string, Times[]>();
  let seeded = 0;
  for (const size of SIZES) {
    const begun = performance.now();
    await seedCases(context, database.pool, { from: seeded === 0 ? 0 : seeded + SAMPLES, to: size });
    seeded = size;
    console.log(`${size} cases, the last of them seeded in ${Math.round((performance.now() - begun) / 1000)} s`);
    const measures = await measuresAt(centre, clerk, size);
    const stopJobs = await startJobs(context, database.config);
    for (const [name, measure] of Object.entries(measures))
      found.set(name, [...(found.get(name) ?? []), await timesOf(measure)]);
    await stopJobs();
  }
  server.close();
  return found;
}

/** How the window's queue does with a thousand, a hundred thousand and a million cases. */
export async function queue(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'yimen-bench-'));
  // PostgreSQL's own user can reach it.
  await chmod(folder, 0o755);
  try {
    await using centre = await openEmptyCentre({ ...process.env, DATABASE_URL: '', DATA_DIR: folder });
    const found = await measured(centre);
    const rows = [...found].map(([what, times]) => {
      const [first, last] = [times[0], times.at(-1)];
      return {
        what,
        ...Object.fromEntries(times.map(({ p50, p95 }, at) => [SIZES[at], { p50: round(p50), p95: round(p95) }])),
        p95: round(last?.p95 ?? 0),
        ratio: Math.round(((last?.p50 ?? 0) / (first?.p50 ?? 1)) * 100) / 100
      };
    });
    const head = `${''.padEnd(20)} ${SIZES.map((size) => `${size}: p50 / p95 ms`.padStart(25)).join('')}   p50 ratio`;
    const table = [...found].map(([what, times]) => {
      const said = times.map(({ p50, p95 }) => `${p50.toFixed(1)} / ${p95.toFixed(1)}`.padStart(25)).join('');
      return `${what.padEnd(20)} ${said} ${String(rows.find((row) => row.what === what)?.ratio).padStart(11)}`;
    });
    const late = rows.filter(({ p95 }) => p95 > BUDGET_MS).map(({ what }) => what);
    const verdict =
      late.length > 0 ? `over ${BUDGET_MS} ms at p95: ${late.join(', ')}` : `all within ${BUDGET_MS} ms at p95`;
    return { table: [head, ...table, verdict], rows, isMet: late.length === 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
