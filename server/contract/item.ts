import type { CommonQuestion, FeeEntry, Guide, Implementer, MaterialGuide, NationalIdentity } from './guide.ts';

/** One service of the 公共服务指导目录, with the elements of 政务服务事项基本目录 (GB/T 39554) that a centre publishes. */
export interface Item {
  /** Own code `SQ-field-serial`; those the district gives stand under `national`. */
  readonly code: string;
  readonly version: number;
  /** First day of this version, YYYY-MM-DD. */
  readonly effectiveFrom: string;
  readonly name: string;
  readonly nameEn: string;
  /** The service in the words a resident would use. */
  readonly plainHint: string;
  /** What residents call it: the first word stands large wherever it is offered, by all of them it is found. */
  readonly plainWords: readonly string[];
  readonly field: FieldCode;
  readonly itemType: string;
  /** 即办件 is decided at once, 承诺件 within the promised limit. */
  readonly handling: 'immediate' | 'promised';
  /** What a terminal does with it: 自助申请, 自助预约, 自助查询打印, 自助办结. */
  readonly terminalUse: 'apply' | 'book' | 'print' | 'finish';
  readonly acceptLevel: string;
  readonly decideLevel: string;
  readonly applicants: string;
  readonly conditions: readonly string[];
  readonly materials: readonly Material[];
  readonly form: readonly FormField[];
  /** The calendar behind a `slot` field; null for items without one. */
  readonly slotPlan: SlotPlan | null;
  /** null where no national limit exists. */
  readonly legalLimit: Limit | null;
  readonly promisedLimit: Limit;
  /** 环节时限: working days for one leg of the way, from the day it begins; left out where only the whole has a limit. */
  readonly stages?: Readonly<Partial<Record<StageName, number>>>;
  readonly specialProcedures: readonly string[];
  /** 逾期未补: so long after being told, what was not brought ends the application (视为撤回); null: it waits. */
  readonly lapsesAfter: { readonly days: number; readonly unit: 'working' | 'natural' } | null;
  /** 公示 in working days; 0 for none. */
  readonly publicNoticeDays: number;
  readonly fee: { readonly charged: boolean | null; readonly text: string; readonly basis: string | null };
  readonly result: {
    readonly name: string;
    readonly type: string;
    readonly printable: boolean;
    /** Shared records that come of it: what another item of the same 一件事 would ask for. Left out where none does. */
    readonly makes?: readonly string[];
    /** After so many months it is to be done again, and the paper says when; left out where it holds for ever. */
    readonly renewsAfterMonths?: number;
  };
  readonly faceCheck: 'none' | 'optional';
  readonly agentAllowed: boolean;
  /** 免申即享: who of a household register is old enough for it is told before they ask; left out where nobody is. */
  readonly entitledFrom?: number;
  /** May be filed without a card (可匿名). */
  readonly anonymousAllowed: boolean;
  readonly sensitive: readonly SensitiveClass[];
  readonly season: string | null;
  readonly forbiddenProofs: readonly string[];
  readonly legalBasis: readonly string[];
  readonly sampleNote: string;
  /** What a 实施清单 says beyond that: left out until the district gives it. */
  readonly national?: NationalIdentity;
  readonly implementer?: Implementer;
  readonly guide?: Guide;
  readonly feeEntries?: readonly FeeEntry[];
  readonly questions?: readonly CommonQuestion[];
}

/** True where the way ends in a sheet of A4 at the terminal: 自助查询打印 and 自助办结 with a result on paper. */
export const printsResult = (item: Pick<Item, 'terminalUse' | 'result'>): boolean =>
  item.result.printable && (item.terminalUse === 'print' || item.terminalUse === 'finish');

/** 刷脸 may be refused without losing the service: a member of staff looks at the person instead (个人信息保护法 第16条). */
export const mayRefuse = ({ faceCheck }: Pick<Item, 'faceCheck'>, name: SensitiveClass): boolean =>
  name === 'biometric' && faceCheck === 'optional';

/** The ten fields of 中发〔2017〕13号 三(二). */
export type FieldCode = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10';

/** A limit needs value, unit and the event that starts its clock; `immediate` means on the spot. */
export interface Limit {
  readonly days: number;
  readonly unit: 'working' | 'natural' | 'immediate';
  readonly clockStart: 'received' | 'accepted';
}

/**
 * The legs of a case's way: from acceptance until whoever decides has it (受理转递), until the decision (审核决定), until
 * its result is handed out (送达).
 */
