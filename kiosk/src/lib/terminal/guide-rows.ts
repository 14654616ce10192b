import { type Bundled, nextText } from '../../../../server/contract/bundle.ts';
import type { Guide } from '../../../../server/contract/guide.ts';
import type { Item, Material } from '../../../../server/contract/item.ts';
import { limitText } from '../../../../server/contract/limit.ts';
import type { Centre } from '../../../../server/contract/wire.ts';
import { bundle } from '../words/bundle.ts';
import { guide } from '../words/guide.ts';

/** One thing a guide says: a head, and what stands beside it. */
export interface GuideRow {
  readonly head: string;
  readonly parts: readonly GuidePart[];
}
/** Where a centre is. */
type Place = Pick<Centre, 'name' | 'address'>;
/** `whole` is not broken, `large` is what whoever reads only one thing reads, `pair` is a name and what belongs to it. */
type GuidePart =
  | { readonly kind: 'plain' | 'strong' | 'large' | 'soft' | 'whole'; readonly text: string }
  | { readonly kind: 'list'; readonly entries: readonly string[] }
  | { readonly kind: 'steps'; readonly entries: readonly string[] }
  /** Something to bring, and below it how many and how it is made ready. */
  | {
      readonly kind: 'papers';
      readonly entries: readonly { readonly name: string; readonly notes: readonly string[] }[];
    }
  | { readonly kind: 'question'; readonly question: string; readonly answer: string }
  | { readonly kind: 'pair'; readonly name: string; readonly text: string };

const said = (kind: 'plain' | 'strong' | 'large' | 'soft' | 'whole', text: string): GuidePart => ({ kind, text });
/** A head with its parts; nothing where there are none. */
const row = (head: string, ...parts: readonly GuidePart[]): readonly GuideRow[] =>
  parts.length > 0 ? [{ head, parts }] : [];
const rowIf = (text: string | null | undefined, head: string, kind: 'plain' | 'whole' = 'plain') =>
  text ? row(head, said(kind, text)) : [];

const withCondition = ({ name, requiredWhen }: Material): string =>
  requiredWhen ? `${name}（${requiredWhen}）` : name;
const joined = (texts: readonly string[]): string => texts.join('、');

function materialsOf({ materials }: Pick<Item, 'materials'>) {
  const from = (...sources: readonly Material['source'][]) =>
    materials.filter(({ source }) => sources.includes(source)) as readonly Material[];
  const always = (some: readonly Material[]) => some.filter(({ requiredWhen }) => requiredWhen === null);
  return { brought: from('resident'), fetched: from('licence', 'data-check'), signed: always(from('generated')) };
}

function bringRow(brought: readonly Material[]): readonly GuideRow[] {
  if (brought.length === 0) return row(guide.bring, said('large', guide.bringNone), said('soft', guide.bringNoneText));
  return row(guide.bring, { kind: 'papers', entries: brought.map(paperOf) });
}

/** What is written beside a paper: how many of it, which kind, how it is made ready. */
function paperOf(material: Material) {
  const { type, medium, specification, copies, filling } = material.guide ?? {};
  const kind = [type, copies === undefined ? null : guide.copies(copies), medium, specification].filter(Boolean);
  return {
    name: withCondition(material),
    notes: [...(kind.length > 0 ? [kind.join('，')] : []), ...(filling ? [guide.filling(filling)] : [])]
  };
}

function feeRow({ fee, feeEntries = [] }: Item): readonly GuideRow[] {
  const entries = feeEntries.flatMap(({ name, standard = '', reducible, reductionBasis }): readonly GuidePart[] => [
    { kind: 'pair', name, text: standard },
    ...(reducible ? [said('soft', reductionBasis ? guide.reduced(reductionBasis) : guide.reducible)] : [])
  ]);
  return row(guide.fee, said('strong', fee.text), ...entries, ...(fee.basis ? [said('soft', fee.basis)] : []));
}

/** Where and when it is done; `centre` for whoever reads it somewhere else. */
function whereRow({ place, hours }: Guide, centre: Place | null): readonly GuideRow[] {
  return row(
    guide.where,
    ...(centre ? [said('plain', centre.name), said('soft', centre.address)] : []),
    ...(place ? [said('plain', place)] : []),
    ...(hours ? [said(place || centre ? 'soft' : 'plain', guide.hours(hours))] : [])
  );
}

