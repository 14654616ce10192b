import { isCreditCode } from '../../contract/credit-code.ts';
import {
  type Guide,
  type Implementer,
  type ImplementerNature,
  NATURE_TEXT,
  type NationalIdentity,
  POWER_LEVEL_TEXT,
  POWER_LEVELS,
  type PowerLevel
} from '../../contract/guide.ts';
import { type FieldCode, type Item, type SensitiveClass, STAGE_TEXT, STAGES } from '../../contract/item.ts';
import { isBaseCode, isHandlingCode, isTaskCode } from '../../contract/national-code.ts';
import { SERVICE_FIELDS } from '../../contract/service-field.ts';
import { column, type Element, inside, optional, partOf, property } from './element.ts';
import { choice, choices, codeOf, date, flag, lines, text, whole } from './kinds.ts';
import { LIMIT_ELEMENTS } from './limits.ts';

const localCode = codeOf((written) => /^[0-9A-Za-z-]{1,36}$/.test(written));
/** Codes of the statistical divisions: 6 digits, 9 with the street, 12 with the community. */
const divisionCode = codeOf((written) => /^(\d{6}|\d{9}|\d{12})$/.test(written));

const LEVELS = choice<PowerLevel>(
  POWER_LEVELS.map((level) => [level, POWER_LEVEL_TEXT[level]]),
  [
    ...POWER_LEVELS.map((level) => [level, level] as const),
    ['4', '区级'],
    ['5', '街道'],
    ['5', '镇（乡、街道）'],
    ['6', '社区'],
    ['6', '村（社区）']
  ]
);
const NATURES = choice<ImplementerNature>(Object.entries(NATURE_TEXT) as [ImplementerNature, string][]);
const FIELDS = choice<FieldCode>(
  SERVICE_FIELDS.map(({ code, name }) => [code, name]),
  SERVICE_FIELDS.map(({ code }) => [code, code])
);
const HANDLINGS = choice<Item['handling']>(
  [
    ['immediate', '即办件'],
    ['promised', '承诺件']
  ],
  [['promised', '承诺办件']]
);
const TERMINAL_USES = choice<Item['terminalUse']>([
  ['apply', '自助申请'],
  ['book', '自助预约'],
  ['print', '自助查询打印'],
  ['finish', '自助办结']
]);
const FACE_CHECKS = choice<Item['faceCheck']>([
  ['none', '不用'],
  ['optional', '可以不用']
]);
const SENSITIVE = choices(
  choice<SensitiveClass>([
    ['health', '医疗健康'],
    ['account', '金融账户'],
    ['minor-under-14', '不满十四周岁未成年人'],
    ['special-identity', '特定身份'],
    ['biometric', '生物识别']
  ])
);

const NATIONAL: readonly Element<NationalIdentity>[] = [
  optional('基本编码', 'baseCode', codeOf(isBaseCode)),
  optional('地方基本编码', 'localBaseCode', localCode),
  optional('实施编码', 'taskCode', codeOf(isTaskCode)),
  optional('地方实施编码', 'localTaskCode', localCode),
  optional('业务办理项编码', 'handlingCode', codeOf(isHandlingCode)),
  optional('事项状态', 'status', text),
  optional('计划取消日期', 'cancelledFrom', date),
  optional('行使层级', 'level', LEVELS),
  optional('权力来源', 'powerSource', text)
];

const IMPLEMENTER: readonly Element<Implementer>[] = [
  property('实施主体', 'name', text, ''),
  optional('实施主体编码', 'creditCode', codeOf(isCreditCode)),
  optional('实施主体性质', 'nature', NATURES),
  optional('委托部门', 'entrustedBy', text),
  optional('联办机构', 'joint', lines),
  optional('乡镇街道名称', 'town', text),
  optional('乡镇街道代码', 'townCode', divisionCode),
  optional('村居社区名称', 'village', text),
  optional('村居社区代码', 'villageCode', divisionCode)
];

const GUIDE: readonly Element<Guide>[] = [
  optional('服务对象', 'audience', lines),
  optional('面向自然人主题分类', 'topics', lines),
  optional('办理流程', 'process', lines),
  optional('办理形式', 'ways', lines),
  optional('到办事现场次数', 'visits', whole),
  optional('必须现场办理原因', 'visitReason', text),
  optional('数量限制', 'quota', text),
  optional('中介服务', 'intermediary', text),
  optional('通办范围', 'scope', text),
  optional('网上办理深度', 'onlineDepth', text),
  optional('是否网办', 'online', flag),
  optional('是否支持预约办理', 'bookable', flag),
  optional('是否支持物流快递', 'courier', flag),
  optional('是否支持网上支付', 'onlinePayment', flag),
  optional('是否支持终端办理', 'terminal', flag),
  optional('是否进驻大厅', 'hall', flag),
  optional('办理地点', 'place', text),
  optional('办理时间', 'hours', text),
  optional('法定办结时限说明', 'legalLimitNote', text),
  optional('承诺办结时限说明', 'promisedLimitNote', text),
  optional('审批结果样本', 'resultSample', text),
  optional('咨询方式', 'enquiries', text),
  optional('监督投诉方式', 'complaints', text)
];

