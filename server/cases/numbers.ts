import { randomInt } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { composeCaseNumber } from '../contract/case-number.ts';
import type { Transaction } from '../database/database.ts';
import { objectedCaseId } from '../objections/service.ts';
import { caseSerials, cases } from './schema.ts';

/** The next case number of a day; the row of the day is held until the transaction ends, so that no serial is lost. */
export async function takeCaseNumber(context: Context, tx: Transaction, day: string): Promise<string> {
  const { communityCode } = context.centre;
  const [row] = await tx
    .insert(caseSerials)
    .values({ communityCode, day, last: 1 })
    .onConflictDoUpdate({
      target: [caseSerials.communityCode, caseSerials.day],
      set: { last: sql`${caseSerials.last} + 1` }
    })
    .returning({ serial: caseSerials.last });
  if (!row) throw new Error('no serial was given');
  return composeCaseNumber({ communityCode, day, serial: row.serial });
}

/** Six random digits that no case of the centre has that is not archived, and no objection. The serial's lock, taken before, keeps two from choosing the same. */
export async function chooseShortCode(context: Context, tx: Transaction): Promise<string> {
  for (;;) {
    const shortCode = String(randomInt(1_000_000)).padStart(6, '0');
    const [taken] = await tx
      .select({ id: cases.id })
      .from(cases)
      .where(
        and(
          eq(cases.communityCode, context.centre.communityCode),
          eq(cases.shortCode, shortCode),
          isNull(cases.archivedOn)
        )
      );
    if (!taken && !(await objectedCaseId(context, tx, { shortCode }))) return shortCode;
  }
}
