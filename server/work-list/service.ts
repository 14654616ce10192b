import { and, asc, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { NewWork, Work, WorkChange } from '../contract/work-list-wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { entryProblem, holdsOn } from './rules.ts';
import { works } from './schema.ts';

const viewOn =
  (day: string) =>
  ({ communityCode: _, ...row }: typeof works.$inferSelect): Work => ({ ...row, holds: holdsOn(row, day) });

/** The whole list, what does not hold any more too; the community's own first. */
export async function listWorks(context: Context, queries: Queries = context.database): Promise<Work[]> {
  const rows = await queries
    .select()
    .from(works)
    .where(eq(works.communityCode, context.centre.communityCode))
    .orderBy(asc(works.kind), asc(works.listedOn), asc(works.name));
  const view = viewOn(dayOf(context.now()));
  return rows.map(view).sort((one, other) => Number(other.kind === 'own') - Number(one.kind === 'own'));
}

/** Writes an entry where there is none of its name; one that ended holds again, as it is said now. null: it holds already. */
export async function putOnList(
  context: Context,
  tx: Transaction,
  entry: NewWork,
  { until = null, admission = null }: { readonly until?: string | null; readonly admission?: string | null } = {}
): Promise<Work | null> {
  const { communityCode } = context.centre;
  const today = dayOf(context.now());
  const [before] = await tx
    .select()
    .from(works)
    .where(and(eq(works.communityCode, communityCode), eq(works.name, entry.name)))
    .for('update');
  if (before && holdsOn(before, today)) return null;
  const row = { ...entry, listedOn: today, until, endedOn: null, admission };
  const [made] = await tx
    .insert(works)
    .values({ communityCode, ...row })
    .onConflictDoUpdate({ target: [works.communityCode, works.name], set: row })
    .returning();
  return made ? viewOn(today)(made) : null;
}

const write = (context: Context, tx: Transaction, staffId: string, action: string, subject: string) =>
  record(context, tx, { actorKind: 'staff', actorId: staffId, action, subject, purpose: 'administration' });

/** A new entry of the list as it was agreed; what comes later comes by an admission. */
export async function addWork(context: Context, staffId: string, entry: NewWork): Promise<Result<Work, Failure>> {
  const problem = entryProblem(entry);
  if (problem) return fail({ code: problem });
  return context.database.transaction(async (tx) => {
    const made = await putOnList(context, tx, entry);
    if (!made) return fail<Failure>({ code: 'work.known' });
    await write(context, tx, staffId, 'work.list', made.id);
    return ok(made);
  });
}

/** Changes what is said of an entry, or ends it: from today it does not hold. What ended is put back by a new entry. */
export async function changeWork(
  context: Context,
  staffId: string,
  id: string,
  { ended, ...change }: WorkChange
): Promise<Result<Work, Failure>> {
  const { communityCode } = context.centre;
  const today = dayOf(context.now());
  return context.database.transaction(async (tx) => {
    const here = and(eq(works.communityCode, communityCode), eq(works.id, id));
    const [before] = await tx.select().from(works).where(here).for('update');
    if (!before) return fail<Failure>({ code: 'work.unknown' });
    if (!holdsOn(before, today)) return fail<Failure>({ code: 'work.ended' });
    const [row] = await tx
      .update(works)
      .set({ communityCode, ...change, ...(ended ? { endedOn: today } : {}) })
      .where(here)
      .returning();
    if (!row) return fail<Failure>({ code: 'work.unknown' });
    await write(context, tx, staffId, ended ? 'work.end' : 'work.change', id);
    return ok(viewOn(today)(row));
  });
}
