import type { FieldType, Item } from '../../../../../../server/contract/item.ts';
import { answeredWith, atCorrection, atQuestion, kept, offering, type Standing } from '../application.ts';
import { entryOf, FREE_SLOTS } from '../examples.ts';
import { resident, terminalWith } from '../people.ts';
import { type Act, press, presses, type Scene } from '../scene.ts';
import { type Answer, say } from '../wire.ts';

const NAMES = {
  text: '一行字',
  address: '地址',
  textarea: '一段话',
  idcard: '身份证号',
  mobile: '电话',
  bankcard: '银行卡号',
  disabilityCert: '残疾人证号',
  number: '数字',
  year: '年份',
  date: '日期',
  daterange: '从哪天到哪天',
  monthrange: '从哪月到哪月',
  select: '选一个',
  multiselect: '选几样',
  bool: '是或否',
  person: '一个人',
  area: '省市',
  slot: '预约时间',
  table: '表',
  repeat: '几位，一位一位填',
  image: '照片'
} as const satisfies Record<FieldType, string>;

/** Where a real item asks each kind of question. */
export const ASKED = {
  text: ['SQ-01-002', 'jobPlace'],
  address: ['SQ-01-001', 'liveAddress'],
  textarea: ['SQ-05-001', 'assets'],
  idcard: ['SQ-01-001', 'idNumber'],
  mobile: ['SQ-01-001', 'mobile'],
  bankcard: ['SQ-05-001', 'bankAccount'],
  disabilityCert: ['SQ-05-004', 'disNo'],
  number: ['SQ-05-001', 'income'],
  year: ['SQ-02-004', 'startYear'],
  date: ['SQ-01-001', 'jobEndDate'],
  daterange: ['SQ-06-003', 'term'],
  monthrange: ['SQ-02-005', 'range'],
  select: ['SQ-01-004', 'hardType'],
  multiselect: ['SQ-05-008', 'careNeed'],
  bool: ['SQ-05-001', 'staffKin'],
  person: ['SQ-04-001', 'child'],
  area: ['SQ-02-007', 'toArea'],
  slot: ['SQ-07-001', 'slot'],
  table: ['SQ-05-001', 'familyMembers'],
  repeat: ['SQ-10-001', 'others'],
  image: ['SQ-08-005', 'photo']
} as const satisfies Record<FieldType, readonly [string, string]>;
export const FIELD_TYPES = Object.keys(ASKED) as readonly FieldType[];

interface Extra {
  readonly acts?: readonly Act[];
  readonly answers?: Readonly<Record<string, Answer>>;
}
const slotsAt = (code: string, slots: unknown = FREE_SLOTS) => ({ [`GET /api/slots/${code}`]: say({ slots }) });

function question(
  id: string,
  name: string,
  type: FieldType,
  at: (item: Item, key: string) => Standing,
  { acts = [], answers = {} }: Extra = {}
): Scene {
  const [code, key] = ASKED[type];
  return {
    id,
    group: '问题',
    name,
    route: '/terminal/apply/[code]',
    params: { code },
    frame: 'lib/apply/Filling.svelte',
    wire: terminalWith(resident(), {
      'GET /agent/draft': kept(code, (item) => at(item, key)),
      ...(type === 'slot' ? slotsAt(code) : {}),
      ...answers
    }),
    acts
  };
}
const full = (item: Item, key: string): Standing => answeredWith(atQuestion(item, key), key);

const EVERY_KIND: readonly Scene[] = FIELD_TYPES.flatMap((type) => [
  question(`question-${type}`, NAMES[type], type, atQuestion),
  question(`question-${type}-answered`, `${NAMES[type]}，答好了`, type, full)
]);

const MANY_OPTIONS = [
  '摔伤后行动不便',
  '视力不好',
  '听力不好',
  '记性不好',
  '独自居住',
  '子女在外地',
  '刚出院',
  '长期卧床',
  '其他'
];
const [SELECT] = ASKED.select;
/** The real item, with more to choose from than one page holds. */
const manyOptions: Answer = async (itemOf) => {
  const item = await itemOf(SELECT);
  const [, key] = ASKED.select;
  const form = item.form.map((field) => (field.key === key ? { ...field, options: MANY_OPTIONS } : field));
  return say({ ...item, form });
};

/** People and an organisation, so that entries ask different things. */
const threeOf = (item: Item, key: string): Standing => {
  const field = item.form.find((one) => one.key === key);
  return answeredWith(atQuestion(item, key), key, field ? [0, 1, 0].map((option) => entryOf(field, option)) : []);
};

/** What some questions come to behind their first step. */
const INNER_STEPS: readonly Scene[] = [
  question('question-select-many', '选一个，选项很多', 'select', atQuestion, {
    answers: { [`GET /api/catalogue/items/${SELECT}`]: manyOptions }
  }),
  question('question-area-province', '省市，选省', 'area', atQuestion, { acts: presses('华东') }),
  question('question-area-city', '省市，写市', 'area', atQuestion, { acts: presses('华东', '浙江省') }),
  question('question-slot-time', '预约，选几点', 'slot', atQuestion, { acts: presses('2026年11月25日（星期三）') }),
  question('question-slot-none', '预约，约满了', 'slot', atQuestion, { answers: slotsAt(ASKED.slot[0], []) }),
  question('question-table-cell', '表，写一格', 'table', atQuestion, { acts: presses('加一行') }),
  question('question-table-number', '表，写证号', 'table', full, { acts: presses('改', '下一格') }),
  question('question-table-choice', '表，选一格', 'table', full, { acts: presses('改', '下一格', '下一格') }),
  question('question-table-wrong', '表，一格没填', 'table', atQuestion, { acts: presses('加一行', '下一格') }),
  question('question-repeat-three', '三位', 'repeat', threeOf),
  question('question-repeat-removed', '三位，去掉了一位', 'repeat', threeOf, { acts: presses('去掉') }),
  question('question-repeat-entry', '一位，选是谁', 'repeat', atQuestion, { acts: presses('添一位') }),
  question('question-repeat-inner', '一位，写是谁', 'repeat', threeOf, { acts: presses('改', '下一问') }),
  question('question-repeat-wrong', '一位，没填', 'repeat', atQuestion, { acts: presses('添一位', '下一问') }),
  question('question-person-number', '一个人，写证号', 'person', full, { acts: presses('身份证号') }),
  question('question-text-candidates', '一行字，选字', 'text', atQuestion, { acts: presses('Z', 'H') }),
  question('question-text-marks', '一行字，符号', 'text', atQuestion, { acts: presses('符号') }),
  question('question-address-words', '地址，常用字', 'address', atQuestion, { acts: presses('符号', '地址') })
];

const mobileWith = (answer: string) => (item: Item, key: string) => answeredWith(atQuestion(item, key), key, answer);
const optional = (item: Item, key: string): Standing => {
  const form = item.form.map((field) => (field.key === key ? { ...field, required: false } : field));
  return atQuestion({ ...item, form }, key);
};

const SPECIAL: readonly Scene[] = [
  question('question-optional', '可以不填', 'mobile', optional),
  question('question-wrong', '填错了', 'mobile', mobileWith('138'), { acts: [press('下一步')] }),
  question('question-missing', '没有填', 'bankcard', atQuestion, { acts: [press('下一步')] }),
  question('question-offer', '上次填的', 'address', (item, key) => offering(atQuestion(item, key), key)),
  question('question-correction', '更正', 'address', atCorrection)
];

export const QUESTIONS: readonly Scene[] = [...EVERY_KIND, ...INNER_STEPS, ...SPECIAL];
