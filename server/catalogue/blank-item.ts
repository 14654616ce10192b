import type { FieldCode, FormField, Item, Limit, Material } from '../contract/item.ts';
import { plainField } from '../contract/plain-field.ts';

/** What every form begins with: nobody who taps a card is asked for any of it but the telephone. */
const FORM: readonly FormField[] = [
  {
    ...plainField('name', '姓名'),
    source: 'card',
    prefill: [{ from: 'card', part: 'name' }],
    maxLength: 50
  },
  {
    ...plainField('idNumber', '公民身份号码', 'idcard'),
    source: 'card',
    prefill: [{ from: 'card', part: 'idNumber' }],
    masked: true
  },
  {
    ...plainField('mobile', '联系电话', 'mobile'),
    required: false,
    prefill: [{ from: 'earlier' }],
    remembered: true,
    note: '无手机的老人可留亲属或社区电话'
  },
  {
    ...plainField('liveAddress', '现居住地址', 'address'),
    source: 'card',
    prefill: [{ from: 'earlier' }, { from: 'card', part: 'address' }],
    remembered: true,
    correctable: true
  }
];

/** A material of which only its key is known: whoever applies brings it. */
export const emptyMaterial = (key: string): Material => ({
  key,
  name: '',
  source: 'resident',
  record: null,
  required: true,
  tolerable: false,
  promiseAllowed: false,
  signedBy: 'applicant',
  requiredWhen: null,
  note: null,
  acceptance: ''
});

/** An item of which nothing is known yet. What publication needs is empty, so that it is told as missing. */
export const emptyItem = (code: string, effectiveFrom: string, promisedLimit: Limit): Item => ({
  code,
  version: 1,
  effectiveFrom,
  name: '',
  nameEn: '',
  plainHint: '',
  plainWords: [],
  field: '' as FieldCode,
  itemType: '',
  handling: 'promised',
  terminalUse: 'apply',
  acceptLevel: '',
  decideLevel: '',
  applicants: '',
  conditions: [],
  materials: [],
  form: FORM,
  slotPlan: null,
  legalLimit: null,
  promisedLimit,
  specialProcedures: [],
  lapsesAfter: null,
  publicNoticeDays: 0,
  fee: { charged: null, text: '', basis: null },
  result: { name: '', type: '', printable: false },
  faceCheck: 'none',
  agentAllowed: false,
  anonymousAllowed: false,
  sensitive: [],
  season: null,
  forbiddenProofs: [],
  legalBasis: [],
  sampleNote: ''
});

const MATERIALS: readonly Material[] = [
  {
    ...emptyMaterial('m01'),
    name: '居民身份证',
    source: 'licence',
    record: '居民身份证',
    note: '刷卡即读，不收复印件',
    acceptance: '证照库记录在有效期内，持证人与申请人一致'
  },
  {
    ...emptyMaterial('m02'),
    name: '申请表',
    source: 'generated',
    note: '屏幕填写后生成，手写屏签名',
    acceptance: '内容完整，签名清楚，由本人当场签署'
  }
];

/** What staff begin with: a form to sign, and nothing that has to be thought of by whoever writes it. */
export const blankItem = (code: string, name: string, field: FieldCode, today: string): Item => ({
  ...emptyItem(code, today, { days: 5, unit: 'working', clockStart: 'accepted' }),
  name,
  field,
  itemType: '公共服务',
  acceptLevel: '社区',
  decideLevel: '街道',
  materials: MATERIALS,
  fee: { charged: false, text: '不收费', basis: null },
  result: { name: '', type: '办理结果', printable: false },
  agentAllowed: true
});
