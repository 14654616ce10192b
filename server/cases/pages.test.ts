import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUEUE_VIEWS, type QueueView } from '../contract/queue-view.ts';
import type { QueueRow } from '../contract/window-wire.ts';
import { connect } from '../database/connect.ts';
import { makeOwnDepartment, OWN_DEPARTMENT } from '../demonstration/department.ts';
import { chance } from '../demonstration/seed/chance.ts';
import { inventPerson } from '../demonstration/seed/people.ts';
import { seedCases } from '../demonstration/seed/write.ts';
import { listDepartments } from '../departments/directory.ts';
import { chooseResponsible } from '../staff/service.ts';
import { openWorkingCentre } from '../testing.ts';
import { readProgress } from './progress.ts';
import { overdueList } from './public-lists.ts';
import { countQueue, findCases, readQueue } from './queue.ts';
import { parsePlace } from './queue-order.ts';
import { cases } from './schema.ts';
import type { Sight } from './seen.ts';
import { listOwnCases } from './service.ts';

const SEEDED = 20_000;

const centre = await openWorkingCentre();
const connection = connect(centre.config);
afterAll(async () => {
  await connection.close();
  await centre.close();
});
const { context, asStaff } = centre;
const here = eq(cases.communityCode, context.centre.communityCode);
const clerk = await centre.employ('clerk', 'clerk');
const manager = await centre.employ('manager', 'manager');

beforeAll(async () => {
  await makeOwnDepartment(context);
  await seedCases(context, connection.pool, { from: 0, to: SEEDED });
}, 120_000);

describe('pages of a view', () => {
  async function page(view: QueueView, limit: number, after: string | null) {
    const place = after ? `&after=${after}` : '';
    const { body } = await asStaff(manager, `/api/window/cases?view=${view}&limit=${limit}${place}`);
    return body as { rows: QueueRow[]; next: string | null };
  }
  /** Every page from the first to the last; `meanwhile` happens between two of them. */
  async function walk(view: QueueView, limit: number, meanwhile: () => Promise<void> = async () => {}) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { rows, next }: Awaited<ReturnType<typeof page>> = await page(view, limit, after);
      seen.push(...rows.map(({ id }) => id));
      after = next;
      if (after) await meanwhile();
    } while (after);
    return seen;
  }

  it.each(['open', 'unclaimed', 'mine', 'red', 'resident', 'departments'] as const)(
    'of %s have none twice that stayed where it was, and miss none, while others come, go and move',
    async (view) => {
      const draw = chance(view.length);
      const before = await walk(view, 200);
      expect(before.length).toBeGreaterThan(15);
      const closed = await context.database
        .select({ id: cases.id })
        .from(cases)
        .where(and(here, isNotNull(cases.closedOn)))
        .limit(500);
      const touched = new Set<string>();
      const change = async (id: string, what: Partial<typeof cases.$inferInsert>) => {
        touched.add(id);
        await context.database
          .update(cases)
          .set(what)
          .where(and(here, eq(cases.id, id)));
      };
      const day = () => `2026-${10 + draw(3)}-${10 + draw(18)}`;
      const seen = await walk(view, view === 'open' ? 40 : 8, async () => {
        const [come, some] = [closed.pop()?.id ?? '', before[draw(before.length)] ?? ''];
        await change(come, {
          ...{ state: 'supplementing', closedOn: null, ownerId: null, responsibleId: manager.id },
          ...{ dueOn: day(), redOn: day() }
        });
        await change(
          some,
          draw(2) === 0 ? { state: 'withdrawn', closedOn: '2026-11-24' } : { dueOn: day(), redOn: day() }
        );
      });
      const stayed = before.filter((id) => !touched.has(id));
      expect(seen.filter((id) => !touched.has(id))).toEqual(stayed);
    },
    120_000
  );
});

