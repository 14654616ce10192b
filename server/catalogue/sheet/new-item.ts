import type { FieldCode, FormField, Item, Material } from '../../contract/item.ts';
import { NO_PROMISE } from './limits.ts';

const FIELD: Omit<FormField, 'key' | 'label' | 'type' | 'source'> = {
  required: true,
  prefill: [],
  remembered: false,
  correctable: false,
  masked: false,
  options: [],
  localOptions: null,
  columns: [],
  maxLength: null,
  note: null
};

/** A 实施清单 has no form. A new item asks who it is and how to reach them, and nothing that a card does not say. */
const FORM: readonly FormField[] = [
  {
    ...FIELD,
    key: 'name',
    label: '姓名',
    type: 'text',
    source: 'card',
    prefill: [{ from: 'card', part: 'name' }],
    maxLength: 50
  },
  {
    ...FIELD,
    key: 'idNumber',
    label: '公民身份号码',
    type: 'idcard',
    source: 'card',
    prefill: [{ from: 'card', part: 'idNumber' }],
    masked: true
  },
  {
    ...FIELD,
    key: 'mobile',
    label: '联系电话',
    type: 'mobile',
    required: false,
    source: 'typed',
    prefill: [{ from: 'earlier' }],
    remembered: true,
    note: '无手机的老人可留亲属或社区电话'
  },
  {
    ...FIELD,
    key: 'liveAddress',
    label: '现居住地址',
    type: 'address',
    source: 'licence',
    prefill: [{ from: 'earlier' }, { from: 'card', part: 'address' }],
    remembered: true,
    correctable: true
  }
];

/** An item of which nothing is known yet. What publication needs is empty, so that it is told as missing. */
export const newItem = (code: string, effectiveFrom: string): Item => ({
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
  promisedLimit: NO_PROMISE,
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

/** A material of which only the name is known: whoever applies brings it. */
export const newMaterial = (key: string): Material => ({
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

/** The first number that none of the items of a field has: `SQ-05-013`. */
export function freeCode(field: FieldCode, taken: ReadonlySet<string>): string {
  const prefix = `SQ-${field}-`;
  const serials = [...taken].filter((code) => code.startsWith(prefix)).map((code) => Number(code.slice(prefix.length)));
  return `${prefix}${String(Math.max(0, ...serials.filter(Number.isInteger)) + 1).padStart(3, '0')}`;
}

/** The first key `m01` that none of the materials has. */
export function freeKey(taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number++) {
    const key = `m${String(number).padStart(2, '0')}`;
    if (!taken.has(key)) return key;
  }
}
