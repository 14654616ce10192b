import type { PrintJobAnswer } from '../../../../devices/agent/wire.ts';
import { assertNever } from '../../../../server/contract/result.ts';

/** Words that every page about a fault has beside its own: where one's things are, and whom to ask. */
export const fault = {
  card: '身份证：在屏幕下方的读卡处。机器不会收走它，请记得拿。',
  cardPerhaps: '身份证：要是放上来过，它就在屏幕下方的读卡处，请记得拿。',
  paperComing: '纸：正在打印，从屏幕下方出来。',
  paperOut: '纸：打好了，在屏幕下方的出纸口。',
  paperPerhaps: '纸：可能已经出来了，请看看屏幕下方的出纸口。',
  ask: '问谁：服务窗口，就在这个大厅里。',
  askPhone: (phone: string) => `问谁：服务窗口，就在这个大厅里；电话 ${phone}。`,
  page: {
    text: '这一页没能打开',
    way: '请再试一次；还是不行，请到服务窗口，任何一个窗口都能接着办。',
    kept: '您交过的申请都在，不会丢。'
  },
  item: '这一件现在打不开',
  bundle: '这个一件事现在打不开',
  sheet: '这一块没能打开。有事请到服务窗口。'
} as const;

/** What is known of somebody's things: whether they are here by their card, and the last paper that was printed for them. */
export interface Belongings {
  /** `perhaps`: nobody can tell who stands here. */
  readonly card: 'here' | 'none' | 'perhaps';
  readonly paper: PrintJobAnswer['state'] | null;
}

function paperText(paper: Belongings['paper']): string | null {
  switch (paper) {
    case null:
    case 'not-started':
      return null;
    case 'queued':
    case 'sending':
    case 'sent':
      return fault.paperComing;
    case 'confirmed':
      return fault.paperOut;
    case 'uncertain':
      return fault.paperPerhaps;
    default:
      return assertNever(paper);
  }
}

/** Where card and paper are, in sentences: nobody leaves them behind because a screen frightened them. */
export function whereabouts({ card, paper }: Belongings): readonly string[] {
  const cards = { here: fault.card, perhaps: fault.cardPerhaps, none: null };
  return [cards[card], paperText(paper)].filter((sentence) => sentence !== null);
}
