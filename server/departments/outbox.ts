import { and, eq, isNull } from 'drizzle-orm';
import type { Actor, CaseChange } from '../cases/facts.ts';
import type { OpenedCase } from '../cases/views.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { CaseAct } from '../contract/case-state.ts';
import { answerText } from '../contract/form.ts';
import { limitText } from '../contract/limit.ts';
import type { Transaction } from '../database/database.ts';
import { signersIn } from '../signers/service.ts';
import { responsibleOf } from '../staff/service.ts';
import { findDepartment } from './directory.ts';
import type { CaseFile, Closing, Withdrawal } from './events.ts';
import { eventOf } from './rules.ts';
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

/** What a department is told of a case. */
export type Message =
  | { readonly type: 'case.sent'; readonly part: CaseFile['part'] }
  | { readonly type: 'case.withdrawn' }
  | { readonly type: 'case.closed'; readonly outcome: Closing['outcome'] };

/** Takes back a file that has never left, and all that was to follow it; a try that has begun counts as having left. */
async function takeBack(context: Context, tx: Transaction, caseId: string, departmentId: string): Promise<boolean> {
  const unsent = and(
    eq(departmentDeliveries.communityCode, context.centre.communityCode),
    eq(departmentDeliveries.caseId, caseId),
    eq(departmentDeliveries.departmentId, departmentId),
    eq(departmentDeliveries.state, 'waiting'),
    eq(departmentDeliveries.attempts, 0),
    isNull(departmentDeliveries.lastProblem)
  );
  const files = await tx
    .delete(departmentDeliveries)
    .where(and(unsent, eq(departmentDeliveries.type, 'case.sent')))
    .returning({ id: departmentDeliveries.id });
  if (files.length > 0) await tx.delete(departmentDeliveries).where(unsent);
  return files.length > 0;
}

async function said(context: Context, tx: Transaction, found: OpenedCase, message: Message) {
  const caseNumber = found.row.number;
  const at = context.now().toISOString();
  switch (message.type) {
    case 'case.sent':
      return fileOf(context, tx, found, message.part);
    case 'case.withdrawn':
      return { caseNumber, withdrawnAt: at } satisfies Withdrawal;
    case 'case.closed':
      return { caseNumber, closedAt: at, outcome: message.outcome } satisfies Closing;
  }
}

/**
 * Puts what an external department has to be told into the outbox, in the transaction of the act that causes it: both are
 * on disk or neither. `found` is the case before the act. A file that has not left when there is nothing more to decide
 * never leaves.
 */
export async function enqueue(
  context: Context,
  tx: Transaction,
  found: OpenedCase,
  departmentId: string | null,
  message: Message
): Promise<void> {
  const { row } = found;
  const department = departmentId === null ? null : await findDepartment(context, tx, departmentId);
  if (department?.kind !== 'external') return;
  if (message.type !== 'case.sent' && (await takeBack(context, tx, row.id, department.id))) return;
  const { communityCode } = context.centre;
  const now = context.now();
  // The id is the database's, so that ids follow each other; the envelope is closed around it when it is sent.
  await tx.insert(departmentDeliveries).values({
    communityCode,
    departmentId: department.id,
    caseId: row.id,
    caseNumber: row.number,
    caseVersion: row.version + 1,
    type: message.type,
    body: context.sealing.seal(BODY, JSON.stringify(await said(context, tx, found, message))),
    state: 'waiting',
    nextAt: now,
    createdAt: now
  });
}

const OUTCOMES: Readonly<Partial<Record<CaseAct, Closing['outcome']>>> = {
  grant: 'granted',
  deny: 'denied',
  'pass-up': 'passed-up',
  annul: 'annulled'
};

/** Tells every department that has a case of an act upon it, but the one whose act it is. */
export async function tellDepartments(
  context: Context,
  tx: Transaction,
  found: OpenedCase,
  act: CaseAct,
  change: CaseChange,
  actor: Actor
): Promise<void> {
  const { row } = found;
  const type = eventOf(act, row.state);
  if (type === 'case.sent') {
    await enqueue(context, tx, found, change.departmentId ?? null, { type, part: 'decides' });
    for (const id of Object.keys(change.opinions ?? {}))
      await enqueue(context, tx, found, id, { type, part: 'is-asked' });
    return;
  }
  const outcome = OUTCOMES[act];
  const message: Message | null =
    type === 'case.withdrawn' ? { type } : type === 'case.closed' && outcome ? { type, outcome } : null;
  if (!message) return;
  for (const id of [row.departmentId, ...Object.keys(row.opinions)])
    if (actor.kind !== 'department' || actor.id !== id) await enqueue(context, tx, found, id, message);
}
