/**
 * The states of a case (办件), as a centre speaks of them. 草稿 lives at the terminal; from `received` on the case is on
 * record and nothing of its history is ever removed. 归档 and 评价 are facts of a closed case, not states: how it ended
 * stays to be seen.
 */
export const CASE_STATES = [
  'received', // 收件
  'supplementing', // 补正告知, once
  'accepted', // 受理, also 容缺受理
  'reviewing', // 审查, at the deciding department
  'suspended', // 特别程序: the clock stands
  'publicised', // 公示
  'passed-up', // 转报上级, with the whole file
  'dismissed', // 即时不受理: it needs no application
  'refused', // 不予受理
  'granted', // 决定: 准予
  'denied', // 决定: 不予
  'issued', // 出证、送达
  'annulled', // 撤销: what was promised instead of a paper was not true
  'withdrawn', // 申请人撤回
  'lapsed' // 视为撤回
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Whom an act is done by. `resident` acts at the terminal; the rest are staff roles. */
export const STAFF_ROLES = [
  'clerk', // 窗口人员
  'officer', // 审批人员
  'manager', // 中心负责人
  'helper', // 代办员: sees only what was entrusted to them
  'administrator' // 系统管理员
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** The words residents and staff read for a role. */
export const ROLE_TEXT: Readonly<Record<StaffRole, string>> = {
  clerk: '窗口人员',
  officer: '审批人员',
  manager: '中心负责人',
  helper: '代办员',
  administrator: '系统管理员'
};

/** What can be done to a case. `submit` makes it; handing over changes the owner, not the state. */
export const CASE_ACTS = [
  'submit',
  'claim', // 认领
  'offer', // 移交, waits for the other's acceptance
  'take-over', // 接收移交
  'decline', // 不接收
  'correct', // 当场更正
  'sign', // 家庭成员签名
  'sign-on-paper', // 在窗口的纸上签名
  'receive-material', // 收取材料
  'accept', // 受理
  'ask-supplement', // 一次性告知补正
  'supplement', // 补齐
  'dismiss', // 即时不受理
  'refuse', // 不予受理
  'relieve', // 先行救助
  'send', // 转审批部门
  'opine', // 联办部门签意见
  'suspend', // 特别程序开始
  'resume', // 特别程序结束
  'publicise', // 公示
  'raise-objection', // 提出异议
  'answer-objection', // 答复异议: 不成立
  'object', // 异议成立，公示停止
  'pass-up', // 转报上级
  'extend', // 延长办理期限
  'explain', // 说明超期原因
  'grant', // 准予
  'deny', // 不予
  'issue', // 统一窗口出件
  'annul', // 撤销决定
  'rate', // 评价
  'withdraw', // 撤回
  'ask-entrust', // 请工作人员全程代办
  'entrust', // 委托代办
  'revoke', // 收回委托
  'deliver', // 送达到家
  'revisit', // 回访
  'deem-accept', // 视为受理
  'lapse', // 视为撤回
  'escalate', // 催办
  'recalculate', // 放假安排公布后重算
  'archive' // 归档
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** 联办: where a department stands that was asked for its opinion beside the one that decides. */
export const OPINIONS = ['asked', 'agreed', 'objected'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** States in which the clock no longer runs. */
export const CLOSED_STATES: readonly CaseState[] = [
  'dismissed',
  'refused',
  'granted',
  'denied',
  'issued',
  'annulled',
  'withdrawn',
  'lapsed'
];
export const isClosed = (state: CaseState): boolean => CLOSED_STATES.includes(state);
/** States in which somebody still waits for a decision. */
export const OPEN_STATES: readonly CaseState[] = CASE_STATES.filter((state) => !isClosed(state));

/** The words residents and staff read for a state. */
export const STATE_TEXT: Readonly<Record<CaseState, string>> = {
  received: '已收件',
  supplementing: '等您补材料',
  accepted: '已受理',
  reviewing: '审批中',
  suspended: '特别程序中',
  publicised: '公示中',
  'passed-up': '已转报上级',
  dismissed: '不需要办',
  refused: '不予受理',
  granted: '准予',
  denied: '不予批准',
  issued: '已出件',
  annulled: '已撤销',
  withdrawn: '已撤回',
  lapsed: '视为撤回'
};
