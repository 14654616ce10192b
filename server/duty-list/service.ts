import { and, asc, eq } from 'drizzle-orm';
import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { isCreditCode, plainCreditCode } from '../contract/credit-code.ts';
import type { Duty, DutyChange, NewDuty } from '../contract/duty-list-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { duties } from './schema.ts';

const view = ({ communityCode: _, items, ...row }: typeof duties.$inferSelect): Duty => ({ ...row, items: [...items] });

/** The whole list, what ended too: by agency, then by power. */
export async function listDuties(context: Context, queries: Queries = context.database): Promise<Duty[]> {
  const rows = await queries
    .select()
    .from(duties)
    .where(eq(duties.communityCode, context.centre.communityCode))
    .orderBy(asc(duties.agency), asc(duties.power));
  return rows.map(view);
}

const write = (context: Context, tx: Transaction, staffId: string, action: string, subject: string) =>
  record(context, tx, { actorKind: 'staff', actorId: staffId, action, subject, purpose: 'administration' });

/** A new entry. One code is one body, and a body has a power once. */
export async function addDuty(context: Context, staffId: string, entry: NewDuty): Promise<Result<Duty, Failure>> {
  if (!isCreditCode(plainCreditCode(entry.creditCode))) return fail({ code: 'duty.credit-code' });
  const creditCode = plainCreditCode(entry.creditCode);
  return context.database.transaction(async (tx) => {
    const { communityCode } = context.centre;
    const others = await tx
      .select({ agency: duties.agency })
      .from(duties)
      .where(and(eq(duties.communityCode, communityCode), eq(duties.creditCode, creditCode)));
    if (others.some(({ agency }) => agency !== entry.agency)) return fail<Failure>({ code: 'duty.other-agency' });
    const [row] = await tx
      .insert(duties)
      .values({ communityCode, ...entry, creditCode, listedOn: dayOf(context.now()) })
      .onConflictDoNothing({ target: [duties.communityCode, duties.creditCode, duties.power] })
      .returning();
    if (!row) return fail<Failure>({ code: 'duty.known' });
    await write(context, tx, staffId, 'duty.list', row.id);
    return ok(view(row));
  });
}

/** Changes what is said of an entry, takes it off the list or puts it back. Whose it is and what it is called stays. */
export async function changeDuty(
  context: Context,
  staffId: string,
  id: string,
  { ended, ...change }: DutyChange
): Promise<Result<Duty, Failure>> {
  const { communityCode } = context.centre;
  const endedOn = ended === undefined ? {} : { endedOn: ended ? dayOf(context.now()) : null };
  return context.database.transaction(async (tx) => {
    const [row] = await tx
      .update(duties)
      .set({ communityCode, ...change, ...endedOn })
      .where(and(eq(duties.communityCode, communityCode), eq(duties.id, id)))
      .returning();
    if (!row) return fail<Failure>({ code: 'duty.unknown' });
    await write(context, tx, staffId, ended ? 'duty.end' : 'duty.change', id);
    return ok(view(row));
  });
}
