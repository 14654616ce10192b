import { checkBranches } from '../contract/branching.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { CatalogueProblem, CatalogueProblemCode } from '../contract/catalogue-problem.ts';
import { isCreditCode } from '../contract/credit-code.ts';
import { isDate } from '../contract/id-number.ts';
import {
  type FieldType,
  type FormField,
  type Item,
  type Limit,
  type SensitiveClass,
  STAGES
} from '../contract/item.ts';
import { codesApart, isBaseCode, isHandlingCode, isTaskCode } from '../contract/national-code.ts';
import { checkRepeats } from '../contract/repeat.ts';

/** Proofs that residents' committees no longer issue (民发〔2020〕20号), two of them also as people write them in short: no item may ask for one. */
export const FORBIDDEN_PROOFS = [
  '亲属关系证明',
  '居民身份信息证明',
  '户口登记变更申请证明',
  '户口登记项目内容变更申请证明',
  '居民养犬证明',
  '无犯罪记录证明',
  '社区戒毒康复情况证明',
  '社区戒毒社区康复人员情况证明',
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

type Found = (place: string, problem: CatalogueProblemCode) => void;

const MASKED_TYPES: readonly FieldType[] = ['idcard', 'bankcard', 'disabilityCert'];
/** Kinds of answers that are sensitive by themselves, wherever they are asked (个人信息保护法 第28条). */
const SENSITIVE_TYPES: Partial<Record<FieldType, SensitiveClass>> = { bankcard: 'account', disabilityCert: 'health' };

const isWhole = (limit: Limit): boolean =>
  Number.isInteger(limit.days) && (limit.unit === 'immediate' ? limit.days === 0 : limit.days > 0);

/** The most working days the whole may take; without end where it is counted in other days. */
function longestOf({ legalLimit, promisedLimit }: Item): number {
  const { days, unit } = legalLimit ?? promisedLimit;
  return unit === 'working' ? days : Number.POSITIVE_INFINITY;
}

const ELEMENTS = ['name', 'plainHint', 'applicants', 'itemType', 'acceptLevel', 'decideLevel'] as const;

function checkElements(item: Item, found: Found): void {
  if (!/^SQ-\d{2}-\d{3}$/.test(item.code) || item.code.slice(3, 5) !== item.field) found('code', 'code');
  for (const key of ELEMENTS) if (!item[key].trim()) found(key, 'empty');
  if (item.conditions.length === 0) found('conditions', 'empty');
  if (item.legalBasis.length === 0) found('legalBasis', 'empty');
  if (item.plainWords.length === 0) found('plainWords', 'empty');
  if (!item.result.name) found('result', 'empty');
  if (!item.fee.text) found('fee', 'empty');
  if (item.fee.charged && !item.fee.basis) found('fee.basis', 'empty');
  if (!isDate(item.effectiveFrom)) found('effectiveFrom', 'effective-date');
}

function checkLimits(item: Item, found: Found): void {
  const { legalLimit, promisedLimit } = item;
  if (!isWhole(promisedLimit)) found('promisedLimit', 'limit-days');
  if (legalLimit) {
    if (!isWhole(legalLimit)) found('legalLimit', 'limit-days');
    if (legalLimit.unit === promisedLimit.unit && promisedLimit.days > legalLimit.days)
      found('promisedLimit', 'limit-longer');
    if (promisedLimit.unit !== 'immediate' && legalLimit.clockStart !== promisedLimit.clockStart)
      found('promisedLimit', 'limit-start');
  }
  if (item.itemType === '行政许可' && !legalLimit) found('legalLimit', 'limit-permit');
  const legs = STAGES.flatMap((name) => item.stages?.[name] ?? []);
  if (legs.some((days) => !Number.isInteger(days) || days < 1)) found('stages', 'stage-days');
  if (legs.reduce((sum, days) => sum + days, 0) > longestOf(item)) found('stages', 'stage-longer');
  if (item.handling === 'immediate' && promisedLimit.unit !== 'immediate') found('promisedLimit', 'limit-immediate');
}

function checkField(field: FormField, records: ReadonlySet<string>, found: Found): void {
  const place = `form.${field.key}`;
  if (!/^[A-Za-z][A-Za-z0-9]{0,39}$/.test(field.key)) found(place, 'field-key');
  if (!field.label.trim()) found(`${place}.label`, 'empty');
  if (field.type === 'select' || field.type === 'multiselect') {
    if (field.options.length === 0) found(`${place}.options`, 'no-options');
    if (new Set(field.options).size < field.options.length) found(`${place}.options`, 'option-twice');
  }
  if (field.type === 'table' && field.columns.length === 0) found(`${place}.columns`, 'no-columns');
  for (const column of field.columns)
    if (column.type === 'select' && column.options.length === 0) found(`${place}.columns.${column.key}`, 'no-options');
  if (MASKED_TYPES.includes(field.type) && !field.masked) found(place, 'must-mask');
  for (const rule of field.prefill)
    if ((rule.from === 'licence' || rule.from === 'data') && field.key === 'liveAddress' && !records.has(rule.record))
      found(place, 'record-not-asked');
}

function checkForm(item: Item, found: Found): void {
  const keys = item.form.map(({ key }) => key);
  for (const key of keys.filter((key, index) => keys.indexOf(key) !== index)) found(`form.${key}`, 'twice');
  const records = new Set(item.materials.flatMap(({ record }) => record ?? []));
  for (const field of item.form) {
    checkField(field, records, found);
    const sensitive = SENSITIVE_TYPES[field.type];
    if (sensitive && !item.sensitive.includes(sensitive)) found(`form.${field.key}`, 'consent-missing');
  }
  for (const { field, code } of checkBranches(item.form)) found(`form.${field}.showWhen`, code);
  for (const { field, code } of checkRepeats(item.form)) found(`form.${field}`, code);
  if (item.form.some(({ type }) => type === 'slot') !== (item.slotPlan !== null)) found('slotPlan', 'slot-plan');
  const resource = item.slotPlan?.resourceField ?? null;
  if (resource !== null && !keys.includes(resource)) found('slotPlan', 'slot-resource');
}

function checkMaterials(item: Item, found: Found): void {
  const keys = item.materials.map(({ key }) => key);
  for (const key of keys.filter((key, index) => keys.indexOf(key) !== index)) found(`materials.${key}`, 'twice');
  for (const material of item.materials) {
    const place = `materials.${material.key}`;
    if (!material.name.trim()) found(place, 'empty');
    if (/其他材料|其它材料/.test(material.name)) found(place, 'catch-all');
    if (FORBIDDEN_PROOFS.some((proof) => material.name.includes(proof))) found(place, 'forbidden-proof');
    if (material.source === 'resident' && !material.note) found(place, 'no-reason');
    if ((material.source === 'licence' || material.source === 'data-check') !== (material.record !== null))
      found(place, 'no-record');
    if (!material.acceptance) found(place, 'no-acceptance');
  }
}

/** Codes that the district gives: each well formed, all of one item. */
function checkCodes({ national = {}, implementer }: Item, found: Found): void {
  const { baseCode, taskCode, handlingCode } = national;
  if (baseCode !== undefined && !isBaseCode(baseCode)) found('national.baseCode', 'national-code');
  if (taskCode !== undefined && !isTaskCode(taskCode)) found('national.taskCode', 'national-code');
  if (handlingCode !== undefined && !isHandlingCode(handlingCode)) found('national.handlingCode', 'national-code');
  if (implementer?.creditCode !== undefined && !isCreditCode(implementer.creditCode))
    found('implementer.creditCode', 'credit-code');
  for (const key of codesApart(national, implementer)) found(`national.${key}`, 'codes-apart');
}

/** What a guide tells is whole: a fee has a name, a question its answer. */
function checkGuide({ feeEntries = [], questions = [] }: Item, found: Found): void {
  for (const [at, { name }] of feeEntries.entries()) if (!name.trim()) found(`feeEntries.${at}.name`, 'empty');
  for (const [at, entry] of questions.entries())
    for (const key of ['question', 'answer'] as const) if (!entry[key].trim()) found(`questions.${at}.${key}`, 'empty');
}

/** Every reason against publishing one item. */
export function checkItem(item: Item): CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  const found: Found = (place, problem) => problems.push({ item: item.code, place, problem });
  checkElements(item, found);
  checkCodes(item, found);
  checkLimits(item, found);
  checkForm(item, found);
  checkMaterials(item, found);
  checkGuide(item, found);
  return problems;
}

