import { and, eq, isNull } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { cases } from '../cases/schema.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import type { Item } from '../contract/item.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Queries } from '../database/database.ts';
import { noLicenceLibrary } from '../licences/none.ts';
import { pullRecords } from '../licences/pulls.ts';
import type { OpenSession } from '../sessions/service.ts';
import { CREDIT_RECORD, type Credit, creditBy, TRUSTED, UNCHECKED } from './rules.ts';
import { creditRepairs } from './schema.ts';

const GROUNDS = 'credit_repairs.grounds';

/** Whether a decision of this centre for somebody was annulled because a promise was not true, and stands against them. */
async function hasBrokenPromise(context: Context, queries: Queries, residentId: string): Promise<boolean> {
  const [row] = await queries
    .select({ id: cases.id })
    .from(cases)
    .leftJoin(
      creditRepairs,
      and(eq(creditRepairs.communityCode, cases.communityCode), eq(creditRepairs.caseId, cases.id))
    )
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        eq(cases.applicantId, residentId),
        eq(cases.state, 'annulled'),
        isNull(creditRepairs.caseId)
      )
    )
    .limit(1);
  return row !== undefined;
}

/**
 * Whether whoever an application is for may promise. The shared record is asked only where a promise would be offered,
 * and each question is on record like every other.
 */
export async function creditOf(
  context: Context,
  { id: sessionId, applicant }: OpenSession,
  item: Pick<Item, 'code' | 'name'>,
  wouldPromise: boolean
): Promise<Credit> {
  if (!applicant) return TRUSTED;
  if (await hasBrokenPromise(context, context.database, applicant.id))
    return { excluded: 'annulled', unchecked: false };
  if (!wouldPromise) return TRUSTED;
  if (context.licences === noLicenceLibrary) return UNCHECKED;
  const pulled = await pullRecords(context, {
    person: applicant,
    sessionId,
    itemCode: item.code,
    records: [CREDIT_RECORD],
    purpose: `办理${item.name}，核查能不能用告知承诺`
  });
  return creditBy(pulled.get(CREDIT_RECORD));
}

/** How an annulled case stands: `open` while its promise stands against its applicant; null where there is none. */
export async function repairOf(
  context: Context,
  queries: Queries,
  { id, state }: Pick<typeof cases.$inferSelect, 'id' | 'state'>
): Promise<'open' | 'done' | null> {
  if (state !== 'annulled') return null;
  const [row] = await queries
    .select({ caseId: creditRepairs.caseId })
    .from(creditRepairs)
    .where(and(eq(creditRepairs.communityCode, context.centre.communityCode), eq(creditRepairs.caseId, id)));
  return row ? 'done' : 'open';
}

/** 信用修复 by the head, upon what was put right. Done again it stays done. Failures: `case.not-found`, `case.state`. */
export async function repairCredit(
  context: Context,
  staff: Staff,
  caseId: string,
  grounds: string
): Promise<Result<null, Failure>> {
  const { communityCode } = context.centre;
  return context.database.transaction(async (tx) => {
    const [row] = await tx
      .select({ state: cases.state, itemCode: cases.itemCode })
      .from(cases)
      .where(and(eq(cases.communityCode, communityCode), eq(cases.id, caseId)));
    if (!row) return fail<Failure>({ code: 'case.not-found' });
    if (row.state !== 'annulled') return fail<Failure>({ code: 'case.state' });
    await tx
      .insert(creditRepairs)
      .values({
        communityCode,
        caseId,
        by: staff.id,
        grounds: context.sealing.seal(GROUNDS, grounds),
        repairedAt: context.now()
      })
      .onConflictDoNothing();
    const what = { action: 'credit.repair', subject: caseId, purpose: row.itemCode };
    await record(context, tx, { actorKind: 'staff', actorId: staff.id, ...what });
    return ok(null);
  });
}
