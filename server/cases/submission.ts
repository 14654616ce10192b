import { and, eq } from 'drizzle-orm';
import { compactDecrypt } from 'jose';
import { record } from '../audit/service.ts';
import { findItem, findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { CaseAct, CaseState } from '../contract/case-state.ts';
import type { Submitted } from '../contract/case-wire.ts';
import type { Failure } from '../contract/failure.ts';
import type { Item } from '../contract/item.ts';
import { RELATION_TEXT } from '../contract/relation.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { type Submission, submissionSchema } from '../contract/wire.ts';
import type { Transaction } from '../database/database.ts';
import { openResidents, remember } from '../people/service.ts';
import { type OpenPrefill, readPrefill } from '../prefill/service.ts';
import { type RelationRow, relationBetween } from '../relations/service.ts';
import { sessionRecord } from '../sessions/service.ts';
import { signersOf } from '../signers/rules.ts';
import { enlistSigners } from '../signers/service.ts';
import { authorityMatter } from '../slips/authority.ts';
import { composeSlip, receiptMatter } from '../slips/compose.ts';
import { takeSlot } from '../slots/service.ts';
import { chooseResponsible } from '../staff/service.ts';
import type { Terminal } from '../terminals/service.ts';
import { alongWith, bundleOf, nextAfter } from './bundles.ts';
import { canonical } from './canonical.ts';
import { duesOf } from './clock.ts';
import { contentSeal, missingSeal } from './content.ts';
import { keepSlip, writeEvent } from './history.ts';
import { decidesItself, handedInOf, isToWitness, missingOf, withUnsigned } from './materials.ts';
import { chooseShortCode, takeCaseNumber } from './numbers.ts';
import { cases } from './schema.ts';
import { readResidentCase } from './service.ts';
import { clockAtReceipt } from './step.ts';
import { type CompleteApplication, completeApplication } from './submission-rules.ts';
import { undoMsLeft } from './undo-rules.ts';

/** Opens a submission that a terminal sealed (JWE, ECDH-ES to the server's key). */
export async function openSubmission(context: Context, sealed: string): Promise<Result<Submission, Failure>> {
  try {
    const { plaintext } = await compactDecrypt(sealed, context.submissionKey.privateKey, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM']
    });
    const parsed = submissionSchema.safeParse(JSON.parse(new TextDecoder().decode(plaintext)));
    return parsed.success ? ok(parsed.data) : fail({ code: 'submission.unreadable' });
  } catch {
    return fail({ code: 'submission.unreadable' });
  }
}

const digestOf = (context: Context, submission: Submission): string =>
  Buffer.from(context.sealing.index('cases.submission', canonical(submission))).toString('base64url');

/** The case that a key already made: answered again where the content is the same. */
async function repeated(context: Context, key: string, digest: string): Promise<Result<Submitted, Failure> | null> {
  const [row] = await context.database
    .select({ id: cases.id, digest: cases.submissionDigest })
    .from(cases)
    .where(and(eq(cases.communityCode, context.centre.communityCode), eq(cases.submissionKey, key)));
  if (!row) return null;
  if (row.digest !== digest) return fail({ code: 'submission.key-reused' });
  return answerFor(context, row.id, true);
}

async function answerFor(context: Context, caseId: string, again: boolean): Promise<Result<Submitted, Failure>> {
  const found = await readResidentCase(context, context.database, caseId);
  const slip = found?.slips.find((candidate) => candidate.kind === 'receipt');
  if (!found || !slip) throw new Error('a case without its receipt');
  const undoMs = undoMsLeft(found.opened.row, context.now());
  return ok({ case: found.view, slip, repeated: again, undoMs });
}

interface Filing {
  readonly terminal: Terminal;
  readonly key: string;
  readonly digest: string;
  readonly submission: Submission;
  readonly prefill: OpenPrefill;
  readonly item: Item;
  readonly application: CompleteApplication;
  readonly agentId: string | null;
  /** Upon which relation the agent acts. */
  readonly relation: RelationRow | null;
  /** The 一件事 it belongs to. */
  readonly bundle: Bundle | null;
}

class SlotTaken extends Error {}

/** What befalls a case in the moment it is handed in: usually it is received, sometimes decided there and then. */
function firstActs(decided: boolean): readonly { act: CaseAct; from: CaseState | null; to: CaseState }[] {
  const submit = { act: 'submit', from: null, to: 'received' } as const;
  if (!decided) return [submit];
  return [
    submit,
    { act: 'accept', from: 'received', to: 'accepted' },
    { act: 'grant', from: 'accepted', to: 'granted' }
  ];
}

