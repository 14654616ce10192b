/**
 * A slip (回执) as the server writes it: dated, numbered, the same content for the receipt printer, the screen and the
 * window. It says what to print, never how; bytes are the printer driver's business.
 */
export interface Slip {
  /** Unique for ever; a reprint carries the same number. Case number, `-`, serial within the case. */
  readonly number: string;
  readonly kind: SlipKind;
  readonly title: string;
  /** Name of the centre, and its address and phone. */
  readonly centre: { readonly name: string; readonly address: string; readonly phone: string };
  readonly caseNumber: string;
  /** Six digits that can be read over the phone. */
  readonly shortCode: string;
  readonly itemName: string;
  readonly applicant: string;
  /** YYYY-MM-DD HH:mm in the centre's time zone. */
  readonly issuedAt: string;
  /** The one thing to remember: printed largest, `12月3日（星期四）前办好`. null where there is none. */
  readonly headline: string | null;
  /** Label and text, in reading order. */
  readonly rows: readonly { readonly label: string; readonly text: string }[];
  /** Numbered list: what was received, what is missing, reasons. */
  readonly lists: readonly { readonly title: string; readonly entries: readonly string[] }[];
  /** Closing sentences: remedies, how to ask for progress. */
  readonly notes: readonly string[];
  readonly responsible: { readonly name: string; readonly phone: string };
  /** Text of the QR code: the case, and what proves the slip (`notice-code.ts`). */
  readonly code: string;
  readonly demonstration: boolean;
}

/** The documents of a case. */
export const SLIP_KINDS = [
  'receipt',
  'acceptance',
  'tolerant-acceptance',
  'deemed-acceptance',
  'supplement-notice',
  'dismissal',
  'refusal',
  'relief',
  'suspension',
  'resumption',
  'passing-up',
  'extension',
  'overdue',
  'grant',
  'denial',
  'annulment',
  'issue',
  'withdrawal',
  'lapse',
  'authority',
  'objection'
] as const;
export type SlipKind = (typeof SLIP_KINDS)[number];

/** What each kind is called, on the paper and wherever a paper is spoken of. */
export const SLIP_TITLES: Readonly<Record<SlipKind, string>> = {
  receipt: '收件回执',
  acceptance: '受理通知书',
  'supplement-notice': '一次性补正告知书',
  refusal: '不予受理通知书',
  relief: '先行救助凭证',
  grant: '准予决定告知',
  denial: '不予批准决定告知',
  annulment: '撤销决定书',
  issue: '结果领取凭证',
  withdrawal: '撤回申请凭证',
  'tolerant-acceptance': '容缺受理通知书',
  'deemed-acceptance': '视为受理告知书',
  dismissal: '即时不受理告知书',
  suspension: '特别程序告知书',
  resumption: '恢复办理告知书',
  'passing-up': '转报上级告知书',
  extension: '延长办理期限告知书',
  overdue: '超期原因说明',
  lapse: '视为撤回告知书',
  authority: '授权委托书',
  objection: '异议登记回执'
};

/** What whoever a slip is for is called on it. */
export const nameLabelOf = ({ kind }: Pick<Slip, 'kind'>): string => (kind === 'objection' ? '提异议的人' : '申请人');

/** What a slip says, before its code is made of it. */
export type SlipContent = Omit<Slip, 'code'>;
