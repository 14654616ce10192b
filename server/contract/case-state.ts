/**
 * The states of a case (办件), as a centre speaks of them. 草稿 lives at the terminal; from `received` on the case is on
 * record and nothing of its history is ever removed.
 */
export const CASE_STATES = [
  'received', // 收件
  'supplementing', // 补正告知, once
  'accepted', // 受理
  'reviewing', // 审查, at the deciding department
  'refused', // 不予受理
  'granted', // 决定: 准予
  'denied', // 决定: 不予
  'issued', // 出证、送达
  'withdrawn' // 申请人撤回
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Whom an act is done by. `resident` acts at the terminal; the rest are staff roles. */
export type StaffRole = 'clerk' | 'officer' | 'manager' | 'administrator';

/** What can be done to a case. `submit` makes it; handing over changes the owner, not the state. */
export const CASE_ACTS = [
  'submit',
  'claim', // 认领
  'offer', // 移交, waits for the other's acceptance
  'take-over', // 接收移交
  'decline', // 不接收
  'receive-material', // 收取材料
  'accept', // 受理
  'ask-supplement', // 一次性告知补正
  'supplement', // 补齐
  'refuse', // 不予受理
  'send', // 转审批部门
  'grant', // 准予
  'deny', // 不予
  'issue', // 统一窗口出件
  'withdraw' // 撤回
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** States in which the clock no longer runs. */
export const CLOSED_STATES: readonly CaseState[] = ['refused', 'granted', 'denied', 'issued', 'withdrawn'];
export const isClosed = (state: CaseState): boolean => CLOSED_STATES.includes(state);

/** The words residents and staff read for a state. */
export const STATE_TEXT: Readonly<Record<CaseState, string>> = {
  received: '已收件',
  supplementing: '等您补材料',
  accepted: '已受理',
  reviewing: '审批中',
  refused: '不予受理',
  granted: '准予',
  denied: '不予批准',
  issued: '已出件',
  withdrawn: '已撤回'
};
