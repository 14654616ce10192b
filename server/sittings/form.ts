import { type CompleteApplication, completeApplication } from '../cases/submission-rules.ts';
import { findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import type { Item } from '../contract/item.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { SittingDraft } from '../contract/sitting-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { readPrefill } from '../prefill/service.ts';
import { findSitting, type OpenSitting } from '../sessions/sitting.ts';
import { formToSignPdf } from '../slips/documents.ts';
import { applicationOf } from './rules.ts';
import { recordOf } from './service.ts';

interface ToSign {
  readonly item: Item;
  readonly application: CompleteApplication;
}

/** What would be handed in now, as if it were signed. */
async function wouldBe(
  context: Context,
  { id, resident }: OpenSitting,
  draft: SittingDraft
): Promise<Result<ToSign, Failure>> {
  const prefill = await readPrefill(context, context.database, draft.prefillId);
  if (prefill?.sessionId !== id || prefill.itemCode !== draft.itemCode) return fail({ code: 'session.none' });
  const item = await findItemVersion(context, prefill.itemCode, prefill.itemVersion);
  if (!item) return fail({ code: 'item.unknown' });
  const signed = { ...applicationOf(draft), signature: 'paper' } as const;
  const filer = resident ? 'applicant' : 'nobody-known';
  const circumstances = { filer, atWindow: true, today: dayOf(context.now()) } as const;
  const application = completeApplication(item, prefill, signed, circumstances);
  return application.ok ? ok({ item, application: application.value }) : application;
}

/**
 * The form that the resident reads and signs before it is handed in, from what the server keeps of it; on record with them.
 * Failures: `session.ended`, `draft.none`, and those of an application.
 */
export async function formToSign(context: Context, staff: Staff, id: string): Promise<Result<Uint8Array, Failure>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail({ code: 'session.ended' });
  const { draft, resident } = session;
  if (!draft) return fail({ code: 'draft.none' });
  const made = await wouldBe(context, session, draft);
  if (!made.ok) return made;
  const { item, application } = made.value;
  await recordOf(context, staff, session, 'form', item.code);
  const content = {
    applicant: resident && { name: resident.name, idNumber: resident.idNumber },
    agent: null,
    answers: application.answers,
    ways: draft.ways,
    consents: draft.consents,
    signature: 'paper',
    atWindow: { by: staff.name, consents: draft.consents.length > 0 ? draft.consentWay : null }
  } as const;
  return ok(await formToSignPdf(context, item, content, application.standings));
}
