import { and, desc, eq } from 'drizzle-orm';
import { actIn, dayAt } from '../cases/act.ts';
import { chooseShortCode, takeCaseNumber } from '../cases/numbers.ts';
import { openCase } from '../cases/service.ts';
import type { OpenedCase } from '../cases/views.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import { dateWithWeekday } from '../contract/limit.ts';
import { signNotice } from '../contract/notice-code.ts';
import type { OwnObjection } from '../contract/objection-wire.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Slip } from '../contract/slip.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { composeSlip } from '../slips/compose.ts';
import { responsibleOf } from '../staff/service.ts';
import { raisingProblem, type Said } from './rules.ts';
import { caseObjections } from './schema.ts';
import { answerIn, type ObjectionRow, objectionRows, SAID, SLIP, saidIn, slipIn } from './service.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly idNumber: string;
}

/** The dated receipt: that it was raised, when it is answered at the latest, whom to ask. Nothing of the applicant. */
async function receipt(
  context: Context,
  tx: Transaction,
  { row, item }: OpenedCase,
  { name, reason }: Said
): Promise<Slip> {
  const number = await takeCaseNumber(context, tx, dayAt(context).today);
  const { name: responsible, phone } = await responsibleOf(context, tx, row.ownerId ?? row.responsibleId);
  const of = {
    number,
    shortCode: await chooseShortCode(context, tx),
    applicantName: name,
    agentName: null,
    relation: null,
    dueOn: null,
    dueProvisional: false,
    responsible: { name: responsible, phone }
  };
  const said = composeSlip(context, item, of, 'objection', 1, {
    headline: '异议已经登记',
    rows: row.publicUntil === null ? [] : [{ label: '公示到', text: dateWithWeekday(row.publicUntil) }],
    lists: [{ title: '您说的', entries: [reason] }],
    notes: ['先核实、答复，再决定；没有答复以前不会批准。您的姓名只给核实的人看，不告诉申请人。']
  });
  return { ...said, code: await signNotice(context.noticeKeys.privateKey, said) };
}

const view = (context: Context, row: ObjectionRow): OwnObjection => {
  const slip = slipIn(context, row);
  return {
    caseId: row.caseId,
    itemName: slip.itemName,
    number: row.number,
    shortCode: row.shortCode,
    slipNumber: slip.number,
    raisedAt: row.raisedAt.toISOString(),
    reason: saidIn(context, row).reason,
    state: row.state,
    answer: answerIn(context, row)
  };
};

/** What somebody objected to, the newest first. */
export async function objectionsBy(context: Context, queries: Queries, residentId: string): Promise<OwnObjection[]> {
  const rows = await queries
    .select()
    .from(caseObjections)
    .where(
      and(eq(caseObjections.communityCode, context.centre.communityCode), eq(caseObjections.residentId, residentId))
    )
    .orderBy(desc(caseObjections.raisedAt), desc(caseObjections.number))
    .limit(50);
  return rows.map((row) => view(context, row));
}

/**
 * 公示期间提异议, by anybody with a card but those whose case it is. Failures: `case.not-found`, `objection.own`,
 * `objection.open`, `objection.late`.
 */
export async function raiseObjection(
  context: Context,
  person: Person,
  caseId: string,
  reason: string
): Promise<Result<OwnObjection, Failure>> {
  return context.database.transaction(async (tx) => {
    const found = await openCase(context, tx, caseId, { lock: true });
    // Of what was never publicised nobody learns that there is such a case.
    if (!found || found.row.publicUntil === null) return fail<Failure>({ code: 'case.not-found' });
    const earlier = await objectionRows(context, tx, caseId);
    const refused = raisingProblem(found.row, person.id, earlier);
    if (refused) return fail(refused);
    const action = { act: 'raise-objection', version: found.row.version } as const;
    const done = await actIn(context, tx, found, action, { kind: 'resident' }, person.id);
    if (!done.ok) return done.error.code === 'case.state' ? fail<Failure>({ code: 'objection.late' }) : done;
    const said: Said = { name: person.name, idNumber: person.idNumber, reason };
    const slip = await receipt(context, tx, found, said);
    const [row] = await tx
      .insert(caseObjections)
      .values({
        communityCode: context.centre.communityCode,
        caseId,
        position: earlier.length + 1,
        number: slip.caseNumber,
        shortCode: slip.shortCode,
        residentId: person.id,
        said: context.sealing.seal(SAID, JSON.stringify(said)),
        raisedAt: context.now(),
        slip: context.sealing.seal(SLIP, JSON.stringify(slip))
      })
      .returning();
    if (!row) throw new Error('an objection was not kept');
    return ok(view(context, row));
  });
}
