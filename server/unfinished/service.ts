import { and, asc, eq, gte, lt } from 'drizzle-orm';
import { currentItems, findItem } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Unfinished } from '../contract/unfinished-wire.ts';
import type { WaitingUnfinished } from '../contract/wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { lastDayFrom, stillFitting } from './rules.ts';
import { unfinished } from './schema.ts';

const PURPOSE = 'unfinished.content';

const indexOf = (context: Context, idNumber: string): Uint8Array =>
  context.sealing.index('unfinished.person', idNumber.toUpperCase());

const ofPerson = (context: Context, idNumber: string) =>
  and(
    eq(unfinished.communityCode, context.centre.communityCode),
    eq(unfinished.personIndex, indexOf(context, idNumber)),
    gte(unfinished.lastDay, dayOf(context.now()))
  );

/** Who is at a terminal, as far as it says whose application it is. */
interface Present {
  readonly resident: { readonly idNumber: string } | null;
  readonly principal: object | null;
}

/**
 * Keeps what somebody has filled in for themselves and not handed in, because they want it kept; of one item the newest.
 * Failures: `session.none` without a card, `proxy.not-allowed` for somebody else's, `item.unknown`.
 */
export async function keepUnfinished(
  context: Context,
  { resident, principal }: Present,
  said: Unfinished
): Promise<Result<string, FailureCode>> {
  if (!resident) return fail('session.none');
  // Whoever acts for somebody else shows their card anew: what they said of them does not lie here without it.
  if (principal) return fail('proxy.not-allowed');
  if (!(await findItem(context, said.itemCode))) return fail('item.unknown');
  const keptAt = context.now();
  const lastDay = lastDayFrom(dayOf(keptAt), context.calendar());
  const content = context.sealing.seal(PURPOSE, JSON.stringify(said));
  const whose = { communityCode: context.centre.communityCode, personIndex: indexOf(context, resident.idNumber) };
  await context.database
    .insert(unfinished)
    .values({ ...whose, itemCode: said.itemCode, content, lastDay, keptAt })
    .onConflictDoUpdate({
      target: [unfinished.communityCode, unfinished.personIndex, unfinished.itemCode],
      set: { content, lastDay, keptAt }
    });
  return ok(lastDay);
}

/** What waits for the holder of a card, as lists show it; of items that are offered no more nothing. */
export async function unfinishedOf(context: Context, idNumber: string): Promise<WaitingUnfinished[]> {
  const rows = await context.database
    .select({ id: unfinished.id, itemCode: unfinished.itemCode, lastDay: unfinished.lastDay })
    .from(unfinished)
    .where(ofPerson(context, idNumber))
    .orderBy(asc(unfinished.keptAt));
  if (rows.length === 0) return [];
  const names = new Map((await currentItems(context)).map(({ code, name }) => [code, name]));
  return rows.flatMap((row) => {
    const itemName = names.get(row.itemCode);
    return itemName === undefined ? [] : [{ ...row, itemName }];
  });
}

/** What was filled in, for its holder to go on with; it is gone here with that. Failure: `unfinished.none`. */
export async function takeUnfinished(
  context: Context,
  queries: Queries,
  idNumber: string,
  id: string
): Promise<Result<Unfinished, FailureCode>> {
  const [row] = await queries
    .delete(unfinished)
    .where(and(ofPerson(context, idNumber), eq(unfinished.id, id)))
    .returning();
  const item = row && (await findItem(context, row.itemCode));
  if (!item) return fail('unfinished.none');
  const said = JSON.parse(context.sealing.open(PURPOSE, row.content)) as Unfinished;
  return ok(stillFitting(item, said, dayOf(context.now())));
}

/** What was handed in waits no more. */
export async function dropUnfinished(
  context: Context,
  tx: Transaction,
  idNumber: string,
  itemCode: string
): Promise<void> {
  await tx.delete(unfinished).where(and(ofPerson(context, idNumber), eq(unfinished.itemCode, itemCode)));
}

/** What nobody came back for is gone. */
export async function dropOldUnfinished(context: Context): Promise<void> {
  await context.database
    .delete(unfinished)
    .where(
      and(eq(unfinished.communityCode, context.centre.communityCode), lt(unfinished.lastDay, dayOf(context.now())))
    );
}
