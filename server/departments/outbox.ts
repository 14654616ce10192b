import { and, eq, isNull } from 'drizzle-orm';
import type { OpenedCase } from '../cases/views.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import { answerText } from '../contract/form.ts';
import { limitText } from '../contract/limit.ts';
import type { Transaction } from '../database/database.ts';
import { signersIn } from '../signers/service.ts';
import { responsibleOf } from '../staff/service.ts';
import { findDepartment } from './directory.ts';
import type { CaseFile, Withdrawal } from './events.ts';
import type { EventType } from './rules.ts';
import { departmentDeliveries } from './schema.ts';

export const BODY = 'department_deliveries.body';

/** The whole file of a case, nothing masked: whoever decides must have no reason to ask again. */
async function fileOf(
  context: Context,
  tx: Transaction,
  { row, item, content }: OpenedCase,
  part: CaseFile['part']
): Promise<CaseFile> {
  const signers = await signersIn(context, tx, row.id);
  const { name, phone } = await responsibleOf(context, tx, row.ownerId ?? row.responsibleId);
  return {
    caseNumber: row.number,
    part,
    item: { code: item.code, version: item.version, name: item.name, decideLevel: item.decideLevel },
    receivedAt: row.receivedAt.toISOString(),
    acceptedOn: row.acceptedOn ?? dayOf(context.now()),
    dueOn: row.dueOn,
    dueProvisional: row.dueProvisional,
    legalLimit: limitText(item.legalLimit),
    applicant: content.applicant,
    agent: content.agent,
    answers: item.form.flatMap((field) => {
      const answer = content.answers[field.key];
      if (!answer) return [];
      const { value, provenance } = answer;
      return [{ key: field.key, label: field.label, value, text: answerText(field, value), provenance }];
    }),
    materials: item.materials.map(({ key, name: title, source, required, acceptance }) => ({
      key,
      name: title,
      source,
      required,
      standing: row.materials[key] ?? 'not-needed',
      acceptance
    })),
    consents: [...content.consents],
    signature: content.signature,
    signers: signers.map(({ person, way, signedAt, signature }) => ({
      ...person,
      way,
      signedAt: signedAt?.toISOString() ?? null,
      signature
    })),
    responsible: { name, phone }
  };
}

/** Takes back what has never left, in this transaction; a try that has begun counts as having left. */
async function takeBack(context: Context, tx: Transaction, caseId: string, departmentId: string): Promise<boolean> {
  const unsent = await tx
    .delete(departmentDeliveries)
    .where(
      and(
        eq(departmentDeliveries.communityCode, context.centre.communityCode),
        eq(departmentDeliveries.caseId, caseId),
        eq(departmentDeliveries.departmentId, departmentId),
        eq(departmentDeliveries.state, 'waiting'),
        eq(departmentDeliveries.attempts, 0),
        isNull(departmentDeliveries.lastProblem)
      )
    )
    .returning({ id: departmentDeliveries.id });
  return unsent.length > 0;
}

/**
 * Puts what an external department has to be told into the outbox, in the transaction of the act that causes it: both are
 * on disk or neither. `found` is the case before the act. What has not left when its applicant withdraws never leaves.
 */
export async function enqueue(
  context: Context,
  tx: Transaction,
  type: EventType,
  found: OpenedCase,
  departmentId: string | null,
  part: CaseFile['part']
): Promise<void> {
  const { row } = found;
  const department = departmentId === null ? null : await findDepartment(context, tx, departmentId);
  if (department?.kind !== 'external') return;
  if (type === 'case.withdrawn' && (await takeBack(context, tx, row.id, department.id))) return;
  const { communityCode } = context.centre;
  const now = context.now();
  const said: CaseFile | Withdrawal =
    type === 'case.sent'
      ? await fileOf(context, tx, found, part)
      : { caseNumber: row.number, withdrawnAt: now.toISOString() };
  // The id is the database's, so that ids follow each other; the envelope is closed around it when it is sent.
  await tx.insert(departmentDeliveries).values({
    communityCode,
    departmentId: department.id,
    caseId: row.id,
    caseNumber: row.number,
    caseVersion: row.version + 1,
    type,
    body: context.sealing.seal(BODY, JSON.stringify(said)),
    state: 'waiting',
    nextAt: now,
    createdAt: now
  });
}