/** How often somebody has to come, and what there is beside coming. */
function waysRows({ visits, visitReason, ways = [], scope, quota, ...may }: Guide): readonly GuideRow[] {
  const others = (['bookable', 'online', 'courier'] as const).filter((key) => may[key]);
  return [
    ...row(
      guide.visits,
      ...(visits === undefined ? [] : [said('strong', guide.visitsText(visits))]),
      ...(visitReason ? [said('soft', visitReason)] : [])
    ),
    ...rowIf(joined([...ways, ...others.map((key) => guide.may[key])]), guide.ways),
    ...rowIf(scope, guide.scope),
    ...rowIf(quota, guide.quota)
  ];
}

const askRow = (enquiries: string | undefined, phone: string | null): readonly GuideRow[] =>
  row(guide.phone, ...(enquiries ? [said('plain', enquiries)] : []), ...(phone ? [said('whole', phone)] : []));

/** What the guide to an item says, in the order in which people ask. What nobody wrote is not told. */
export function itemRows(item: Item, phone: string | null, centre: Place | null = null): readonly GuideRow[] {
  const { brought, fetched, signed } = materialsOf(item);
  const told = item.guide ?? {};
  const questions = item.questions ?? [];
  return [
    ...bringRow(brought),
    ...row(
      guide.limit,
      said('strong', `${guide.promised}${limitText(item.promisedLimit)}`),
      said('soft', `${guide.legal}：${limitText(item.legalLimit)}`),
      ...(item.publicNoticeDays > 0 ? [said('soft', guide.notice(item.publicNoticeDays))] : [])
    ),
    ...whereRow(told, centre),
    ...feeRow(item),
    ...row(guide.who, said('plain', item.applicants)),
    ...(item.conditions.length > 0 ? row(guide.conditions, { kind: 'list', entries: item.conditions }) : []),
    ...(told.process?.length ? row(guide.process, { kind: 'steps', entries: told.process }) : []),
    ...waysRows(told),
    ...rowIf(joined(fetched.map(({ name }) => name)), guide.fetched),
    ...rowIf(joined(signed.map(({ name }) => name)), guide.signed),
    ...row(
      guide.result,
      said('plain', item.result.name),
      ...(item.result.printable ? [said('soft', guide.printable)] : [])
    ),
    ...(item.anonymousAllowed ? row(guide.card, said('plain', guide.anonymous)) : []),
    ...row(guide.agent, said('plain', item.agentAllowed ? guide.agentYes : guide.agentNo)),
    ...rowIf(item.season, guide.season),
    ...rowIf(joined(item.specialProcedures), guide.special),
    ...row(guide.questions, ...questions.map((one): GuidePart => ({ kind: 'question', ...one }))),
    ...(item.legalBasis.length > 0 ? row(guide.basis, said('soft', joined(item.legalBasis))) : []),
    ...askRow(told.enquiries, phone),
    ...rowIf(told.complaints, guide.complaints)
  ];
}

/** What is to be done after a 一件事, each with the name of its item where that is done here. */
export const nextTexts = (
  next: Bundled['bundle']['next'],
  nameOf: (code: string) => string | null
): readonly string[] => next.map(({ text, code }) => nextText(text, code === null ? null : nameOf(code)));

/**
 * What the guide to a 一件事 says: what it does, what it asks, once, and what comes after it. `nameOf` names an item,
 * `leftOut` are the names of those that are not done.
 */
export function bundleRows(
  all: Bundled,
  leftOut: readonly string[],
  nameOf: (code: string) => string | null,
  phone: string | null
): readonly GuideRow[] {
  const { brought, fetched, signed } = materialsOf(all.whole);
  const always = ({ requiredWhen }: Material) => requiredWhen === null;
  // What no card tells: at most these are asked.
  const questions = all.whole.form.filter(({ source }) => source !== 'card');
  return [
    ...row(
      bundle.guide.does,
      ...all.parts.map((item): GuidePart => ({ kind: 'pair', name: item.name, text: limitText(item.promisedLimit) })),
      said('soft', bundle.guide.slips),
      said('soft', bundle.guide.alone)
    ),
    ...rowIf(joined(leftOut), bundle.guide.leftOut),
    ...bringRow(brought.filter(always)),
    ...row(
      bundle.guide.asked,
      said('strong', bundle.guide.askedOnce(questions.length)),
      said('soft', joined(questions.map(({ label }) => label)))
    ),
    ...(signed.length > 0
      ? row(guide.signed, said('strong', bundle.guide.signedOnce), said('soft', joined(signed.map(({ name }) => name))))
      : []),
    ...rowIf(joined(fetched.filter(always).map(({ name }) => name)), guide.fetched),
    ...row(guide.who, ...all.parts.map(({ name, applicants }) => said('plain', `${name}：${applicants}`))),
    ...row(bundle.guide.next, ...nextTexts(all.bundle.next, nameOf).map((text) => said('plain', text))),
    ...rowIf(phone, guide.phone, 'whole')
  ];
}
