/** Words of a question that is answered several times; `counter` counts its entries: 位 or 项. */
export const repeat = {
  limits: (counter: string, atLeast: number, atMost: number): string => {
    if (atLeast === atMost) return `要填${atLeast}${counter}`;
    return atLeast === 0 ? `最多${atMost}${counter}，可以不添` : `最少${atLeast}${counter}，最多${atMost}${counter}`;
  },
  full: (counter: string, atMost: number) => `已经有${atMost}${counter}，不能再添了。`,
  none: '还没有填。',
  add: (counter: string) => `添一${counter}`,
  change: '改',
  remove: '去掉',
  removed: (counter: string) => `去掉了一${counter}。`,
  putBack: '放回来',
  step: (ordinal: string, at: number, of: number) => `${ordinal} · ${at}/${of}`,
  leave: (counter: string) => `不填这一${counter}`,
  leaveChange: '不改了',
  next: '下一问',
  done: (counter: string) => `这一${counter}好了`
};
