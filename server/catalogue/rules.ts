import type { Bundle } from '../contract/bundle.ts';
import { type FormField, type Item, type Limit, STAGES } from '../contract/item.ts';

/** Proofs that residents' committees no longer issue (民发〔2020〕20号): no item may ask for one. */
export const FORBIDDEN_PROOFS = [
  '亲属关系证明',
  '居民身份信息证明',
  '户口登记变更申请证明',
  '居民养犬证明',
  '无犯罪记录证明',
  '社区戒毒康复情况证明',
  '人员失踪证明',
  '婚姻状况证明',
  '出生证明',
  '健在证明',
  '死亡证明',
  '疾病状况证明',
  '残疾状况证明',
  '婚育状况证明',
  '居民就业状况证明',
  '个人档案证明',
  '居民财产证明',
  '遗产继承权证明',
  '市场主体住所证明',
  '证件遗失证明'
] as const;

/** Where an item is not fit to be published, and why. */
export interface CatalogueProblem {
  readonly item: string;
  readonly place: string;
  readonly problem: string;
}

const MASKED_TYPES = ['idcard', 'bankcard', 'disabilityCert'];

function checkLimit(limit: Limit): string | null {
  if (!Number.isInteger(limit.days) || limit.days < 0) return 'days must be a whole number';
  if (limit.unit === 'immediate') return limit.days === 0 ? null : 'an immediate limit has no days';
  return limit.days > 0 ? null : 'a limit in days needs days';
}

/** The most working days the whole may take; without end where it is counted in other days. */
function longestOf({ legalLimit, promisedLimit }: Item): number {
  const { days, unit } = legalLimit ?? promisedLimit;
  return unit === 'working' ? days : Number.POSITIVE_INFINITY;
}

function checkField(field: FormField, records: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  if ((field.type === 'select' || field.type === 'multiselect') && field.options.length === 0)
    problems.push('has no options');
  if (field.type === 'table' && field.columns.length === 0) problems.push('has no columns');
  if (MASKED_TYPES.includes(field.type) && !field.masked) problems.push('must be masked');
  for (const rule of field.prefill)
    if ((rule.from === 'licence' || rule.from === 'data') && field.key === 'liveAddress' && !records.has(rule.record))
      problems.push(`takes from ${rule.record}, which the item does not ask for`);
  return problems;
}

/** Every reason against publishing one item (rules of GB/T 39554 elements and of 证明清理). */
export function checkItem(item: Item): CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  const found = (place: string, problem: string) => problems.push({ item: item.code, place, problem });
  for (const key of ['name', 'plainHint', 'applicants', 'itemType', 'acceptLevel', 'decideLevel'] as const)
    if (!item[key]) found(key, 'is empty');
  if (item.conditions.length === 0) found('conditions', 'is empty');
  if (item.legalBasis.length === 0) found('legalBasis', 'is empty');
  if (!item.result.name) found('result', 'is empty');
  if (!item.fee.text) found('fee', 'is empty');
  const promised = checkLimit(item.promisedLimit);
  if (promised) found('promisedLimit', promised);
  if (item.legalLimit) {
    const legal = checkLimit(item.legalLimit);
    if (legal) found('legalLimit', legal);
    if (item.legalLimit.unit === item.promisedLimit.unit && item.promisedLimit.days > item.legalLimit.days)
      found('promisedLimit', 'is longer than the legal limit');
  }
  if (item.itemType === '行政许可' && !item.legalLimit) found('legalLimit', 'is missing: 行政许可法 sets one');
  const legs = STAGES.flatMap((name) => item.stages?.[name] ?? []);
  if (legs.some((days) => !Number.isInteger(days) || days < 1)) found('stages', 'are whole working days');
  if (legs.reduce((sum, days) => sum + days, 0) > longestOf(item)) found('stages', 'are longer than the whole');
  if (item.handling === 'immediate' && item.promisedLimit.unit !== 'immediate')
    found('promisedLimit', '即办件 is done at once');
  const keys = item.form.map((field) => field.key);
  for (const key of keys.filter((key, index) => keys.indexOf(key) !== index)) found(`form.${key}`, 'stands twice');
  const records = new Set(item.materials.flatMap((material) => material.record ?? []));
  for (const field of item.form) for (const problem of checkField(field, records)) found(`form.${field.key}`, problem);
  if (item.form.some((field) => field.type === 'slot') !== (item.slotPlan !== null))
    found('slotPlan', 'and a slot field belong together');
  for (const material of item.materials) {
    const place = `materials.${material.key}`;
    if (/其他材料|其它材料/.test(material.name)) found(place, 'is a catch-all');
    if (FORBIDDEN_PROOFS.some((proof) => material.name.includes(proof)))
      found(place, 'is a proof that may not be asked for');
    if (material.source === 'resident' && !material.note) found(place, 'does not say why it cannot be fetched');
    if ((material.source === 'licence' || material.source === 'data-check') !== (material.record !== null))
      found(place, 'has no record to ask for');
    if (!material.acceptance) found(place, 'has no acceptance standard');
  }
  return problems;
}

/** Every reason against offering one bundle. A booking has a time of its own, and a report without a card has no person. */
function checkBundle(bundle: Bundle, items: readonly Item[]): CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  const found = (place: string, problem: string) => problems.push({ item: bundle.code, place, problem });
  if (!/^JS-\d{2}$/.test(bundle.code)) found('code', 'is not JS- and two digits');
  for (const key of ['name', 'plainHint'] as const) if (!bundle[key]) found(key, 'is empty');
  if (bundle.plainWords.length === 0) found('plainWords', 'is empty');
  if (bundle.items.length < 2) found('items', 'are fewer than two');
  const fields = new Map<string, FormField>();
  for (const [at, code] of bundle.items.entries()) {
    const item = items.find((one) => one.code === code);
    if (bundle.items.indexOf(code) !== at) found(`items.${code}`, 'stands twice');
    if (!item) found(`items.${code}`, 'is not in the catalogue');
    if (item?.slotPlan) found(`items.${code}`, 'is a booking');
    if (item?.anonymousAllowed) found(`items.${code}`, 'needs no card');
    for (const field of item?.form ?? []) fields.set(`${code}.${field.key}`, field);
  }
  for (const { code } of bundle.next)
    if (code !== null && !items.some((one) => one.code === code)) found(`next.${code}`, 'is not in the catalogue');
  for (const group of bundle.same) {
    const types = new Set(group.map((place) => fields.get(place)?.type));
    if (types.size > 1 || types.has(undefined)) found(`same.${group.join('=')}`, 'are not fields of one type');
  }
  return problems;
}

/** All problems of a catalogue and of the bundles of its items; a code that stands twice included. */
export function checkCatalogue(items: readonly Item[], bundles: readonly Bundle[] = []): CatalogueProblem[] {
  const codes = [...items, ...bundles].map(({ code }) => code);
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  return [
    ...twice.map((item) => ({ item, place: 'code', problem: 'stands twice' })),
    ...items.flatMap(checkItem),
    ...bundles.flatMap((bundle) => checkBundle(bundle, items))
  ];
}
