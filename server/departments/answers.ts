import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { actIn } from '../cases/act.ts';
import { findCaseId, openCase } from '../cases/service.ts';
import type { Context } from '../context.ts';
import { parseCaseNumber } from '../contract/case-number.ts';
import type { FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CaseAction } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { countForged, type DepartmentRow, findDepartment } from './directory.ts';
import { answerSchema, type Decision, type OpinionGiven } from './events.ts';
import { type AnswerOutcome, type Said, verdictOf } from './rules.ts';
import { departmentAnswers } from './schema.ts';
import { secretsInForce } from './secrets.ts';
import { signatureProblem, type WebhookHeaders } from './signature.ts';

/** How each outcome is answered. What changes nothing and never will is told as done or as refused, not to be tried again. */
const REFUSAL: Readonly<Record<Exclude<AnswerOutcome, 'applied' | 'duplicate'>, FailureCode>> = {
  late: 'case.closed',
  'wrong-state': 'case.state',
  // Whether a case of somebody else exists is none of a department's business.
  'unknown-case': 'case.not-found',
  'other-department': 'case.not-found',
  malformed: 'request.malformed'
};

type Told = Result<'applied' | 'duplicate', FailureCode>;
const told = (outcome: AnswerOutcome): Told =>
  outcome === 'applied' || outcome === 'duplicate' ? ok(outcome) : fail(REFUSAL[outcome]);

interface Judged {
  readonly outcome: AnswerOutcome;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly decision: Said | null;
}

/** What stands on record as the reason, and on the slip: the reason, the number of the document, who decided. */
const reasonOf = ({ reason, documentNumber, decidedBy }: Decision | OpinionGiven): string =>
  [reason, documentNumber && `文号：${documentNumber}`, `单位：${decidedBy}`].filter(Boolean).join('；');

/** What this department said last of this case; null where it has said nothing yet. */
async function saidBefore(context: Context, tx: Transaction, departmentId: string, caseId: string) {
  const [row] = await tx
    .select({ decision: departmentAnswers.decision })
    .from(departmentAnswers)
    .where(
      and(
        eq(departmentAnswers.communityCode, context.centre.communityCode),
        eq(departmentAnswers.departmentId, departmentId),
        eq(departmentAnswers.caseId, caseId),
        eq(departmentAnswers.outcome, 'applied')
      )
    )
    .orderBy(desc(departmentAnswers.receivedAt))
    .limit(1);
  return row?.decision ?? null;
}

const saidIn = (data: Decision | OpinionGiven): Said => ('decision' in data ? data.decision : data.opinion);

/** The act that an answer stands for. */
function actOf(data: Decision | OpinionGiven, version: number, departmentId: string): CaseAction {
  const reason = reasonOf(data);
  if ('opinion' in data) return { act: 'opine', version, departmentId, opinion: data.opinion, reason };
  return { act: data.decision === 'granted' ? 'grant' : 'deny', version, reason };
}

/** Tries an answer upon its case, which is locked meanwhile: of a clerk, a resident and a department one acts first. */
async function apply(
  context: Context,
  tx: Transaction,
  departmentId: string,
  data: Decision | OpinionGiven
): Promise<Judged> {
  const said = saidIn(data);
  const number = parseCaseNumber(data.caseNumber);
  const id = number.ok ? await findCaseId(context, tx, number.value.number) : null;
  const found = id === null ? null : await openCase(context, tx, id, { lock: true });
  if (!found) return { outcome: 'unknown-case', caseId: null, caseNumber: null, decision: said };
  const { row } = found;
  const of = { caseId: row.id, caseNumber: row.number, decision: said };
  const before = await saidBefore(context, tx, departmentId, row.id);
  const verdict = verdictOf({ ...row, before }, departmentId, said);
  if (verdict !== 'apply') return { ...of, outcome: verdict };
  const action = actOf(data, row.version, departmentId);
  const done = await actIn(context, tx, found, action, { kind: 'department', id: departmentId }, departmentId);
  return { ...of, outcome: done.ok ? 'applied' : 'wrong-state' };
}

/** Judges an answer once; one that came before, with its id, is only counted. */
async function judge(context: Context, department: DepartmentRow, webhookId: string, body: string): Promise<Told> {
  const { communityCode } = context.centre;
  const now = context.now();
  const digest = createHash('sha256').update(body).digest();
  return context.database.transaction(async (tx) => {
    // The same answer twice at the same moment is judged once.
    const about = `department answer ${communityCode} ${department.id} ${webhookId}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
    const [before] = await tx
      .update(departmentAnswers)
      .set({ repeats: sql`${departmentAnswers.repeats} + 1`, lastReceivedAt: now })
      .where(
        and(
          eq(departmentAnswers.communityCode, communityCode),
          eq(departmentAnswers.departmentId, department.id),
          eq(departmentAnswers.webhookId, webhookId)
        )
      )
      .returning();
    if (before && !digest.equals(before.digest)) return fail<FailureCode>('webhook.id-reused');
    if (before) return told(before.outcome === 'applied' ? 'duplicate' : before.outcome);
    const parsed = answerSchema.safeParse(jsonOf(body));
    // The envelope's id is the message's: an answer cannot be sent again under another one by changing a header.
    const fits = parsed.success && parsed.data.id === webhookId;
    const judged: Judged = fits
      ? await apply(context, tx, department.id, parsed.data.data)
      : { outcome: 'malformed', caseId: null, caseNumber: null, decision: null };
    await tx.insert(departmentAnswers).values({
      communityCode,
      departmentId: department.id,
      webhookId,
      receivedAt: now,
      lastReceivedAt: now,
      digest,
      ...judged
    });
    return told(judged.outcome);
  });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Longest id of a message that is taken; ours are UUIDs. */
const LONGEST_ID = 200;

/** An answer as it came over HTTP. What is not signed by the department is counted and forgotten. */
export async function receive(
  context: Context,
  departmentId: string,
  headers: WebhookHeaders,
  body: string
): Promise<Told> {
  const department = await findDepartment(context, context.database, departmentId);
  if (department?.kind !== 'external') return fail('department.unknown');
  const secrets = secretsInForce(context, department.secrets).map(({ theirs }) => theirs);
  const problem = signatureProblem(secrets, headers, context.now(), body);
  if (problem) {
    await countForged(context, department.id);
    return fail(problem);
  }
  if (department.disabledAt) return fail('department.disabled');
  if (headers['webhook-id'].length > LONGEST_ID) return fail('request.malformed');
  return judge(context, department, headers['webhook-id'], body);
}
