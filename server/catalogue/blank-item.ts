import type { FieldCode, FormField, Item, Material } from '../contract/item.ts';

const field = (key: string, label: string, changes: Partial<FormField>): FormField => ({
  key,
  label,
  type: 'text',
  required: true,
  source: 'typed',
  prefill: [],
  remembered: false,
  correctable: false,
  masked: false,
  options: [],
  localOptions: null,
  columns: [],
  maxLength: null,
  note: null,
  ...changes
});

/** What every form begins with: nobody who taps a card is asked for any of it but the telephone. */
const FIRST_FIELDS: readonly FormField[] = [
  field('name', '姓名', { source: 'card', prefill: [{ from: 'card', part: 'name' }], maxLength: 50 }),
  field('idNumber', '公民身份号码', {
    type: 'idcard',
    source: 'card',
    prefill: [{ from: 'card', part: 'idNumber' }],
    masked: true
  }),
  field('mobile', '联系电话', {
    type: 'mobile',
    prefill: [{ from: 'earlier' }],
    remembered: true,
    note: '无手机的老人可留亲属或社区电话'
  }),
  field('liveAddress', '现居住地址', {
    type: 'address',
    source: 'card',
    prefill: [{ from: 'earlier' }, { from: 'card', part: 'address' }],
    remembered: true,
    correctable: true
  })
];

const FIRST_MATERIALS: readonly Material[] = [
  {
    key: 'm01',
    name: '居民身份证',
    source: 'licence',
    record: '居民身份证',
    required: true,
    tolerable: false,
    promiseAllowed: false,
    signedBy: 'applicant',
    requiredWhen: null,
    note: '刷卡即读，不收复印件',
    acceptance: '证照库记录在有效期内，持证人与申请人一致'
  },
  {
    key: 'm02',
    name: '申请表',
    source: 'generated',
    record: null,
    required: true,
    tolerable: false,
    promiseAllowed: false,
    signedBy: 'applicant',
    requiredWhen: null,
    note: '屏幕填写后生成，手写屏签名',
    acceptance: '内容完整，签名清楚，由本人当场签署'
  }
];

/** What a new item begins with: what a card brings, a form to sign, and nothing that has to be thought of by whoever writes it. */
export const blankItem = (code: string, name: string, serviceField: FieldCode, today: string): Item => ({
  code,
  version: 0,
  effectiveFrom: today,
  name,
  nameEn: '',
  plainHint: '',
  plainWords: [],
  field: serviceField,
  itemType: '公共服务',
  handling: 'promised',
  terminalUse: 'apply',
  acceptLevel: '社区',
  decideLevel: '街道',
  applicants: '',
  conditions: [],
  materials: FIRST_MATERIALS,
  form: FIRST_FIELDS,
  slotPlan: null,
  legalLimit: null,
  promisedLimit: { days: 5, unit: 'working', clockStart: 'accepted' },
  specialProcedures: [],
  lapsesAfter: null,
  publicNoticeDays: 0,
  fee: { charged: false, text: '不收费', basis: null },
  result: { name: '', type: '办理结果', printable: false },
  faceCheck: 'none',
  agentAllowed: true,
  anonymousAllowed: false,
  sensitive: [],
  season: null,
  forbiddenProofs: [],
  legalBasis: [],
  sampleNote: ''
});
