import { and, eq, max } from 'drizzle-orm';
import { type AttemptLimit, tryWithin } from '../attempts/service.ts';
import { slipsOf } from '../cases/history.ts';
import { cases, slips } from '../cases/schema.ts';
import type { Context } from '../context.ts';
import type { VerifiedNotice } from '../contract/case-wire.ts';
import type { Failure } from '../contract/failure.ts';
import { digestOf, type Notice, verifyNotice } from '../contract/notice-code.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Transaction } from '../database/database.ts';
import { objectedCaseId, objectionRows, slipIn } from '../objections/service.ts';

/** Nobody guesses a signature; this bears with crumpled paper, and keeps the database from whoever only sends noise. */
const LIMIT: AttemptLimit = { most: 20, minutes: 15 };

/** The receipt of an objection, by its own number; nothing later takes its place. */
async function findObjection(
  context: Context,
  tx: Transaction,
  objectionNumber: string,
  digest: string
): Promise<Result<VerifiedNotice, Failure>> {
  const caseId = await objectedCaseId(context, tx, { number: objectionNumber });
  const objected =
    caseId && (await objectionRows(context, tx, caseId)).find(({ number }) => number === objectionNumber);
  const slip = objected ? slipIn(context, objected) : null;
  const [row] = caseId
    ? await tx
        .select({ state: cases.state })
        .from(cases)
        .where(and(eq(cases.communityCode, context.centre.communityCode), eq(cases.id, caseId)))
    : [];
  if (!row || !slip || (await digestOf(slip)) !== digest) return fail({ code: 'notice.unknown' });
  const { number, kind, title, itemName, issuedAt } = slip;
  return ok({ number, kind, title, issuedOn: issuedAt.slice(0, 10), itemName, state: row.state, stands: true });
}

/** A notice among those on record: what it says there must be what was signed. */
async function findNotice(
  context: Context,
  tx: Transaction,
  { caseNumber, number, serial, digest }: Notice
): Promise<Result<VerifiedNotice, Failure>> {
  const here = eq(cases.communityCode, context.centre.communityCode);
  const rows = await tx
    .select({ id: cases.id, state: cases.state, kind: slips.kind, latest: max(slips.serial) })
    .from(cases)
    .innerJoin(slips, and(eq(slips.communityCode, cases.communityCode), eq(slips.caseId, cases.id)))
    .where(and(here, eq(cases.number, caseNumber)))
    .groupBy(cases.id, cases.state, slips.kind);
  const [row] = rows;
  if (!row) return findObjection(context, tx, caseNumber, digest);
  const slip = row && (await slipsOf(context, tx, row.id)).find((one) => one.number === number);
  if (!slip || (await digestOf(slip)) !== digest) return fail({ code: 'notice.unknown' });
  const { kind, title, issuedAt, itemName } = slip;
  // A letter of authority says nothing of how the case stands: only a later one takes its place, and it takes nobody's.
  const rivals = rows.filter((one) => (one.kind === 'authority') === (kind === 'authority'));
  const latest = Math.max(...rivals.map((one) => one.latest ?? 0));
  const issuedOn = issuedAt.slice(0, 10);
  return ok({ number, kind, title, issuedOn, itemName, state: row.state, stands: latest === serial });
}

/**
 * Whether a notice is genuine, and whether its case has moved on since. `asker` is whose wrong tries are counted together.
 * Failures: `notice.forged`, `notice.unknown`, `request.too-many`.
 */
export const verify = (context: Context, asker: string, code: string): Promise<Result<VerifiedNotice, Failure>> =>
  tryWithin(context, `notice ${asker}`, LIMIT, async (tx) => {
    const verified = await verifyNotice(context.noticeKeys.publicKeys, code);
    return verified.ok ? findNotice(context, tx, verified.value) : fail({ code: verified.error });
  });
