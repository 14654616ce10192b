import { and, desc, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Admission, NewAdmission } from '../contract/admission-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Work } from '../contract/work-list-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { staffNames } from '../staff/service.ts';
import { standingOf } from '../work-list/rules.ts';
import { listWorks, putOnList } from '../work-list/service.ts';
import { takeNumber } from './numbers.ts';
import { admissionProblem, groundOf, refusalProblem } from './rules.ts';
import { admissionDecisions, admissions } from './schema.ts';

type Row = typeof admissions.$inferSelect;
type Decision = typeof admissionDecisions.$inferSelect;

async function views(
  context: Context,
  queries: Queries,
  rows: readonly { readonly admission: Row; readonly decision: Decision | null }[]
): Promise<Admission[]> {
  const works = await listWorks(context, queries);
  const people = rows.flatMap(({ admission, decision }) => [admission.openedBy, ...(decision ? [decision.by] : [])]);
  const names = await staffNames(context, queries, people);
  return rows.map(({ admission: { communityCode: _, openedAt, openedBy, ...asked }, decision }) => {
    const { listed, near } = decision ? { listed: null, near: [] } : standingOf(asked.task, works);
    return {
      ...asked,
      openedAt: openedAt.toISOString(),
      openedBy: names.get(openedBy) ?? '',
      listed,
      near: [...near],
      decision: decision && {
        kind: decision.kind,
        ground: decision.ground,
        reasons: decision.reasons,
        letter: decision.letter,
        work: works.find(({ id }) => id === decision.workId)?.name ?? null,
        by: names.get(decision.by) ?? '',
        at: decision.at.toISOString()
      }
    };
  });
}

const joined = (queries: Queries) =>
  queries
    .select({ admission: admissions, decision: admissionDecisions })
    .from(admissions)
    .leftJoin(
      admissionDecisions,
      and(
        eq(admissionDecisions.communityCode, admissions.communityCode),
        eq(admissionDecisions.admissionId, admissions.id)
      )
    )
    .$dynamic();

const here = (context: Context) => eq(admissions.communityCode, context.centre.communityCode);

/** So many are shown, the newest first. */
const MOST_SHOWN = 500;

/** Everything that was asked and what was decided of it, the newest first. */
export async function listAdmissions(context: Context): Promise<Admission[]> {
  const { database } = context;
  const rows = await joined(database)
    .where(here(context))
    .orderBy(desc(admissions.openedAt), desc(admissions.id))
    .limit(MOST_SHOWN);
  return views(context, database, rows);
}

/** One of them; null where there is none. */
export async function findAdmission(
  context: Context,
  id: string,
  queries: Queries = context.database
): Promise<Admission | null> {
  const rows = await joined(queries).where(and(here(context), eq(admissions.id, id)));
  const [view] = await views(context, queries, rows);
  return view ?? null;
}

const write = (context: Context, tx: Transaction, staffId: string, action: string, subject: string) =>
  record(context, tx, { actorKind: 'staff', actorId: staffId, action, subject, purpose: 'administration' });

/** Opens the form of a task that came in. */
export async function openAdmission(
  context: Context,
  staffId: string,
  asked: NewAdmission
): Promise<Result<Admission, Failure>> {
  const now = context.now();
  if (asked.until !== null && asked.until < dayOf(now)) return fail({ code: 'admission.over' });
  return context.database.transaction(async (tx) => {
    const number = await takeNumber(context, tx, 'form', dayOf(now).slice(0, 4));
    const [row] = await tx
      .insert(admissions)
      .values({ communityCode: context.centre.communityCode, ...asked, number, openedBy: staffId, openedAt: now })
      .returning();
    if (!row) throw new Error('no row was written');
    await write(context, tx, staffId, 'admission.open', row.id);
    const [view] = await views(context, tx, [{ admission: row, decision: null }]);
    if (!view) throw new Error('a row that was written is gone');
    return ok(view);
  });
}

type Decided = Pick<Decision, 'kind' | 'ground' | 'reasons' | 'letter' | 'workId'>;

/** Decides a form once: `decide` says what, in the transaction that holds the row. */
async function decideOnce(
  context: Context,
  staffId: string,
  id: string,
  decide: (asked: Admission, tx: Transaction) => Promise<Result<Decided, Failure>>
): Promise<Result<Admission, Failure>> {
  const { communityCode } = context.centre;
  return context.database.transaction(async (tx) => {
    await tx
      .select({ id: admissions.id })
      .from(admissions)
      .where(and(here(context), eq(admissions.id, id)))
      .for('update');
    const asked = await findAdmission(context, id, tx);
    if (!asked) return fail<Failure>({ code: 'admission.unknown' });
    if (asked.decision) return fail<Failure>({ code: 'admission.decided', by: asked.decision.by });
    const decided = await decide(asked, tx);
    if (!decided.ok) return decided;
    const at = context.now();
    await tx.insert(admissionDecisions).values({ communityCode, admissionId: id, ...decided.value, by: staffId, at });
    await write(context, tx, staffId, `admission.${decided.value.kind}`, id);
    const view = await findAdmission(context, id, tx);
    if (!view) throw new Error('a row that was decided is gone');
    return ok(view);
  });
}

/** 退回: what is unlisted needs no word of reason, the law has said it. The letter of refusal takes its number here. */
export const refuse = (context: Context, staffId: string, id: string, reasons: string) =>
  decideOnce(context, staffId, id, async (asked, tx) => {
    const ground = groundOf(asked, asked, reasons);
    const problem = refusalProblem(ground, reasons);
    if (problem) return fail<Failure>({ code: problem });
    const letter = await takeNumber(context, tx, 'letter', dayOf(context.now()).slice(0, 4));
    return ok({ kind: 'refused', ground, reasons, letter, workId: null });
  });

const holding = async (context: Context, tx: Transaction, id: string): Promise<Work | null> =>
  (await listWorks(context, tx)).find((work) => work.id === id && work.holds) ?? null;

/** 照清单办: it is an entry of the work list, by its own name or by another. */
export const takeAsListed = (context: Context, staffId: string, id: string, workId: string) =>
  decideOnce(context, staffId, id, async (_, tx) => {
    if (!(await holding(context, tx, workId))) return fail<Failure>({ code: 'work.unknown' });
    return ok({ kind: 'listed', ground: null, reasons: '', letter: null, workId });
  });

/** 准入, by the head and with reasons: it becomes an entry of the work list. */
export const admit = (context: Context, staffId: string, id: string, reasons: string) =>
  decideOnce(context, staffId, id, async (asked, tx) => {
    const problem = admissionProblem(asked, dayOf(context.now()));
    if (problem) return fail<Failure>({ code: problem });
    const { task: name, department, basis, funds, people, until, number } = asked;
    const entry = { kind: 'assisting', name, basis, department, funds, people } as const;
    const made = await putOnList(context, tx, entry, { until, admission: number });
    if (!made) return fail<Failure>({ code: 'work.known' });
    return ok({ kind: 'admitted', ground: null, reasons, letter: null, workId: made.id });
  });