export const STAGES = ['forward', 'decide', 'deliver'] as const;
export type StageName = (typeof STAGES)[number];

export const STAGE_TEXT: Readonly<Record<StageName, string>> = {
  forward: '受理转递',
  decide: '审核决定',
  deliver: '送达'
};

/** When places can be booked. `resourceField` names the field whose answer is the room or venue that is booked. */
export interface SlotPlan {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  /** Start times, HH:MM in the centre's time zone. */
  readonly times: readonly string[];
  readonly capacity: number;
  readonly daysAhead: number;
  readonly resourceField: string | null;
}

/** Classes of sensitive personal information (个人信息保护法 第28条): each needs its own consent. */
export type SensitiveClass = 'health' | 'account' | 'minor-under-14' | 'special-identity' | 'biometric';

export interface Material {
  readonly key: string;
  readonly name: string;
  /** 证照库调取, 数据共享核验, 系统生成, 本人提交. */
  readonly source: 'licence' | 'data-check' | 'generated' | 'resident';
  /** The record asked of the licence library: a licence type, or the name of a shared data record. */
  readonly record: string | null;
  readonly required: boolean;
  /** 容缺: may follow later. */
  readonly tolerable: boolean;
  /** 告知承诺: may be replaced by a written promise. */
  readonly promiseAllowed: boolean;
  /** Whose hand stands under what is generated: the applicant's, or every adult's of the household (社会救助法 第43条). */
  readonly signedBy: 'applicant' | 'household';
  /** In words; null: always. */
  readonly requiredWhen: string | null;
  readonly note: string | null;
  /** 受理标准: what a clerk checks it against. */
  readonly acceptance: string;
  readonly guide?: MaterialGuide;
}

export type FieldType =
  | 'text'
  | 'idcard'
  | 'mobile'
  | 'address'
  | 'select'
  | 'multiselect'
  | 'bool'
  | 'date'
  | 'daterange'
  | 'monthrange'
  | 'year'
  | 'number'
  | 'textarea'
  | 'bankcard'
  | 'person'
  | 'table'
  | 'repeat'
  | 'slot'
  | 'area'
  | 'disabilityCert'
  | 'image';

export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** 身份证读取, 证照带出可改, 数据带出, 系统计算, 选择, 本人填写. */
  readonly source: 'card' | 'licence' | 'data' | 'computed' | 'chosen' | 'typed';
  /** Where the value may come from, the first that answers wins. */
  readonly prefill: readonly PrefillRule[];
  /** May be offered again in the next application. */
  readonly remembered: boolean;
  /** May be corrected by the resident although the state knew it. */
  readonly correctable: boolean;
  /** The answer stands for something that screens and slips show masked (ID and account numbers). */
  readonly masked: boolean;
  readonly options: readonly string[];
  /** Name of a list that each community keeps (`server/catalogue/local-options`); replaces `options` when published. */
  readonly localOptions: string | null;
  readonly columns: readonly TableColumn[];
  readonly maxLength: number | null;
  readonly note: string | null;
  /** A date on which something has happened: no day to come. */
  readonly past?: boolean;
  /** What each entry of a `repeat` asks, in its order; a condition there looks at the same entry. */
  readonly fields?: readonly FormField[];
  /** How many entries a `repeat` has; left out: none at least, twenty at most. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Asked only where every one of these holds of what was answered before it; left out where it is always asked. */
  readonly showWhen?: readonly ShowTest[];
}

/** One condition on an earlier answer: it is one of these (of several chosen: one of them is), or lies between two numbers. */
export type ShowTest =
  | { readonly field: string; readonly is: readonly (string | boolean)[] }
  | { readonly field: string; readonly from?: number; readonly to?: number };

export interface TableColumn {
  readonly key: string;
  readonly label: string;
  readonly type: 'text' | 'idcard' | 'date' | 'select';
  readonly options: readonly string[];
  /** As of a field. */
  readonly past?: boolean;
}

export type PrefillRule =
  | { readonly from: 'card'; readonly part: 'name' | 'idNumber' | 'address' | 'birth' | 'sex' }
  | { readonly from: 'licence' | 'data'; readonly record: string; readonly part: string }
  | { readonly from: 'earlier' }
  /** The option whose lower bound is the highest one not above the applicant's age in years. */
  | { readonly from: 'age-band'; readonly lowerBounds: readonly number[] };
