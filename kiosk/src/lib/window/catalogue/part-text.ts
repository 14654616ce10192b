import type {
  FeeEntry,
  Guide,
  Implementer,
  MaterialGuide,
  NationalIdentity
} from '../../../../../server/contract/guide.ts';
import {
  type FormField,
  type Item,
  type Limit,
  type Material,
  type PrefillRule,
  type ShowTest,
  type SlotPlan,
  STAGE_TEXT,
  type TableColumn
} from '../../../../../server/contract/item.ts';
import { limitText } from '../../../../../server/contract/limit.ts';
import { SERVICE_FIELDS } from '../../../../../server/contract/service-field.ts';
import {
  GUIDE_TEXT,
  MATERIAL_GUIDE_TEXT,
  MATERIAL_SOURCE_TEXT,
  SENSITIVE_TEXT,
  TERMINAL_USE_TEXT,
  TYPE_TEXT
} from './words.ts';

const FIELD: Readonly<Record<keyof FormField, string>> = {
  key: '代号',
  label: '问什么',
  type: '怎么答',
  required: '必须回答',
  source: '答案从哪里来',
  prefill: '从哪里带出来',
  remembered: '记住，下次带出来',
  correctable: '可以由本人更正',
  masked: '屏幕上遮盖',
  options: '选项',
  localOptions: '本社区的选项',
  columns: '列',
  maxLength: '最多几个字',
  note: '提示',
  past: '不能晚于今天',
  fields: '每一次问的',
  atLeast: '最少几次',
  atMost: '最多几次',
  showWhen: '什么时候才问'
};
const COLUMN: Readonly<Record<keyof TableColumn, string>> = {
  key: '代号',
  label: '名称',
  type: '怎么填',
  options: '选项',
  past: '不能晚于今天'
};
const MATERIAL: Readonly<Record<keyof Material, string>> = {
  key: '代号',
  name: '名称',
  source: '怎么来',
  record: '哪一份记录',
  required: '必须有',
  tolerable: '可以容缺后补',
  promiseAllowed: '可以用书面承诺代替',
  signedBy: '谁签名',
  requiredWhen: '什么时候才要',
  note: '说明',
  acceptance: '受理标准',
  guide: '实施清单'
};
const FEE: Readonly<Record<keyof Item['fee'], string>> = { charged: '要不要收', text: '说法', basis: '依据' };
const FEE_ENTRY: Readonly<Record<keyof FeeEntry, string>> = {
  name: '项目名称',
  standard: '标准',
  basis: '依据',
  reducible: '可以减免',
  reductionBasis: '减免依据'
};
const RESULT: Readonly<Record<keyof Item['result'], string>> = {
  name: '名称',
  type: '类型',
  printable: '可以在终端打印',
  makes: '放进哪些共享数据',
  renewsAfterMonths: '多少个月以后要再办'
};
const PLAN: Readonly<Record<keyof SlotPlan, string>> = {
  weekdays: '星期几',
  times: '几点开始',
  capacity: '每个时段几个名额',
  daysAhead: '提前几天可以约',
  resourceField: '约的是哪个问题里选的'
};
const NATIONAL: Readonly<Record<keyof NationalIdentity, string>> = {
  baseCode: '基本编码',
  localBaseCode: '地方基本编码',
  taskCode: '实施编码',
  localTaskCode: '地方实施编码',
  handlingCode: '业务办理项编码',
  status: '事项状态',
  cancelledFrom: '计划取消日期',
  level: '行使层级',
  powerSource: '权力来源'
};
const IMPLEMENTER: Readonly<Record<keyof Implementer, string>> = {
  name: '名称',
  creditCode: '统一社会信用代码',
  nature: '性质',
  entrustedBy: '委托部门',
  joint: '联办机构',
  town: '乡镇街道',
  townCode: '乡镇街道代码',
  village: '村居社区',
  villageCode: '村居社区代码'
};
type Names = Readonly<Record<string, string>>;