/** Every reason against offering one bundle. A booking has a time of its own, and a report without a card has no person. */
function checkBundle(bundle: Bundle, items: readonly Item[]): CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  const found: Found = (place, problem) => problems.push({ item: bundle.code, place, problem });
  if (!/^JS-\d{2}$/.test(bundle.code)) found('code', 'bundle-code');
  for (const key of ['name', 'plainHint'] as const) if (!bundle[key]) found(key, 'empty');
  if (bundle.plainWords.length === 0) found('plainWords', 'empty');
  if (bundle.items.length < 2) found('items', 'bundle-few');
  const fields = new Map<string, FormField>();
  for (const [at, code] of bundle.items.entries()) {
    const item = items.find((one) => one.code === code);
    if (bundle.items.indexOf(code) !== at) found(`items.${code}`, 'twice');
    if (!item) found(`items.${code}`, 'bundle-item');
    if (item?.slotPlan) found(`items.${code}`, 'bundle-booking');
    if (item?.anonymousAllowed) found(`items.${code}`, 'bundle-anonymous');
    for (const field of item?.form ?? []) fields.set(`${code}.${field.key}`, field);
  }
  for (const { code } of bundle.next)
    if (code !== null && !items.some((one) => one.code === code)) found(`next.${code}`, 'bundle-item');
  for (const group of bundle.same) {
    const types = new Set(group.map((place) => fields.get(place)?.type));
    if (types.size > 1 || types.has(undefined)) found(`same.${group.join('=')}`, 'bundle-same');
  }
  return problems;
}

/** All problems of a catalogue and of the bundles of its items; a code that stands twice included. */
export function checkCatalogue(items: readonly Item[], bundles: readonly Bundle[] = []): CatalogueProblem[] {
  const codes = [...items, ...bundles].map(({ code }) => code);
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  return [
    ...twice.map((item) => ({ item, place: 'code', problem: 'twice' as const })),
    ...items.flatMap(checkItem),
    ...bundles.flatMap((bundle) => checkBundle(bundle, items))
  ];
}
