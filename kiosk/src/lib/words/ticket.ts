import type { Ticket, TicketPriority } from '../../../../server/contract/ticket-wire.ts';

/** 取号 at the terminal. */
export const ticket = {
  ask: '有这样的情况吗？有的先叫',
  askHint: '自己说了就算，不用拿证件证明，号上也不写。',
  priorities: {
    elderly: '60岁以上的老人',
    pregnant: '孕产妇，或者带着小孩',
    disabled: '残疾人',
    serviceman: '军人、退役军人',
    none: '都不是'
  } satisfies Record<TicketPriority, string>,

  elder: '取一个号？',
  elderHint: '年满60岁的先叫，不用再说别的。',
  take: '取号',

  booked: '您今天约好了，是来办这个的吗？',
  bookedHint: '按一下就算签到，到时间先叫。',
  other: '来办别的，另取一个号',

  byCard: '刷身份证，看自己的号',
  takeByCard: '刷身份证取号',

  own: (number: string) => `您有一个号了：${number}`,
  ownHint: '一张身份证一次一个号，几件事可以到窗口一起办。',
  several: '您有几个号，看哪一个？',
  severalHint: '约好的各有一个号，别的事一个号。',
  carry: '填了一半的，跟着这个号走',
  missed: '叫过了没赶上：到任何一个窗口说一声，接着叫您',
  parked: '号给您留着：到任何一个窗口说一声，接着叫您',

  giveBack: '不等了',
  giveBackAsk: (number: string) => `不等了，把${number}退掉吗？`,
  giveBackHint: '退掉就不再叫这个号，也要不回来；想办的时候另外取号，重新排队。',
  giveBackYes: '不等了，退掉',
  giveBackNo: '接着等',
  givingBack: '正在退号',
  notGivenBack: '没有退掉',
  givenBack: (number: string) => `${number}退掉了`,
  givenBackHint: '不再叫这个号，手里的号纸不用了。',
  anew: '另取一个号',
  gone: '好',

  taking: '正在取号',
  refused: '没有取到号',

  title: (number: string) => `您的号是${number}`,
  wait: '请坐下来等，看大厅的屏幕，听叫号',
  carried: '您填了一半的内容跟着号走，叫到您的时候窗口能看到，不用重填；办完就删。',
  paperless: '号没有打出来，请记住，或者抄下来。',
  uncertain: '不知道打出来没有。看一看出纸口，没有纸就请记住这个号。',
  noted: '号记住了',
  printAgain: '再打一张',
  more: '还要办别的',
  done: '好，去等',

  ahead(people: number, minutes: number | null): string {
    if (people === 0) return '马上就叫到您';
    return `前面还有${people}人${minutes ? `，大约${minutes}分钟` : ''}`;
  },
  due: (clock: string) => `约的是${clock}，已经签到`,
  goTo: (counter: string) => `请到${counter}`
} as const;

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false
});
export const clockText = (at: string): string => CLOCK.format(new Date(at));

/** Where somebody with this number is to go, or how long they wait. */
export function standingText({ state, ahead, waitMinutes, dueAt, counter }: Ticket): string {
  if (counter !== null) return ticket.goTo(counter);
  if (state === 'missed' || state === 'parked') return ticket[state];
  return dueAt === null ? ticket.ahead(ahead, waitMinutes) : ticket.due(clockText(dueAt));
}