/** What is called what inside an element of an item; `guide` of a material stands under its own name. */
export const PART_TEXT: Readonly<Record<string, Names>> = {
  form: FIELD,
  fields: FIELD,
  columns: COLUMN,
  materials: MATERIAL,
  'materials.guide': MATERIAL_GUIDE_TEXT satisfies Readonly<Record<keyof MaterialGuide, string>>,
  fee: FEE,
  feeEntries: FEE_ENTRY,
  questions: { question: '问', answer: '答' },
  result: RESULT,
  slotPlan: PLAN,
  national: NATIONAL,
  implementer: IMPLEMENTER,
  guide: GUIDE_TEXT satisfies Readonly<Record<keyof Guide, string>>,
  stages: STAGE_TEXT
};

const WEEKDAYS = '一二三四五六日';
const CARD_PART = { name: '姓名', idNumber: '号码', address: '住址', birth: '出生日期', sex: '性别' } as const;

function prefillText(rule: PrefillRule): string {
  if (rule.from === 'card') return `身份证上的${CARD_PART[rule.part]}`;
  if (rule.from === 'earlier') return '上次填的';
  return rule.from === 'age-band' ? '按年龄算' : `${rule.record}（${rule.part}）`;
}

/** A condition in short, as far as one can be told without the form it is in. */
function testText(test: ShowTest, form: readonly FormField[]): string {
  const label = form.find(({ key }) => key === test.field)?.label ?? test.field;
  if ('is' in test)
    return `“${label}”是${test.is.map((one) => (typeof one === 'boolean' ? (one ? '是' : '否') : one)).join('或')}`;
  return `“${label}”${test.from ?? ''}到${test.to ?? ''}`;
}

/** Values that are told in words of their own, by where they stand: `element.part`, or `element` alone. */
type Told = (value: never, form: readonly FormField[]) => string;
const oneOf =
  (names: Names): Told =>
  (value: string) =>
    names[value] ?? value;
const listed =
  <One>(text: (one: One, form: readonly FormField[]) => string): Told =>
  (values: readonly One[], form) =>
    values.map((one) => text(one, form)).join('，');

const limit: Told = (value: Limit) => limitText(value);
const field = {
  type: oneOf(TYPE_TEXT),
  source: oneOf({
    card: '身份证读取',
    licence: '证照带出',
    data: '数据带出',
    computed: '系统计算',
    chosen: '选择',
    typed: '本人填写'
  }),
  prefill: listed(prefillText),
  showWhen: listed(testText)
} satisfies Partial<Record<keyof FormField, Told>>;

export const VALUE_TEXT: Readonly<Record<string, Told>> = {
  promisedLimit: limit,
  legalLimit: limit,
  handling: oneOf({ promised: '承诺件', immediate: '即办件' }),
  terminalUse: oneOf(TERMINAL_USE_TEXT),
  field: oneOf(Object.fromEntries(SERVICE_FIELDS.map(({ code, name }) => [code, name]))),
  faceCheck: oneOf({ none: '不刷脸', optional: '可以刷脸' }),
  sensitive: listed((one: string) => SENSITIVE_TEXT[one as keyof typeof SENSITIVE_TEXT] ?? one),
  lapsesAfter: ({ days, unit }: NonNullable<Item['lapsesAfter']>) => `${days}${unit === 'working' ? '个工作日' : '天'}`,
  'slotPlan.weekdays': listed((day: number) => `周${WEEKDAYS[day - 1] ?? ''}`),
  'slotPlan.times': listed((time: string) => time),
  'materials.source': oneOf(MATERIAL_SOURCE_TEXT),
  'materials.signedBy': oneOf({ applicant: '申请人', household: '家里每个成年人' }),
  'columns.type': oneOf({ text: '文字', idcard: '身份证号', date: '日期', select: '选一个' }),
  ...Object.fromEntries(
    ['form', 'fields'].flatMap((element) => Object.entries(field).map(([key, told]) => [`${element}.${key}`, told]))
  )
};
