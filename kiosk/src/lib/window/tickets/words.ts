import type { TicketAct, TicketPriority, TicketState } from '../../../../../server/contract/ticket-wire.ts';
import { clockText } from '../due.ts';

/** 叫号, at the window. */
export const tickets = {
  label: '叫号',
  where: '您坐在几号窗口？',
  takenBy: (counter: string, name: string) => `${counter}（${name}）`,
  allTaken: '窗口都有人坐着。',
  none: '本中心还没有设窗口。',
  makeOne: '设窗口',
  free: '没有在办的号',
  waiting: (count: number) => (count === 0 ? '没有人在等' : `等着${count}人`),
  held: (count: number) => `稍等${count}个`,
  next: '叫下一位',
  doneAndNext: '办完，叫下一位',
  line: '排队',
  calls: (times: number) => `叫了${times}次`,
  asOf: (clock: string) => `${clock}取号时的样子`,
  purpose: '只为帮他办；谁看过、为什么看，已经记录。号办完就删，最晚当天删。',
  look: '看他填了什么',
  openCase: '看预约的件',
  taken: (number: string, ahead: number) => `${number}，前面${ahead}人。`,
  due: (at: string) => `约了${clockText(at)}`,
  walkIn: '给站在窗口的人一个号',
  giveOut: '给号',
  counters: '窗口',
  sit: (counter: string) => `坐到${counter}`,
  leave: '离开窗口',
  /** What getting up does to whoever is here. */
  leaving: '离开以后，正在办的号算办完，叫了没到的、稍等的先由别的窗口叫。',
  newCounter: '新窗口的名称，如4号窗口',
  add: '加上',
  remove: '撤掉',
  endYes: '退掉，不再叫',
  endNo: '留着',
  lineRest: (count: number) => `后面还有${count}人`,
  priority: {
    none: '不优先',
    elderly: '老年人',
    pregnant: '孕产妇、带小孩的',
    disabled: '残疾人',
    serviceman: '军人、退役军人'
  } satisfies Record<TicketPriority, string>,
  state: {
    waiting: '等着',
    called: '叫了，还没有到',
    serving: '正在办',
    held: '稍等',
    parked: '寄存',
    missed: '过号',
    done: '办完',
    cancelled: '不等了'
  } satisfies Record<TicketState, string>,
  acts: {
    recall: '再叫',
    begin: '到了',
    hold: '稍等',
    resume: '接着办',
    park: '寄存',
    return: '回来了',
    forward: '转窗口',
    miss: '过号',
    finish: '办完',
    cancel: '不等了'
  } satisfies Record<TicketAct, string>
} as const;
