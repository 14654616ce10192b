/** 好差评: five grades, from 5 非常满意 to 1 非常不满意. */
export const GRADES = [5, 4, 3, 2, 1] as const;
export const GRADE_TEXT: Readonly<Record<number, string>> = {
  5: '非常满意',
  4: '满意',
  3: '基本满意',
  2: '不满意',
  1: '非常不满意'
};

/**
 * Why, beside a grade: fixed phrases, so that nobody has to type and none holds anything of anybody. Those of good grades
 * and of bad ones are others; what is neither has the ones that say what could be better.
 */
export const GOOD_REASONS = {
  'told-once': '一次说清',
  'short-wait': '等得不久',
  'few-papers': '少交材料',
  'quick-result': '办得快',
  kind: '态度热情'
} as const;
export const BAD_REASONS = {
  'not-told-once': '没有一次说清',
  'long-wait': '等得太久',
  'more-papers': '多要了材料',
  'late-result': '没有按时办好',
  unkind: '态度不好',
  'sent-away': '跑了好几趟'
} as const;
export const REASON_TEXT = { ...GOOD_REASONS, ...BAD_REASONS };
export type GradeReason = keyof typeof REASON_TEXT;
export const GRADE_REASONS = Object.keys(REASON_TEXT) as readonly GradeReason[];

/** Which reasons are offered beside a grade. */
export const reasonsOf = (grade: number): readonly GradeReason[] =>
  Object.keys(grade >= 4 ? GOOD_REASONS : BAD_REASONS) as GradeReason[];

/** 差评: the two lowest (国办发〔2019〕51号). */
export const isBad = (grade: number): boolean => grade <= 2;

/** Where a 差评单 stands: what a bad grade opened. */
export const TICKET_STATES = [
  'new', // 待回访: nobody has taken it on
  'calling', // 回访中
  'appealed', // 申诉复核: the head looks at it
  'rectifying', // 整改中: on the ledger, with a day
  'answered', // 已反馈: whoever gave it may grade once more
  'regraded', // 已二次评价
  'closed'
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What a 回访人 and the head do with it. */
export const TICKET_ACTS = [
  'accept', // 接下回访, also from a colleague
  'contact', // 记回访: reached or not
  'fix', // 属实，当场改好
  'ledger', // 属实，列入台账限期整改
  'rectified', // 整改好了
  'explain', // 没有依据，已经解释
  'appeal', // 误评、恶意: 报负责人复核
  'uphold', // 复核成立
  'overrule', // 复核不成立，接着处理
  'close' // 看过二次评价，办结
] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

/** What came of it. The last two count no more in what is published. */
export const OUTCOMES = ['fixed', 'rectified', 'explained', 'mistaken', 'malicious'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Fewer grades than these say who gave them: then only how many there are is published. */
export const FEWEST_PUBLISHED = 5;
