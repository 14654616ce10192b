/** 全程代办: a member of staff does a case for a resident from beginning to end. */
export const agency = {
  title: '代办进度',
  ask: '请人全程代办',
  askTitle: '请工作人员替您办完吗？',
  askText: '补材料、催进度、把结果送到家，都替您办；办完再问您满不满意。',
  yes: '请工作人员办',
  no: '不用，自己办',
  asked: '已经告诉窗口，工作人员会联系您。',
  askedAtWindow: '居民请工作人员全程代办，还没有委托给谁。',
  by: '代办员',
  revoke: '收回委托',
  revokeTitle: '收回委托，自己接着办吗？',
  revokeText: '收回以后，替您办的人就看不到这件事了。',
  keep: '不收回',
  waiting: '还没到这一步',
  notNeeded: '不需要这一步'
} as const;
