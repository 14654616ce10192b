import { workingDaysUntil } from '../calendar/rules.ts';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Entry } from '../contract/answer.ts';
import { type CaseAct, isClosed } from '../contract/case-state.ts';
import type { Agency, CaseBundle, ResidentCase, Signer, TimelineEntry } from '../contract/case-wire.ts';
import { entryText, shownText } from '../contract/form.ts';
import { maskIdNumber } from '../contract/id-number.ts';
import type { FormField, Item } from '../contract/item.ts';
import { limitText, promisedText, unitText } from '../contract/limit.ts';
import { maskPersonName } from '../contract/person-name.ts';
import { RELATION_TEXT } from '../contract/relation.ts';
import { entriesOf, ordinalOf } from '../contract/repeat.ts';
import type { Slip } from '../contract/slip.ts';
import type { QueueRow, WindowCase } from '../contract/window-wire.ts';
import type { Provenance } from '../contract/wire.ts';
import type { Responsible } from '../staff/service.ts';
import { agencySteps } from './agency.ts';
import { legalLimitOf, longestExtension } from './clock.ts';
import { type CaseContent, type CaseReasons, contentSeal, missingSeal, reasonsSeal } from './content.ts';
import { correctableFields } from './correction.ts';
import { lightOf, stageLightOf, writtenLight } from './deadlines.ts';
import type { CaseFacts, Day } from './facts.ts';
import { isTolerated, isToWitness } from './materials.ts';
import { allowedActs, permission } from './permission.ts';
import type { cases } from './schema.ts';
import { stageOf } from './stages.ts';

export type CaseRow = typeof cases.$inferSelect;

/** A case with the seals off, to be listed. Its item is null where the version it was filed under is nowhere to be found. */
export interface ReadCase {
  readonly row: CaseRow;
  readonly item: Item | null;
  readonly content: CaseContent;
  readonly missing: readonly string[];
  readonly reasons: CaseReasons;
}

/** A case with the seals off. Never leaves the server like this. */
export interface OpenedCase extends ReadCase {
  readonly item: Item;
}

export function opened<Version extends Item | null>(
  context: Context,
  row: CaseRow,
  item: Version
): ReadCase & { readonly item: Version } {
  return {
    row,
    item,
    content: contentSeal.open(context, row.content),
    missing: row.missing ? missingSeal.open(context, row.missing) : [],
    reasons: row.reasons ? reasonsSeal.open(context, row.reasons) : { reasons: [], remedy: null }
  };
}

export const factsOf = (row: CaseRow): CaseFacts => ({
  state: row.state,
  version: row.version,
  ownerId: row.ownerId,
  offeredTo: row.offeredTo,
  supplementAsked: row.supplementAsked,
  materials: row.materials,
  unsigned: row.unsigned,
  departmentId: row.departmentId,
  opinions: row.opinions,
  receivedOn: dayOf(row.receivedAt),
  clock: row.clock,
  bringBy: row.bringBy,
  heldIn: row.heldIn,
  publicUntil: row.publicUntil,
  unansweredObjections: row.unansweredObjections,
  escalation: row.escalation,
  rated: row.rating !== null,
  agencyAsked: row.agencyAsked,
  entrustedTo: row.entrustedTo,
  deliveredOn: row.deliveredOn,
  revisitedOn: row.revisitedOn,
  decidedOn: row.decidedOn,
  closedOn: row.closedOn,
  archivedOn: row.archivedOn
});

export const isWhole = (read: ReadCase): read is OpenedCase => read.item !== null;

/** What a list calls a case: by the name of its item, or by its code where nobody can tell the name. */
export const itemNameOf = ({ row, item }: Pick<ReadCase, 'row' | 'item'>): string => item?.name ?? row.itemCode;

/** A result lies ready to be printed: the item gives one on paper, it was granted, and nothing tolerated is missing. */
export const hasPrintableResult = (row: CaseRow, item: Item): boolean =>
  item.result.printable && (row.state === 'granted' || row.state === 'issued') && !isTolerated(row.materials);

const applicantName = ({ applicant }: CaseContent): string => (applicant ? maskPersonName(applicant.name) : '未留姓名');

const slipRows = (slips: readonly Slip[]) => slips.map(({ number, title, issuedAt }) => ({ number, title, issuedAt }));

/** Who of the office has a case in hand is the window's business; whom to ask stands by its name. */
const INNER_ACTS: readonly CaseAct[] = ['claim', 'offer', 'decline', 'take-over', 'escalate', 'archive'];

