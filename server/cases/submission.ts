import { and, eq } from 'drizzle-orm';
import { compactDecrypt } from 'jose';
import { findItem, findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Submitted } from '../contract/case-wire.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { type Submission, submissionSchema } from '../contract/wire.ts';
import { withOptionsOfEver } from '../local-options/service.ts';
import { readPrefill } from '../prefill/service.ts';
import { relationBetween } from '../relations/service.ts';
import { type SessionRecord, sessionRecord } from '../sessions/service.ts';
import type { Terminal } from '../terminals/service.ts';
import { alongWith, bundleOf } from './bundles.ts';
import { canonical } from './canonical.ts';
import { type Filing, file, type Origin, SlotTaken } from './filing.ts';
import { cases } from './schema.ts';
import { readResidentCase } from './service.ts';
import { type Application, completeApplication } from './submission-rules.ts';
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

const digestOf = (context: Context, submission: Application): string =>
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

/** PostgreSQL's unique violation, on the key that makes a submission one case. */
function isSameKey(error: unknown): boolean {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { code, constraint } = cause as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'cases_submission_key';
}

/** Takes an application on record that a terminal sealed. Failures: `submission.unreadable`, and those of `receive`. */
export async function submit(
  context: Context,
  terminal: Terminal,
  key: string,
  sealed: string
): Promise<Result<Submitted, Failure>> {
  const opened = await openSubmission(context, sealed);
  return opened.ok ? receive(context, { kind: 'terminal', terminal }, key, opened.value) : opened;
}

/**
 * Why an application does not come from where it was begun. Of whoever is still here only their own terminal speaks: what
 * an outbox brings later may come from a terminal that had to be enrolled again, and is another one by its number. At a
 * window it comes from the clerk before whom the resident sits, while they sit there and act for whom it was begun for.
 */
function originProblem(origin: Origin, session: SessionRecord, applicantId: string | null): FailureCode | null {
  if (origin.kind === 'window') {
    const sits = session.live && session.staffId === origin.staff.id;
    return sits && (session.principalId ?? session.residentId) === applicantId ? null : 'session.ended';
  }
  const isHere = session.terminalId === origin.terminal.id;
  return session.terminalId === null || (session.live && !isHere) ? 'session.none' : null;
}

/**
 * Takes an application on record, exactly once for each key, however often and from however many places at once it
 * arrives. That a session at a terminal has ended since does not matter: the application was made in it.
 */
export async function receive(
  context: Context,
  origin: Origin,
  key: string,
  submission: Application
): Promise<Result<Submitted, Failure>> {
  const digest = digestOf(context, submission);
  const before = await repeated(context, key, digest);
  if (before) return before;

  const prefill = await readPrefill(context, context.database, submission.prefillId);
  const session = prefill && (await sessionRecord(context, prefill.sessionId));
  if (!prefill || !session) return fail({ code: 'session.none' });
  const elsewhere = originProblem(origin, session, prefill.applicantId);
  if (elsewhere) return fail({ code: elsewhere });
  if (prefill.itemCode !== submission.itemCode || prefill.itemVersion !== submission.itemVersion)
    return fail({ code: 'item.stale' });
  const published = await findItemVersion(context, prefill.itemCode, prefill.itemVersion);
  if (!published) return fail({ code: 'item.unknown' });
  // What was chosen counts also where its list has changed since.
  const item = await withOptionsOfEver(context, context.database, published);
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
  const today = dayOf(context.now());
  const application = completeApplication(item, prefill, submission, {
    filer,
    atWindow: origin.kind === 'window',
    today,
    along
  });
  if (!application.ok) return application;
  const filing: Filing = {
    origin,
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
