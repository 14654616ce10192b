import { record } from '../audit/service.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { CaseAct, CaseState } from '../contract/case-state.ts';
import type { Item } from '../contract/item.ts';
import { RELATION_TEXT } from '../contract/relation.ts';
import { filedAtWindowText } from '../contract/sitting.ts';
import type { Staff } from '../contract/window-wire.ts';
import type { Transaction } from '../database/database.ts';
import { openResidents, remember } from '../people/service.ts';
import type { OpenPrefill } from '../prefill/service.ts';
import type { RelationRow } from '../relations/service.ts';
import { signersOf } from '../signers/rules.ts';
import { enlistSigners } from '../signers/service.ts';
import { authorityMatter } from '../slips/authority.ts';
import { composeSlip, receiptMatter } from '../slips/compose.ts';
import { takeSlot } from '../slots/service.ts';
import { chooseResponsible } from '../staff/service.ts';
import type { Terminal } from '../terminals/service.ts';
import { counterOf } from '../tickets/counters.ts';
import { dropUnfinished } from '../unfinished/service.ts';
import { nextAfter } from './bundles.ts';
import { duesOf } from './clock.ts';
import { contentSeal, missingSeal } from './content.ts';
import { warningDays } from './deadlines.ts';
import { type CaseEvent, keepSlip, writeEvent } from './history.ts';
import { decidesItself, handedInOf, isToWitness, missingOf, withUnsigned } from './materials.ts';
import { chooseShortCode, takeCaseNumber } from './numbers.ts';
import { cases } from './schema.ts';
import { clockAtReceipt } from './step.ts';
import type { Application, CompleteApplication } from './submission-rules.ts';

/** Whence an application comes: from a terminal, or written by a clerk for whoever sits before them. */
export type Origin =
  | { readonly kind: 'terminal'; readonly terminal: Terminal }
  | { readonly kind: 'window'; readonly staff: Staff };

/** An application that is whole, and whose it is. */
export interface Filing {
  readonly origin: Origin;
  readonly key: string;
  readonly digest: string;
  readonly submission: Application;
  readonly prefill: OpenPrefill;
  readonly item: Item;
  readonly application: CompleteApplication;
  readonly agentId: string | null;
  /** Upon which relation the agent acts. */
  readonly relation: RelationRow | null;
  /** The 一件事 it belongs to. */
  readonly bundle: Bundle | null;
}

/** Somebody else took the last place a moment before; nothing is filed. */
export class SlotTaken extends Error {}

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

/** Puts it on record: the case, what befalls it in that moment, its places, signers and slips, in one transaction. */
export async function file(context: Context, tx: Transaction, filing: Filing): Promise<string> {
  const { origin, key, digest, submission, prefill, item, application, agentId, relation, bundle } = filing;
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
  // 首问负责: whoever took it in at a window answers for it from then on.
  const clerk = origin.kind === 'window' ? origin.staff : null;
  const responsible = clerk ?? (await chooseResponsible(context, tx));
  const consentWay = submission.consents.length > 0 ? (submission.consentWay ?? null) : null;
  const number = await takeCaseNumber(context, tx, today);
  const shortCode = await chooseShortCode(context, tx);
  const acts = firstActs(decided);
  const state = decided ? 'granted' : 'received';
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
      terminalId: origin.kind === 'terminal' ? origin.terminal.id : null,
      channel: origin.kind,
      filedBy: clerk?.id ?? null,
      counter: clerk && (await counterOf(context, tx, clerk.id)),
      state,
      version: acts.length,
      ownerId: clerk?.id ?? null,
      responsibleId: responsible.id,
      receivedAt: context.now(),
      clock,
      acceptedOn: clock.acceptedOn,
      decidedOn: decided ? today : null,
      closedOn: decided ? today : null,
      dueOn: due?.due ?? null,
      dueProvisional: due?.provisional ?? false,
      legalDueOn: legal?.due ?? null,
      // What decided itself waits for nobody.
      ...(decided ? {} : warningDays({ state, clock, decidedOn: null }, item, context.calendar())),
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
        ...(clerk === null ? {} : { atWindow: { by: clerk.name, consents: consentWay } }),
        ...(bundle === null ? {} : { bundle: bundle.name })
      }),
      missing: missing.length > 0 ? missingSeal.seal(context, missing) : null,
      materials: standings,
      unsigned: signers.length,
      bundleId: bundle === null ? null : (submission.bundle?.id ?? null),
      submissionKey: key,
      submissionDigest: digest
    })
    .returning({ id: cases.id, terminalId: cases.terminalId });
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
      by: index === 0 ? filedBy(filing) : { kind: 'system', id: null },
      note:
        clerk && index === 0 ? filedAtWindowText(consentWay, submission.signature === 'paper', agentId !== null) : null
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
  if (applicant && !agent) await dropUnfinished(context, tx, applicant.idNumber, item.code);
  if (prefill.applicantId) await remember(context, tx, prefill.applicantId, item, rememberedFrom(item, application));
  const actor = clerk
    ? ({ actorKind: 'staff', actorId: clerk.id } as const)
    : ({ actorKind: 'terminal', actorId: row.terminalId ?? '' } as const);
  await record(context, tx, {
    ...actor,
    action: 'case.submit',
    subject: row.id,
    purpose: item.code
  });
  return row.id;
}

/** Who a history says has handed it in. */
const filedBy = ({ origin, agentId, prefill }: Filing): CaseEvent['by'] =>
  origin.kind === 'window'
    ? { kind: 'staff', id: origin.staff.id }
    : { kind: 'resident', id: agentId ?? prefill.applicantId };

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
