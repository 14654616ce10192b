import type { CaseContent } from '../cases/content.ts';
import type { Along } from '../cases/materials.ts';
import { type Application, type CompleteApplication, completeApplication } from '../cases/submission-rules.ts';
import { findItemVersion } from '../catalogue/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../contract/failure.ts';
import type { Item } from '../contract/item.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { AnySittingDraft } from '../contract/sitting-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { withOptionsOfEver } from '../local-options/service.ts';
import { readPrefill } from '../prefill/service.ts';
import { relationBetween } from '../relations/service.ts';
import type { SessionPerson } from '../sessions/service.ts';
import { findSitting, type OpenSitting } from '../sessions/sitting.ts';
import { formsToSignPdf } from '../slips/documents.ts';
import { begunBundle } from './bundle.ts';
import { applicationOf, applicationsOf, isOfBundle, madeBefore } from './rules.ts';
import { recordOf } from './service.ts';

interface ToSign {
  readonly item: Item;
  readonly said: Application;
  readonly application: CompleteApplication;
}

/** What would be handed in now, as if it were signed. */
async function wouldBe(
  context: Context,
  { id, resident, principal, applicant }: OpenSitting,
  said: Application,
  along?: Along
): Promise<Result<ToSign, Failure>> {
  const prefill = await readPrefill(context, context.database, said.prefillId);
  if (prefill?.sessionId !== id || prefill.itemCode !== said.itemCode) return fail({ code: 'session.none' });
  // What was begun before it was said whom it is for is somebody else's.
  if (prefill.applicantId !== (applicant?.id ?? null)) return fail({ code: 'session.none' });
  const published = await findItemVersion(context, prefill.itemCode, prefill.itemVersion);
  if (!published) return fail({ code: 'item.unknown' });
  const item = await withOptionsOfEver(context, context.database, published);
  const filer = principal ? 'agent' : resident ? 'applicant' : 'nobody-known';
  const circumstances = { filer, atWindow: true, today: dayOf(context.now()), along } as const;
  const application = completeApplication(item, prefill, said, circumstances);
  return application.ok ? ok({ item, said, application: application.value }) : application;
}

/** The same of each item of it, in their order. */
async function allToSign(
  context: Context,
  session: OpenSitting,
  draft: AnySittingDraft
): Promise<Result<ToSign[], Failure>> {
  const signed = { ...draft, signed: true };
  if (!isOfBundle(signed)) {
    const one = await wouldBe(context, session, applicationOf(signed));
    return one.ok ? ok([one.value]) : one;
  }
  const begun = await begunBundle(context, session, signed);
  if (!begun.ok) return begun;
  const { all, prefills } = begun.value;
  const found: ToSign[] = [];
  for (const { item, application } of applicationsOf(all, prefills, signed, session.principal !== null)) {
    const one = await wouldBe(context, session, application, madeBefore(all, item.code));
    if (!one.ok) return one;
    found.push(one.value);
  }
  return ok(found);
}

const named = (person: SessionPerson | null) => person && { name: person.name, idNumber: person.idNumber };

/**
 * The form that the resident reads and signs before it is handed in, from what the server keeps of it; of a 一件事 one for each
 * of its items. On record with them. Failures: `session.ended`, `draft.none`, and those of an application.
 */
export async function formToSign(context: Context, staff: Staff, id: string): Promise<Result<Uint8Array, Failure>> {
  const session = await findSitting(context, staff.id, id);
  if (!session) return fail({ code: 'session.ended' });
  const { draft, resident, principal, applicant } = session;
  if (!draft) return fail({ code: 'draft.none' });
  const made = await allToSign(context, session, draft);
  if (!made.ok) return made;
  const acts = principal && resident;
  const relation = acts
    ? await relationBetween(context, context.database, resident.id, principal.id, context.now())
    : ok(null);
  if (!relation.ok) return fail({ code: relation.error });
  await recordOf(context, staff, session, 'form', draft.itemCode);
  const contentOf = ({ said, application }: ToSign): CaseContent => ({
    applicant: named(applicant),
    agent: acts ? named(resident) : null,
    relation: relation.value,
    answers: application.answers,
    ways: said.ways,
    consents: said.consents,
    signature: said.signature,
    atWindow: { by: staff.name, consents: said.consents.length > 0 ? draft.consentWay : null }
  });
  const forms = made.value.map((one) => ({
    item: one.item,
    content: contentOf(one),
    standings: one.application.standings
  }));
  return ok(await formsToSignPdf(context, forms));
}
