/** The views of a working day in which cases wait, in the order of the rail; each is counted. */
export const COUNTED_VIEWS = [
  'open', // 全部在办
  'unclaimed', // 待认领
  'mine', // 我的: had, offered, or named for while nobody has it
  'urged', // 催我办
  'red', // 红灯: due within a working day, or past
  'amber', // 黄灯: due soon
  'resident', // 等居民: papers or signatures
  'departments', // 等部门: whoever decides, examines, or is above
  'issue' // 待出件
] as const;
export type CountedView = (typeof COUNTED_VIEWS)[number];

/** What is closed is looked through, not counted: it grows for ever. */
export const QUEUE_VIEWS = [...COUNTED_VIEWS, 'closed'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** Nobody works through more than this, and to count further would take longer the more there are. */
export const MOST_COUNTED = 999;
