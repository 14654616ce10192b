import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { type AttemptLimit, countWrong, mayTry, tryWithin } from '../attempts/service.ts';
import { findItem } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import type { Answers } from '../contract/form.ts';
import { PREPARED_CODE_DIGITS, PREPARED_DAYS } from '../contract/prepared.ts';
import type { FetchedPrepared, Preparation, Prepared } from '../contract/prepared-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { digitCode } from '../readable-code.ts';
import { preparationProblems, stillAsked } from './rules.ts';
import { preparations } from './schema.ts';

/** A family fills in a few forms in an evening; behind one address there may be a whole house. */
const MADE: AttemptLimit = { most: 20, minutes: 60 };
/** Twelve digits cannot be walked through at this pace. */
const WRONG: AttemptLimit = { most: 5, minutes: 15 };
const PURPOSE = 'preparations.answers';

const indexOf = (context: Context, code: string): Uint8Array => context.sealing.index('preparations.code', code);

/**
 * Keeps a form that was filled in at home, sealed, until a terminal asks for it with its code, for seven days at most.
 * Failures: `item.unknown`, `item.stale`, `form.invalid`, `request.too-many`.
 */
export async function prepare(
  context: Context,
  asker: string,
  { itemCode, itemVersion, answers }: Preparation
): Promise<Result<Prepared, Failure>> {
  const item = await findItem(context, itemCode);
  if (!item) return fail({ code: 'item.unknown' });
  if (item.version !== itemVersion) return fail({ code: 'item.stale' });
  const problems = preparationProblems(item, answers, dayOf(context.now()));
  if (problems.length > 0) return fail({ code: 'form.invalid', fields: [...problems] });
  const code = digitCode(PREPARED_CODE_DIGITS);
  const madeAt = context.now();
  const endsAt = new Date(madeAt.getTime() + PREPARED_DAYS * 86_400_000);
  const about = `preparing from ${asker}`;
  return context.database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
    if (!(await mayTry(context, tx, about, MADE))) return fail<Failure>({ code: 'request.too-many' });
    await countWrong(context, tx, about, MADE);
    await tx.insert(preparations).values({
      communityCode: context.centre.communityCode,
      codeIndex: indexOf(context, code),
      itemCode,
      answers: context.sealing.seal(PURPOSE, JSON.stringify(answers)),
      madeAt,
      endsAt
    });
    return ok({ code, endsAt: endsAt.toISOString() });
  });
}

/**
 * What was filled in at home, to whoever brings its code to a terminal where somebody is; with that it is gone here.
 * Failures: `prepared.none`, `item.unknown`, `request.too-many` after five wrong codes at one terminal.
 */
export async function fetchPrepared(
  context: Context,
  terminalId: string,
  { itemCode, code }: { readonly itemCode: string; readonly code: string }
): Promise<Result<FetchedPrepared, Failure>> {
  const item = await findItem(context, itemCode);
  if (!item) return fail({ code: 'item.unknown' });
  return tryWithin(context, `preparations at ${terminalId}`, WRONG, async (tx) => {
    const [row] = await tx
      .delete(preparations)
      .where(
        and(
          eq(preparations.communityCode, context.centre.communityCode),
          eq(preparations.codeIndex, indexOf(context, code)),
          eq(preparations.itemCode, itemCode),
          gt(preparations.endsAt, context.now())
        )
      )
      .returning();
    if (!row) return fail<Failure>({ code: 'prepared.none' });
    const answers = JSON.parse(context.sealing.open(PURPOSE, row.answers)) as Answers;
    return ok({ answers: { ...stillAsked(item, answers, dayOf(context.now())) }, madeOn: dayOf(row.madeAt) });
  });
}

/** What nobody came for is gone. */
export async function dropOldPreparations(context: Context): Promise<void> {
  await context.database
    .delete(preparations)
    .where(and(eq(preparations.communityCode, context.centre.communityCode), lte(preparations.endsAt, context.now())));
}
