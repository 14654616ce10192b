/**
 * What a 实施清单 says of an item beyond what an application needs (GB/T 39554.1, the tables of the national platform).
 * Everything may be left out: a centre fills in what its district has given, and nothing of it is asked of residents.
 */

/** What the district's catalogue calls the item, and how it stands there. */
export interface NationalIdentity {
  /** 基本编码, 12 digits. */
  readonly baseCode?: string;
  readonly localBaseCode?: string;
  /** 实施编码: credit code of the implementer, digit of the level, 基本编码. */
  readonly taskCode?: string;
  readonly localTaskCode?: string;
  /** 业务办理项编码: 实施编码 and two digits. */
  readonly handlingCode?: string;
  /** 事项状态, in the words of the district: 在用, 暂停, 取消. */
  readonly status?: string;
  /** 计划取消日期, YYYY-MM-DD. */
  readonly cancelledFrom?: string;
  /** 行使层级. */
  readonly level?: PowerLevel;
  /** 权力来源: 法定本级行使, 上级下放 and the like. */
  readonly powerSource?: string;
}

/** 行使层级 as the 19th digit of a 实施编码 says it, 国家 to 村（社区）. */
export const POWER_LEVELS = ['1', '2', '3', '4', '5', '6'] as const;
export type PowerLevel = (typeof POWER_LEVELS)[number];

export const POWER_LEVEL_TEXT: Readonly<Record<PowerLevel, string>> = {
  1: '国家级',
  2: '省级',
  3: '市级',
  4: '县级',
  5: '镇（乡、街道）级',
  6: '村（社区）级'
};

/** 实施主体: whose power it is. Whoever only takes the application in stands under `acceptLevel`. */
export interface Implementer {
  readonly name: string;
  /** 统一社会信用代码, GB 32100. */
  readonly creditCode?: string;
  readonly nature?: ImplementerNature;
  /** 委托部门: who entrusted it, where it is not the implementer's own. */
  readonly entrustedBy?: string;
  /** 联办机构. */
  readonly joint?: readonly string[];
  /** 乡镇街道 and 村居社区, each with its code of the statistical divisions. */
  readonly town?: string;
  readonly townCode?: string;
  readonly village?: string;
  readonly villageCode?: string;
}

export type ImplementerNature = 'statutory' | 'authorised' | 'entrusted';

export const NATURE_TEXT: Readonly<Record<ImplementerNature, string>> = {
  statutory: '法定机关',
  authorised: '授权组织',
  entrusted: '受委托组织'
};

/** How, where and when it is done, and whom to ask. */
export interface Guide {
  /** 服务对象 as the national list names them: 自然人, 企业法人. Who exactly may apply says `applicants` of the item. */
  readonly audience?: readonly string[];
  /** 面向自然人主题分类. */
  readonly topics?: readonly string[];
  /** 办理流程, a step a line. */
  readonly process?: readonly string[];
  /** 办理形式: 窗口办理, 网上办理, 快递申请. */
  readonly ways?: readonly string[];
  /** 到办事现场次数. */
  readonly visits?: number;
  /** 必须现场办理的原因. */
  readonly visitReason?: string;
  /** 数量限制. */
  readonly quota?: string;
  /** 中介服务. */
  readonly intermediary?: string;
  /** 通办范围. */
  readonly scope?: string;
  /** 网上办理深度. */
  readonly onlineDepth?: string;
  readonly online?: boolean;
  readonly bookable?: boolean;
  readonly courier?: boolean;
  readonly onlinePayment?: boolean;
  /** 是否支持终端办理, as the district says it; what a terminal here does with it says `terminalUse`. */
  readonly terminal?: boolean;
  /** 是否进驻政务大厅. */
  readonly hall?: boolean;
  readonly place?: string;
  readonly hours?: string;
  readonly legalLimitNote?: string;
  readonly promisedLimitNote?: string;
  /** 审批结果样本: the name or address of one. */
  readonly resultSample?: string;
  /** 咨询方式. */
  readonly enquiries?: string;
  /** 监督投诉方式. */
  readonly complaints?: string;
}

/** 收费项目. What is paid for the whole item says `fee`. */
export interface FeeEntry {
  readonly name: string;
  readonly standard?: string;
  readonly basis?: string;
  readonly reducible?: boolean;
  readonly reductionBasis?: string;
}

/** 常见问题. */
export interface CommonQuestion {
  readonly question: string;
  readonly answer: string;
}

/** What a 实施清单 says of one material beyond what is asked for, and why. */
export interface MaterialGuide {
  /** 材料类型: 原件, 复印件. */
  readonly type?: string;
  /** 材料形式: 纸质, 电子. */
  readonly medium?: string;
  /** 来源渠道 as the national list names it: 申请人自备, 政府部门核发. */
  readonly channel?: string;
  readonly channelNote?: string;
  /** 份数. */
  readonly copies?: number;
  /** 规格. */
  readonly specification?: string;
  /** 填报须知. */
  readonly filling?: string;
  /** 依据: what law asks for it. */
  readonly basis?: string;
  /** 空白表格 and 示例样表: the name or address of a file. */
  readonly blankForm?: string;
  readonly sample?: string;
}