async function file(context: Context, tx: Transaction, filing: Filing): Promise<string> {
  const { terminal, key, digest, submission, prefill, item, application, agentId, relation, bundle } = filing;
  const { communityCode } = context.centre;
  const today = dayOf(context.now());
  const ids = [prefill.applicantId, agentId].filter((id) => id !== null);
  const people = await openResidents(context, tx, ids);
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id);
    return found ? { name: found.name, idNumber: found.idNumber } : null;
  };
  const [applicant, agent] = [person(prefill.applicantId), person(agentId)];
  const signers = signersOf(item, application.answers, applicant, today);
  const standings = signers.length > 0 ? withUnsigned(item.materials, application.standings) : application.standings;
  const toWitness = isToWitness(item, submission.consents);
  const decided = decidesItself(item, standings) && !toWitness;
  const atReceipt = clockAtReceipt({ materials: standings, receivedOn: today });
  const clock = decided ? { ...atReceipt, acceptedOn: today } : atReceipt;
  const { promised: due, legal } = duesOf(context.calendar(), clock, item);
  const missing = missingOf(item.materials, standings);
  const responsible = await chooseResponsible(context, tx);
  const number = await takeCaseNumber(context, tx, today);
  const shortCode = await chooseShortCode(context, tx);
  const acts = firstActs(decided);
  const [row] = await tx
    .insert(cases)
    .values({
      communityCode,
      number,
      shortCode,
      itemCode: item.code,
      itemVersion: item.version,
      fieldCode: item.field,
      applicantId: prefill.applicantId,
      agentId,
      terminalId: terminal.id,
      channel: 'terminal',
      state: decided ? 'granted' : 'received',
      version: acts.length,
      responsibleId: responsible.id,
      receivedAt: context.now(),
      clock,
      acceptedOn: clock.acceptedOn,
      decidedOn: decided ? today : null,
      closedOn: decided ? today : null,
      dueOn: due?.due ?? null,
      dueProvisional: due?.provisional ?? false,
      legalDueOn: legal?.due ?? null,
      content: contentSeal.seal(context, {
        applicant,
        agent,
        relation: relation && { kind: relation.kind, evidence: relation.evidence, expiresOn: relation.expiresOn },
        answers: application.answers,
        ways: submission.ways,
        consents: submission.consents,
        signature: submission.signature,
        sessionId: prefill.sessionId,
        prefilledAt: prefill.madeAt.toISOString(),
        ...(prefill.credit.unchecked && Object.values(standings).includes('promised') ? { creditUnchecked: true } : {}),
        ...(bundle === null ? {} : { bundle: bundle.name })
      }),
      missing: missing.length > 0 ? missingSeal.seal(context, missing) : null,
      materials: standings,
      unsigned: signers.length,
      bundleId: bundle === null ? null : (submission.bundle?.id ?? null),
      submissionKey: key,
      submissionDigest: digest
    })
    .returning({ id: cases.id });
  if (!row) throw new Error('a case was not made');
  await enlistSigners(context, tx, row.id, signers);
  await takePlaces(context, tx, item, application, row.id);
  for (const [index, { act, from, to }] of acts.entries())
    await writeEvent(context, tx, {
      caseId: row.id,
      version: index + 1,
      act,
      fromState: from,
      toState: to,
      by: index === 0 ? { kind: 'resident', id: agentId ?? prefill.applicantId } : { kind: 'system', id: null },
      note: null
    });
  const slipCase = {
    number,
    shortCode,
    applicantName: applicant?.name ?? null,
    agentName: agent?.name ?? null,
    relation: relation && RELATION_TEXT[relation.kind],
    dueOn: due?.due ?? null,
    dueProvisional: due?.provisional ?? false,
    responsible: { name: responsible.name, phone: responsible.phone }
  };
  const next = await nextAfter(context, bundle, item.code);
  const handedIn = handedInOf(item.materials, application.standings);
  const matter = receiptMatter(context, item, slipCase, { received: handedIn, missing, decided, toWitness, next });
  const letter = relation?.evidence === 'letter-of-authority' ? authorityMatter(relation, agent?.name ?? '') : null;
  if (letter) await keepSlip(context, tx, row.id, composeSlip(context, item, slipCase, 'authority', 1, letter));
  await keepSlip(context, tx, row.id, composeSlip(context, item, slipCase, 'receipt', letter ? 2 : 1, matter));
  if (prefill.applicantId) await remember(context, tx, prefill.applicantId, item, rememberedFrom(item, application));
  await record(context, tx, {
    actorKind: 'terminal',
    actorId: terminal.id,
    action: 'case.submit',
    subject: row.id,
    purpose: item.code
  });
  return row.id;
}

