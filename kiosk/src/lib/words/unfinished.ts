/** What was broken off at a terminal: kept where its holder wants that, and offered to their card. */
export const unfinished = {
  ask: '也可以替您留到下一个工作日结束：再刷身份证，在终端、在窗口都能接着办。到时没办就删。',
  keep: '先留着，再结束',
  notKept: '没有留成，填的还在这里。',
  tile: (name: string) => `接着办：${name}`,
  tileHint: '上次填到一半，替您留着',
  /** At a window. */
  desk: {
    title: '在终端填到一半的',
    way: '接着办',
    until: (day: string) => `留到${day}`,
    or: '或者另办一件'
  }
} as const;
