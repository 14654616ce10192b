import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { doDuties } from '../cases/act-by-itself.ts';
import { cases } from '../cases/schema.ts';
import type { Context } from '../context.ts';
import type { StaffRole } from '../contract/case-state.ts';
import type { Failure } from '../contract/failure.ts';
import { MOST_COUNTED } from '../contract/queue-view.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Stuck } from '../contract/stuck-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { departmentNames } from '../departments/directory.ts';
import { departmentDeliveries } from '../departments/schema.ts';
import { sendAgain } from '../departments/window.ts';
import { terminalNames } from '../terminals/service.ts';
import { failedDuties, terminalTroubles } from './schema.ts';
import { answerTrouble } from './troubles.ts';

/** Who sees to what is stuck. */
export const MENDERS: readonly StaffRole[] = ['clerk', 'manager'];

/** So many of each are shown, what has been stuck the longest first. */
const MOST_SHOWN = 100;

const isDead = (context: Context): SQL | undefined =>
  and(eq(departmentDeliveries.communityCode, context.centre.communityCode), eq(departmentDeliveries.state, 'dead'));
const isOpen = (context: Context): SQL | undefined =>
  and(eq(terminalTroubles.communityCode, context.centre.communityCode), isNull(terminalTroubles.settledAt));
const isFailed = (context: Context): SQL => eq(failedDuties.communityCode, context.centre.communityCode);

async function deliveries(context: Context): Promise<Stuck[]> {
  const rows = await context.database
    .select()
    .from(departmentDeliveries)
    .where(isDead(context))
    .orderBy(asc(departmentDeliveries.createdAt))
    .limit(MOST_SHOWN);
  const names = await departmentNames(
    context,
    context.database,
    rows.map(({ departmentId }) => departmentId)
  );
  return rows.map((row) => ({
    kind: 'delivery',
    id: row.id,
    at: names.get(row.departmentId) ?? null,
    reference: row.caseNumber,
    caseId: row.caseId,
    code: row.lastProblem ?? 'unreachable',
    since: row.createdAt.toISOString(),
    retrying: false
  }));
}

async function duties(context: Context): Promise<Stuck[]> {
  const rows = await context.database
    .select({ caseId: cases.id, number: cases.number, code: failedDuties.code, since: failedDuties.since })
    .from(failedDuties)
    .innerJoin(cases, and(eq(cases.communityCode, failedDuties.communityCode), eq(cases.id, failedDuties.caseId)))
    .where(isFailed(context))
    .orderBy(asc(failedDuties.since))
    .limit(MOST_SHOWN);
  return rows.map(({ caseId, number, code, since }) => ({
    kind: 'duty',
    id: caseId,
    at: null,
    reference: number,
    caseId,
    code,
    since: since.toISOString(),
    retrying: false
  }));
}

/** The number of a case in the number of one of its slips. */
const caseNumberOf = (slipNumber: string): string => slipNumber.split('-')[0] ?? '';

async function atTerminals(context: Context): Promise<Stuck[]> {
  const { database, centre } = context;
  const rows = await database
    .select()
    .from(terminalTroubles)
    .where(isOpen(context))
    .orderBy(asc(terminalTroubles.since))
    .limit(MOST_SHOWN);
  const numbers = rows.flatMap(({ kind, reference }) => (kind === 'slip' ? [caseNumberOf(reference)] : []));
  const [names, found] = await Promise.all([
    terminalNames(context, database),
    database
      .select({ id: cases.id, number: cases.number })
      .from(cases)
      .where(and(eq(cases.communityCode, centre.communityCode), inArray(cases.number, numbers)))
  ]);
  const idOf = new Map(found.map(({ id, number }) => [number, id]));
  return rows.map((row) => ({
    kind: row.kind,
    id: `${row.terminalId}_${row.reference}`,
    at: names.get(row.terminalId) ?? null,
    reference: row.reference,
    caseId: idOf.get(caseNumberOf(row.reference)) ?? null,
    code: row.code,
    since: row.since.toISOString(),
    retrying: row.againAt !== null
  }));
}

/** Everything that the system could not deliver, what has been stuck the longest first. */
export async function listStuck(context: Context): Promise<Stuck[]> {
  const all = await Promise.all([deliveries(context), duties(context), atTerminals(context)]);
  return all.flat().sort((one, other) => one.since.localeCompare(other.since));
}

export async function countStuck(context: Context): Promise<number> {
  const { rows } = await context.database.execute<{ stuck: number }>(sql`
    select count(*)::int as stuck from (
      (select 1 from ${departmentDeliveries} where ${isDead(context)} limit ${MOST_COUNTED + 1})
      union all (select 1 from ${failedDuties} where ${isFailed(context)} limit ${MOST_COUNTED + 1})
      union all (select 1 from ${terminalTroubles} where ${isOpen(context)} limit ${MOST_COUNTED + 1})
    ) found`);
  return Math.min(rows[0]?.stuck ?? 0, MOST_COUNTED + 1);
}

/** 再试一次; of a slip: somebody has printed it. On record. */
export async function tryAgain(
  context: Context,
  staff: Staff,
  { kind, id }: Pick<Stuck, 'kind' | 'id'>
): Promise<Result<null, Failure>> {
  const [own = ''] = id.split('_');
  if (kind === 'delivery') return sendAgain(context, staff, own);
  const done = kind === 'duty' ? await doDuties(context, own) : await answerTrouble(context, kind, id);
  const what = { action: 'stuck.answer', subject: own, purpose: kind };
  await context.database.transaction((tx) => record(context, tx, { actorKind: 'staff', actorId: staff.id, ...what }));
  return done ? ok(null) : fail({ code: kind === 'duty' ? 'stuck.still' : 'stuck.not-found' });
}