const CHARGES = choice<'yes' | 'no' | 'depends'>([
  ['yes', '是'],
  ['no', '否'],
  ['depends', '视情况']
]);

const FEE: readonly Element<Item['fee']>[] = [
  column(
    '是否收费',
    CHARGES,
    ({ charged }) => (charged === null ? 'depends' : charged ? 'yes' : 'no'),
    (fee, value) => ({ ...fee, charged: value === null || value === 'depends' ? null : value === 'yes' })
  ),
  property('收费说明', 'text', text, ''),
  property('收费依据', 'basis', text, null)
];

const RESULT: readonly Element<Item['result']>[] = [
  property('审批结果类型', 'type', text, ''),
  property('审批结果名称', 'name', text, ''),
  property('结果可在终端打印', 'printable', flag, false),
  optional('结果产生的数据', 'makes', lines),
  optional('结果有效月数', 'renewsAfterMonths', whole)
];

/**
 * Everything a row of 事项 says: first what a 实施清单 has in the words of GB/T 39554.1, then what this platform asks
 * besides. Form and calendar are not of it.
 */
export const ITEM_ELEMENTS: readonly Element<Item>[] = [
  property('事项编号', 'code', text, ''),
  property('事项名称', 'name', text, ''),
  property('事项类型', 'itemType', text, ''),
  ...partOf<Item, 'national', NationalIdentity>('national', {}, NATIONAL),
  property('事项版本', 'version', whole, 1),
  property('计划生效日期', 'effectiveFrom', date, ''),
  property('设定依据', 'legalBasis', lines, []),
  ...partOf<Item, 'implementer', Implementer>('implementer', { name: '' }, IMPLEMENTER),
  property('办件类型', 'handling', HANDLINGS, 'promised'),
  property('受理条件', 'conditions', lines, []),
  property('特别程序', 'specialProcedures', lines, []),
  ...partOf<Item, 'guide', Guide>('guide', {}, GUIDE),
  ...LIMIT_ELEMENTS,
  ...inside<Item, 'fee'>('fee', FEE),
  ...inside<Item, 'result'>('result', RESULT),
  property('服务领域', 'field', FIELDS, '' as FieldCode),
  property('申请人', 'applicants', text, ''),
  property('英文名称', 'nameEn', text, ''),
  property('一句话说明', 'plainHint', text, ''),
  property('群众叫法', 'plainWords', lines, []),
  property('终端办理方式', 'terminalUse', TERMINAL_USES, 'apply'),
  property('受理层级', 'acceptLevel', text, ''),
  property('决定层级', 'decideLevel', text, ''),
  ...partOf<Item, 'stages', NonNullable<Item['stages']>>(
    'stages',
    {},
    STAGES.map((name) => optional(`${STAGE_TEXT[name]}工作日`, name, whole))
  ),
  property('公示工作日', 'publicNoticeDays', whole, 0),
  property('刷脸核验', 'faceCheck', FACE_CHECKS, 'none'),
  property('可由他人代办', 'agentAllowed', flag, false),
  property('可匿名', 'anonymousAllowed', flag, false),
  property('敏感个人信息', 'sensitive', SENSITIVE, []),
  property('办理季节', 'season', text, null),
  property('不再要的证明', 'forbiddenProofs', lines, []),
  optional('免申即享年龄', 'entitledFrom', whole),
  property('数据说明', 'sampleNote', text, '')
];

/** Other names under which the same elements stand in lists of other provinces. */
export const ITEM_NAMES: Readonly<Record<string, string>> = {
  事项编码: '实施编码',
  实施清单编码: '实施编码',
  业务办理项代码: '业务办理项编码',
  统一社会信用代码: '实施主体编码',
  实施主体信用代码: '实施主体编码',
  法定依据: '设定依据',
  生效日期: '计划生效日期',
  到现场次数: '到办事现场次数',
  到办事现场的次数: '到办事现场次数',
  必须现场原因: '必须现场办理原因',
  法定时限: '法定办结时限',
  法定时限单位: '法定办结时限单位',
  承诺时限: '承诺办结时限',
  承诺时限单位: '承诺办结时限单位',
  审批结果: '审批结果名称',
  办理结果名称: '审批结果名称',
  是否支持自助终端办理: '是否支持终端办理',
  是否进驻政务大厅: '是否进驻大厅',
  是否支持网上办理: '是否网办'
};