/** Every node of a plan. */
interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('what the database does', () => {
  const asked: { text: string; values: unknown[] }[] = [];
  const heard = {
    ...context,
    database: drizzle({
      client: connection.pool,
      logger: { logQuery: (text, values) => asked.push({ text, values }) }
    })
  };
  /** How it would answer all that was asked of the cases meanwhile. */
  async function plansOf(question: () => Promise<unknown>): Promise<Plan[]> {
    asked.length = 0;
    await question();
    const ofCases = asked.filter(({ text }) => /\b(from|join) "cases"/.test(text));
    expect(ofCases.length).toBeGreaterThan(0);
    const found = await Promise.all(
      ofCases.map(({ text, values }) => connection.pool.query(`explain (format json) ${text}`, values))
    );
    return found.flatMap(({ rows }) => nodesOf(rows[0]['QUERY PLAN'][0].Plan));
  }
  const isScan = (node: Plan): boolean => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'cases';
  const isSorting = (type: string): boolean => /Sort|Bitmap/.test(type);
  const question = { field: null, item: null, department: null, text: null, itemsNamed: [], limit: 50 };
  const everybody = { staffId: clerk.id, sight: null };
  let department = '';
  let one: typeof cases.$inferSelect | undefined;
  beforeAll(async () => {
    await connection.pool.query('vacuum analyze cases');
    department = (await listDepartments(context)).find(({ name }) => name === OWN_DEPARTMENT)?.id ?? '';
    [one] = await context.database
      .select()
      .from(cases)
      .where(and(here, sql`${cases.applicantId} is not null`))
      .limit(1);
  });
  const sights = (): readonly (readonly [string, Sight])[] => [
    ['everything', null],
    ['what lies with a department', { departmentId: department }],
    ['what was entrusted to them', { helperId: clerk.id }]
  ];
  const after = parsePlace('2026-11-24_019a0000-0000-7000-8000-000000000001');

  it.each(QUEUE_VIEWS)(
    'for a page of %s, the first and one deep in, is never to look through all cases',
    async (view) => {
      for (const [whose, sight] of sights())
        for (const place of [null, after]) {
          const asks = { ...question, view, staffId: clerk.id, sight, after: place };
          expect((await plansOf(() => readQueue(heard, asks))).filter(isScan), whose).toEqual([]);
        }
    }
  );

  it.each(QUEUE_VIEWS)(
    'for a page of %s of one field, item, department, number or name is not either',
    async (view) => {
      for (const filter of [
        { field: '05' },
        { item: 'SQ-05-006' },
        { department },
        { text: one?.number.slice(0, 20) ?? '' },
        { text: '123' },
        { text: '津贴', itemsNamed: ['SQ-05-006', 'SQ-05-004'] }
      ]) {
        const asks = { ...question, ...everybody, view, after: null, ...filter };
        expect((await plansOf(() => readQueue(heard, asks))).filter(isScan), JSON.stringify(filter)).toEqual([]);
      }
    }
  );

  it('for a view as it is, is to read an index in its order: nothing is sorted', async () => {
    for (const view of QUEUE_VIEWS) {
      const plan = await plansOf(() => readQueue(heard, { ...question, ...everybody, view, after }));
      expect(plan.map((node) => node['Node Type']).filter(isSorting), view).toEqual([]);
    }
  });

  it('for the counts, for looking something up, for a resident’s own cases, is not either', async () => {
    if (!one) throw new Error('nothing was seeded');
    const { number, shortCode, applicantId } = one;
    const { idNumber } = inventPerson(1);
    const questions: Readonly<Record<string, () => Promise<unknown>>> = {
      counts: () => countQueue(heard, clerk.id, null),
      "a department's counts": () => countQueue(heard, clerk.id, { departmentId: department }),
      number: () => findCases(heard, heard.database, { caseNumber: number }, null),
      'short code': () => findCases(heard, heard.database, { shortCode }, null),
      'ID number': () => findCases(heard, heard.database, { idNumber }, null),
      'short code of a department': () => findCases(heard, heard.database, { shortCode }, { departmentId: department }),
      progress: () => readProgress(heard, 'a terminal', { shortCode, last4: '0000' }),
      'own cases': () => listOwnCases(heard, applicantId ?? ''),
      'whom a receipt names': () => chooseResponsible(heard, heard.database),
      超期公开: () => overdueList(heard)
    };
    for (const [name, ask] of Object.entries(questions)) expect((await plansOf(ask)).filter(isScan), name).toEqual([]);
  });

  it('is seen to be more than that where the indexes are missing', async () => {
    const { rows } = await connection.pool.query(
      `select indexname from pg_indexes where tablename = 'cases' and indexname <> 'cases_pkey' and indexdef not like '% UNIQUE %'`
    );
    await connection.pool.query(rows.map(({ indexname }) => `drop index "${indexname}"`).join(';'));
    for (const view of QUEUE_VIEWS) {
      const plan = await plansOf(() => readQueue(heard, { ...question, ...everybody, view, after }));
      expect(plan.filter(isScan), view).not.toEqual([]);
      expect(plan.map((node) => node['Node Type']).filter(isSorting), view).not.toEqual([]);
    }
    expect((await plansOf(() => countQueue(heard, clerk.id, null))).filter(isScan)).not.toEqual([]);
    expect((await plansOf(() => listOwnCases(heard, one?.applicantId ?? ''))).filter(isScan)).not.toEqual([]);
  });
});
