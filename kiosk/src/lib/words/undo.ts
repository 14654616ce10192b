/** Words of the half minute in which what was just handed in can be taken back. */
export const undo = {
  ask: '交错了？30秒内可以撤回来改',
  left: (seconds: number) => `还有${seconds}秒`,
  yes: '撤回来改',
  running: '正在撤回',
  over: '可以撤回的时间过了，申请已经交好。',
  waiting: '交错了？趁还没送出去，可以拿回来改。',

  done: '已经撤回来了，填过的都还在，改好再交。',
  slip: (shortCode: string) =>
    `刚才那张回执（六位短码 ${shortCode.slice(0, 3)} ${shortCode.slice(3)}）不算数了，再交会打新的。`
} as const;