const rememberedFrom = (item: Item, application: CompleteApplication) =>
  item.form.flatMap((field) => {
    const value = application.typed[field.key];
    return value === undefined ? [] : [{ fieldKey: field.key, fieldType: field.type, value }];
  });

async function takePlaces(
  context: Context,
  tx: Transaction,
  item: Item,
  application: CompleteApplication,
  caseId: string
): Promise<void> {
  for (const field of item.form) {
    const slot = application.answers[field.key]?.value;
    if (field.type !== 'slot' || typeof slot !== 'string') continue;
    const chosen = item.slotPlan?.resourceField ? application.answers[item.slotPlan.resourceField]?.value : undefined;
    const resource = typeof chosen === 'string' ? chosen : '';
    if (!(await takeSlot(context, tx, { item, resource, slot, caseId }))) throw new SlotTaken();
  }
}

/** PostgreSQL's unique violation, on the key that makes a submission one case. */
function isSameKey(error: unknown): boolean {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { code, constraint } = cause as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'cases_submission_key';
}

/**
 * Takes an application on record, exactly once for each key, however often and from however many places at once it
 * arrives. A session that has ended since does not matter: the application was made in it.
 */
export async function submit(
  context: Context,
  terminal: Terminal,
  key: string,
  sealed: string
): Promise<Result<Submitted, Failure>> {
  const opened = await openSubmission(context, sealed);
  if (!opened.ok) return opened;
  const submission = opened.value;
  const digest = digestOf(context, submission);
  const before = await repeated(context, key, digest);
  if (before) return before;

  const prefill = await readPrefill(context, context.database, submission.prefillId);
  const session = prefill && (await sessionRecord(context, prefill.sessionId));
  if (!prefill || !session) return fail({ code: 'session.none' });
  // Of whoever is still here only their own terminal speaks. What an outbox brings later may come from a terminal that
  // had to be enrolled again, and is another one by its number.
  if (session.live && session.terminalId !== terminal.id) return fail({ code: 'session.none' });
  if (prefill.itemCode !== submission.itemCode || prefill.itemVersion !== submission.itemVersion)
    return fail({ code: 'item.stale' });
  const item = await findItemVersion(context, prefill.itemCode, prefill.itemVersion);
  if (!item) return fail({ code: 'item.unknown' });
  // Whoever is still here can look at the new version; whoever has left applied under the one they saw.
  const current = await findItem(context, item.code);
  if (session.live && current?.version !== item.version) return fail({ code: 'item.stale' });

  const agentId = session.residentId !== prefill.applicantId ? session.residentId : null;
  // As it was when the application was made: an outbox may bring it days later.
  const relation =
    agentId && prefill.applicantId
      ? await relationBetween(context, context.database, agentId, prefill.applicantId, prefill.madeAt)
      : ok(null);
  if (!relation.ok) return fail({ code: relation.error });
  const byAgent = prefill.applicantId !== session.residentId;
  const filer = session.residentId === null ? 'nobody-known' : byAgent ? 'agent' : 'applicant';
  const bundle = await bundleOf(context, submission);
  const along = bundle
    ? await alongWith(context, bundle, submission, { applicantId: prefill.applicantId, agentId })
    : undefined;
  const application = completeApplication(item, prefill, submission, filer, dayOf(context.now()), along);
  if (!application.ok) return application;
  const filing: Filing = {
    terminal,
    key,
    digest,
    submission,
    prefill,
    item,
    application: application.value,
    agentId,
    relation: relation.value,
    bundle
  };
  try {
    const caseId = await context.database.transaction((tx) => file(context, tx, filing));
    return await answerFor(context, caseId, false);
  } catch (error) {
    if (error instanceof SlotTaken) return fail({ code: 'slot.taken' });
    const again = isSameKey(error) ? await repeated(context, key, digest) : null;
    if (again) return again;
    throw error;
  }
}
