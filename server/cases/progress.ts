import { and, desc, eq } from 'drizzle-orm';
import { type AttemptLimit, tryWithin } from '../attempts/service.ts';
import type { Context } from '../context.ts';
import { parseCaseNumber } from '../contract/case-number.ts';
import type { Progress } from '../contract/case-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Transaction } from '../database/database.ts';
import { objectedCaseId } from '../objections/service.ts';
import { openResidents } from '../people/service.ts';
import { cases } from './schema.ts';
import { readRow } from './service.ts';
import { type CaseRow, itemNameOf } from './views.ts';

/** A million short codes cannot be walked through at this pace. */
const LIMIT: AttemptLimit = { most: 10, minutes: 15 };
const MOST_OF_ONE_CODE = 20;

export type ProgressQuestion = { readonly caseNumber: string } | { readonly shortCode: string; readonly last4: string };

async function find(context: Context, tx: Transaction, question: ProgressQuestion): Promise<CaseRow | null> {
  const here = eq(cases.communityCode, context.centre.communityCode);
  if ('caseNumber' in question) {
    const parsed = parseCaseNumber(question.caseNumber);
    if (!parsed.ok) return null;
    const { number } = parsed.value;
    const objected = await objectedCaseId(context, tx, { number });
    const [row] = await tx
      .select()
      .from(cases)
      .where(and(here, objected ? eq(cases.id, objected) : eq(cases.number, number)));
    return row ?? null;
  }
  // The same six digits may have been given before, to a file that is archived by now.
  const rows = await tx
    .select()
    .from(cases)
    .where(and(here, eq(cases.shortCode, question.shortCode)))
    .orderBy(desc(cases.id))
    .limit(MOST_OF_ONE_CODE);
  const people = await openResidents(
    context,
    tx,
    rows.flatMap(({ applicantId }) => applicantId ?? [])
  );
  const isOf = ({ applicantId }: CaseRow): boolean =>
    people.get(applicantId ?? '')?.idNumber.endsWith(question.last4.toUpperCase()) ?? false;
  return rows.find(isOf) ?? null;
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
  const found = await tryWithin<CaseRow>(context, `progress ${terminalId}`, LIMIT, async (tx) => {
    const row = await find(context, tx, question);
    return row ? ok(row) : fail({ code: 'case.not-found' });
  });
  if (!found.ok) return found;
  const read = await readRow(context, found.value);
  const { row } = read;
  return ok({ state: row.state, itemName: itemNameOf(read), dueOn: row.dueOn, dueProvisional: row.dueProvisional });
}
