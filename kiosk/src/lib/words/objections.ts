import type { ObjectionState } from '../../../../server/contract/objection-wire.ts';

/** 公示期间提异议, as whoever raises one reads it. */
export const objections = {
  way: '有不同意见？点这里提',
  title: '您有什么不同意见？',
  about: '提异议',
  hint: (itemName: string, summary: string) => `${itemName}：${summary}`,
  reasons: ['条件不符合', '收入、财产和实际不一样', '不住在这里', '已经享受过同样的', '还有更困难的人没有轮上'],
  other: '别的，自己写',
  otherTitle: '请写您的意见',
  field: '不同意见',
  next: '下一步',
  check: '就这样提吗？',
  checkHint: '姓名只给核实的人看，不告诉申请人。',
  send: '提异议',
  missing: '请先选一条，或者自己写。',
  missingText: '请先写您的意见。',
  done: '异议登记好了',
  doneHint: '请拿好回执。没有答复以前，不会批准。',
  before: '您对这件事提过异议',
  said: '您说的',
  shortCode: '短码',
  number: '登记编号',
  raisedOn: '登记时间',
  answer: '答复',
  states: {
    waiting: '正在核实，还没有答复',
    rejected: '核实过了，异议不成立',
    upheld: '异议成立，公示已经停止，退回审查',
    closed: '这件事已经另行办结'
  } satisfies Record<ObjectionState, string>,
  anew: '再提一条',
  gone: '这一条公示已经结束。',
  list: '看公示栏',
  end: '办完了'
} as const;