/** 全程代办 as residents and staff see it; null where nobody asked for it. */
export function agencyOf(
  { agencyAsked, entrustedTo, state }: Pick<CaseRow, 'agencyAsked' | 'entrustedTo' | 'state'>,
  personOf: (id: string) => Responsible,
  timeline: readonly TimelineEntry[]
): Agency | null {
  if (!agencyAsked && entrustedTo === null) return null;
  const agent = entrustedTo === null ? null : personOf(entrustedTo);
  return { agent: agent && { name: agent.name, phone: agent.phone }, steps: agencySteps(timeline, state) };
}

/** As its applicant sees it. */
export function residentCase(
  { row, item, content, missing, reasons }: ReadCase,
  personOf: (id: string) => Responsible,
  slips: readonly Slip[],
  timeline: readonly TimelineEntry[],
  signers: readonly Signer[],
  bundle: CaseBundle | null,
  day: Day
): Omit<ResidentCase, 'callBack'> {
  const responsible = personOf(row.ownerId ?? row.responsibleId);
  return {
    id: row.id,
    number: row.number,
    shortCode: row.shortCode,
    itemCode: row.itemCode,
    itemName: itemNameOf({ row, item }),
    applicant: applicantName(content),
    state: row.state,
    receivedOn: dayOf(row.receivedAt),
    dueOn: row.dueOn,
    dueProvisional: row.dueProvisional,
    responsible: { name: responsible.name, phone: responsible.phone },
    bundle,
    missing: [...missing],
    signers: [...signers],
    agency: agencyOf(row, personOf, timeline),
    // Nobody objects to what is to be given to themselves.
    acts: item
      ? allowedActs(factsOf(row), item, { kind: 'resident' }, day).filter((act) => act !== 'raise-objection')
      : [],
    reasons: [...reasons.reasons],
    remedy: reasons.remedy,
    resultPrintable: item !== null && hasPrintableResult(row, item),
    ratable: item !== null && permission(factsOf(row), item, 'rate', { kind: 'resident' }, day) === null,
    slips: slipRows(slips),
    timeline: timeline.filter(({ act }) => !INNER_ACTS.includes(act))
  };
}

/** Everybody whose name a row of the queue shows, and the department it lies with. */
export const namedIn = (row: CaseRow): string[] =>
  [
    row.ownerId,
    row.offeredTo,
    row.responsibleId,
    row.escalatedTo,
    row.departmentId,
    ...Object.keys(row.opinions)
  ].filter((id) => id !== null);

function stageRow(facts: CaseFacts, item: Item, day: Day): QueueRow['stage'] {
  const stage = stageOf(day.calendar, facts, item);
  if (!stage) return null;
  const { due } = stage.due;
  const daysLeft = workingDaysUntil(day.calendar, day.today, due);
  return { name: stage.name, dueOn: due, light: stageLightOf(facts, item, day), daysLeft };
}

/** A row of the queue. Only the name is unsealed, and masked at once. */
export function queueRow({ row, item, content }: ReadCase, names: ReadonlyMap<string, string>, day: Day): QueueRow {
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  return {
    id: row.id,
    number: row.number,
    shortCode: row.shortCode,
    itemCode: row.itemCode,
    itemName: itemNameOf({ row, item }),
    itemKnown: item !== null,
    fieldCode: row.fieldCode,
    applicant: applicantName(content),
    state: row.state,
    owner: row.ownerId === null ? null : named(row.ownerId),
    offeredTo: row.offeredTo === null ? null : named(row.offeredTo),
    responsible: named(row.responsibleId),
    department: row.departmentId === null ? null : named(row.departmentId),
    opinions: Object.entries(row.opinions).map(([id, opinion]) => ({ ...named(id), opinion })),
    receivedAt: row.receivedAt.toISOString(),
    dueOn: row.dueOn,
    dueProvisional: row.dueProvisional,
    light: item ? lightOf(factsOf(row), item, day) : writtenLight(row, day),
    daysLeft: row.dueOn === null || isClosed(row.state) ? null : workingDaysUntil(day.calendar, day.today, row.dueOn),
    stage: item && stageRow(factsOf(row), item, day),
    escalatedTo: row.escalatedTo === null ? null : named(row.escalatedTo),
    byAgent: row.agentId !== null,
    unansweredObjections: row.unansweredObjections,
    entrusting: row.entrustedTo !== null ? 'entrusted' : row.agencyAsked ? 'asked' : null,
    version: row.version
  };
}

