import { and, count, eq, gt, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { parseCaseNumber } from '../contract/case-number.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Progress } from '../contract/wire.ts';
import { openResidents } from '../people/service.ts';
import { cases, progressAttempts } from './schema.ts';
import { openRow } from './service.ts';

/** Ten wrong tries a quarter of an hour at one terminal: a million codes cannot be walked through. */
const MOST_ATTEMPTS = 10;
const WINDOW_MINUTES = 15;

export type ProgressQuestion = { readonly caseNumber: string } | { readonly shortCode: string; readonly last4: string };

async function attemptsLeft(context: Context, terminalId: string): Promise<boolean> {
  const since = new Date(context.now().getTime() - WINDOW_MINUTES * 60_000);
  const { communityCode } = context.centre;
  const [row] = await context.database
    .select({ made: count() })
    .from(progressAttempts)
    .where(
      and(
        eq(progressAttempts.communityCode, communityCode),
        eq(progressAttempts.terminalId, terminalId),
        gt(progressAttempts.at, since)
      )
    );
  return (row?.made ?? 0) < MOST_ATTEMPTS;
}

async function countAttempt(context: Context, terminalId: string): Promise<void> {
  const { communityCode } = context.centre;
  const now = context.now();
  const old = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
  await context.database.delete(progressAttempts).where(sql`${progressAttempts.at} < ${old}`);
  await context.database.insert(progressAttempts).values({ communityCode, terminalId, at: now });
}

async function find(context: Context, question: ProgressQuestion) {
  const here = eq(cases.communityCode, context.centre.communityCode);
  if ('caseNumber' in question) {
    const parsed = parseCaseNumber(question.caseNumber);
    if (!parsed.ok) return null;
    const [row] = await context.database
      .select()
      .from(cases)
      .where(and(here, eq(cases.number, parsed.value.number)));
    return row ?? null;
  }
  const [row] = await context.database
    .select()
    .from(cases)
    .where(and(here, eq(cases.shortCode, question.shortCode)));
  if (!row?.applicantId) return null;
  const people = await openResidents(context, context.database, [row.applicantId]);
  return people.get(row.applicantId)?.idNumber.endsWith(question.last4.toUpperCase()) ? row : null;
}

/**
 * How a case stands, asked without the card: the state and the day, nothing of the person. Wrong answers are counted for
 * the terminal, and nothing tells a wrong short code from a wrong ending.
 */
export async function readProgress(
  context: Context,
  terminalId: string,
  question: ProgressQuestion
): Promise<Result<Progress, Failure>> {
  if (!(await attemptsLeft(context, terminalId))) return fail({ code: 'request.too-many' });
  const row = await find(context, question);
  if (!row) {
    await countAttempt(context, terminalId);
    return fail({ code: 'case.not-found' });
  }
  const { item } = await openRow(context, row);
  return ok({ state: row.state, itemName: item.name, dueOn: row.dueOn, dueProvisional: row.dueProvisional });
}
