import type { Guide, MaterialGuide } from '../../../../../server/contract/guide.ts';
import type { FieldType, Item, Material, SensitiveClass } from '../../../../../server/contract/item.ts';

/** What each kind of question is called where forms are made, and what it looks like to whoever answers. */
export const TYPE_TEXT: Readonly<Record<FieldType, string>> = {
  text: '短文字',
  textarea: '长文字',
  number: '数字',
  bool: '是或否',
  select: '选一个',
  multiselect: '选几个',
  date: '日期',
  daterange: '起止日期',
  monthrange: '起止月份',
  year: '年份',
  mobile: '电话',
  address: '地址',
  area: '省和市',
  idcard: '身份证号',
  bankcard: '银行账号',
  disabilityCert: '残疾人证号',
  person: '一个人（姓名和证号）',
  table: '表格（几行几列）',
  repeat: '一组问题，答几次',
  image: '拍照或图片',
  slot: '预约时段'
};

export const MATERIAL_SOURCE_TEXT: Readonly<Record<Material['source'], string>> = {
  licence: '证照库调取',
  'data-check': '数据共享核验',
  generated: '系统生成，本人签名',
  resident: '本人带来'
};

export const SENSITIVE_TEXT: Readonly<Record<SensitiveClass, string>> = {
  health: '健康、残疾',
  account: '金融账户',
  'minor-under-14': '不满十四岁的人',
  'special-identity': '特定身份',
  biometric: '生物识别（刷脸）'
};

export const ITEM_TYPES = ['公共服务', '群众自治服务', '行政给付', '行政确认', '行政许可', '其他行政权力'] as const;
export const LEVELS = ['社区', '街道', '区', '市', '省'] as const;

export const TERMINAL_USE_TEXT: Readonly<Record<Item['terminalUse'], string>> = {
  apply: '自助申请',
  book: '自助预约',
  print: '自助查询打印',
  finish: '自助办结'
};

/** What a 实施清单 says beyond an application, as its own columns are called. */
export const GUIDE_TEXT: Readonly<Record<keyof Guide, string>> = {
  audience: '服务对象',
  topics: '主题分类',
  process: '办理流程',
  ways: '办理形式',
  visits: '到办事现场次数',
  visitReason: '必须到现场的原因',
  quota: '数量限制',
  intermediary: '中介服务',
  scope: '通办范围',
  onlineDepth: '网上办理深度',
  online: '网上办理',
  bookable: '提前预约',
  courier: '快递送达',
  onlinePayment: '网上支付',
  terminal: '终端办理',
  hall: '进驻大厅',
  place: '办理地点',
  hours: '办理时间',
  legalLimitNote: '法定时限说明',
  promisedLimitNote: '承诺时限说明',
  resultSample: '结果样本',
  enquiries: '咨询方式',
  complaints: '监督投诉方式'
};
export const MATERIAL_GUIDE_TEXT: Readonly<Record<keyof MaterialGuide, string>> = {
  type: '原件还是复印件',
  medium: '纸质还是电子',
  channel: '来源渠道',
  channelNote: '来源渠道说明',
  copies: '份数',
  specification: '规格',
  filling: '填报须知',
  basis: '要它的依据',
  blankForm: '空白表格',
  sample: '示例样表'
};

/** What an element is called in lists of problems and of changes; the first part of its place. */
export const ELEMENT_TEXT: Readonly<Record<string, string>> = {
  name: '事项名称',
  nameEn: '英文名称',
  plainHint: '一句话说明',
  plainWords: '居民怎么说',
  field: '所属领域',
  code: '事项编码',
  itemType: '事项类型',
  handling: '办件类型',
  terminalUse: '终端怎么用',
  acceptLevel: '受理层级',
  decideLevel: '审批层级',
  applicants: '谁可以办',
  conditions: '受理条件',
  materials: '材料',
  form: '表单',
  slotPlan: '可约时间',
  legalLimit: '法定时限',
  promisedLimit: '承诺时限',
  stages: '环节时限',
  specialProcedures: '特别程序',
  lapsesAfter: '逾期未补',
  publicNoticeDays: '公示',
  fee: '收费',
  result: '办理结果',
  faceCheck: '刷脸',
  agentAllowed: '代办',
  anonymousAllowed: '可匿名',
  entitledFrom: '免申即享',
  sensitive: '敏感信息',
  season: '办理时间段',
  forbiddenProofs: '不得索要的证明',
  legalBasis: '设定依据',
  sampleNote: '备注',
  effectiveFrom: '生效日期',
  national: '国家编码',
  implementer: '实施主体',
  guide: '办事指南',
  feeEntries: '收费项目',
  questions: '常见问题',
  items: '一件事的事项',
  same: '一件事合并的问题',
  next: '一件事办完以后'
};

/** What stands at one place inside an element, by its own name. */
function partText(element: string, key: string, item: Told): string {
  const at = Number(key);
  switch (element) {
    case 'form':
      return item.form.find((field) => field.key === key)?.label ?? key;
    case 'materials':
      return item.materials.find((material) => material.key === key)?.name ?? key;
    case 'feeEntries':
      return item.feeEntries?.[at]?.name || `第${at + 1}项`;
    case 'questions':
      return item.questions?.[at]?.question || `第${at + 1}个`;
    case 'guide':
      return GUIDE_TEXT[key as keyof Guide] ?? '';
    default:
      return '';
  }
}
type Told = Pick<Item, 'form' | 'materials' | 'feeEntries' | 'questions'>;

/** Where something is, as people who make forms say it: `form.rent.options` is 表单 › 每月房租. */
export function placeText(place: string, item: Told): string {
  const [element = '', key] = place.split('.');
  const part = key === undefined ? '' : partText(element, key, item);
  return [ELEMENT_TEXT[element] ?? element, part].filter(Boolean).join(' › ');
}