const SOURCE_TEXT: Readonly<Record<Item['materials'][number]['source'], string>> = {
  licence: '证照库调取',
  'data-check': '数据共享核验',
  generated: '系统生成',
  resident: '本人提交'
};

function answerRows({ item, content }: OpenedCase): WindowCase['answers'] {
  return item.form.flatMap((field: FormField) => {
    const answer = content.answers[field.key];
    if (!answer) return [];
    const image = field.type === 'image' && typeof answer.value === 'string' ? answer.value : null;
    const text = shownText(field, answer.value);
    const { provenance } = answer;
    if (field.type !== 'repeat') return [{ key: field.key, label: field.label, text, provenance, image }];
    return entriesOf(answer.value).flatMap((entry, at) => entryRows(field, entry, at, provenance));
  });
}

/** An entry of a repeat in one row, and each of its photos in one of its own. */
function entryRows(field: FormField, entry: Entry, at: number, provenance: Provenance): WindowCase['answers'] {
  const row = { key: `${field.key}.${at + 1}`, label: `${field.label}（${ordinalOf(field, at)}）`, provenance };
  const images = (field.fields ?? []).flatMap(({ key, label, type }) => {
    const image = entry[key];
    if (type !== 'image' || typeof image !== 'string') return [];
    return [{ ...row, key: `${row.key}.${key}`, label: `${row.label}${label}`, text: '', image }];
  });
  return [{ ...row, text: entryText(field, entry), image: null }, ...images];
}

/** As a member of staff sees it, numbers masked. */
export function windowCase(
  of: OpenedCase,
  names: ReadonlyMap<string, string>,
  acts: WindowCase['acts'],
  slips: readonly Slip[],
  timeline: readonly TimelineEntry[],
  signers: readonly Signer[],
  personOf: (id: string) => Responsible,
  bundle: CaseBundle | null,
  day: Day
): Omit<WindowCase, 'contact' | 'objections' | 'creditRepair'> {
  const { row, item, content, missing, reasons } = of;
  const { applicant, agent } = content;
  return {
    ...queueRow(of, names, day),
    maskedIdNumber: applicant ? maskIdNumber(applicant.idNumber) : '',
    bundle,
    agent: agent && {
      name: agent.name,
      maskedIdNumber: maskIdNumber(agent.idNumber),
      relation: content.relation ? RELATION_TEXT[content.relation.kind] : null
    },
    // Whoever opens a case is on record for it, and sees whom they serve.
    applicant: applicant?.name ?? '未留姓名',
    channel: row.channel,
    handling: item.handling,
    decideLevel: item.decideLevel,
    acceptedOn: row.acceptedOn,
    legalDueOn: row.legalDueOn,
    bringBy: row.bringBy,
    publicUntil: row.publicUntil,
    archivedOn: row.archivedOn,
    overdueReason: row.overdueReason,
    specialProcedures: item.specialProcedures,
    longestExtension: longestExtension(item, row.clock),
    promisedUnit: unitText(item.promisedLimit),
    publicNoticeDays: item.publicNoticeDays,
    correctable: correctableFields(item, content).map(({ field: { key, label, type, options }, asked }) => ({
      ...{ key, label, type, options, asked }
    })),
    answers: answerRows(of),
    materials: item.materials.map(({ key, name, source, acceptance, required, note }) => ({
      key,
      name,
      source: SOURCE_TEXT[source],
      standing: row.materials[key] ?? 'not-needed',
      acceptance,
      required,
      note
    })),
    signature: content.signature,
    atWindow: content.atWindow ?? null,
    signers: [...signers],
    agency: agencyOf(row, personOf, timeline),
    consents: [...content.consents],
    toWitness: isToWitness(item, content.consents),
    toCheckCredit: content.creditUnchecked === true,
    legalLimit: limitText(legalLimitOf(item, row.clock)),
    promisedLimit: promisedText(item.promisedLimit),
    acts,
    missing: [...missing],
    reasons: [...reasons.reasons],
    slips: slipRows(slips),
    // That somebody graded is nobody's business here: whoever worked on the case must not learn whose grade is bad.
    timeline: timeline.filter(({ act }) => act !== 'rate'),
    resultPrintable: hasPrintableResult(row, item)
  };
}
