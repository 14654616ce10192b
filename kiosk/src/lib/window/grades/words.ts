import { REASON_TEXT, type TicketAct, type TicketState } from '../../../../../server/contract/grade.ts';
import type { GradeTicket } from '../../../../../server/contract/grade-wire.ts';
import { dayText } from '../due.ts';

/** The lists of a day's call-backs, in the order of the work. */
export const TICKET_VIEWS: readonly {
  readonly id: string;
  readonly label: string;
  readonly states: readonly TicketState[];
}[] = [
  { id: 'new', label: '待回访', states: ['new'] },
  { id: 'calling', label: '回访中', states: ['calling', 'appealed'] },
  { id: 'rectifying', label: '整改中', states: ['rectifying'] },
  { id: 'regraded', label: '已答复、二次评价', states: ['answered', 'regraded'] },
  { id: 'closed', label: '已办结', states: ['closed'] }
];

export const TICKET_STATE: Readonly<Record<TicketState, string>> = {
  new: '待回访',
  calling: '回访中',
  appealed: '申诉复核',
  rectifying: '整改中',
  answered: '已答复，等二次评价',
  regraded: '已二次评价',
  closed: '已办结'
};

export const OUTCOME_TEXT: Readonly<Record<NonNullable<GradeTicket['outcome']>, string>> = {
  fixed: '属实，当场改好',
  rectified: '属实，整改好了',
  explained: '没有依据，已经解释',
  mistaken: '误评，不计入统计',
  malicious: '恶意，不计入统计'
};

/** What a button says, and the key that presses it. */
export const ACT_WORDS: Readonly<Record<TicketAct, { readonly label: string; readonly key: string }>> = {
  accept: { label: '接下回访', key: 'a' },
  contact: { label: '记一次回访', key: 'c' },
  fix: { label: '属实，当场改好了', key: 'f' },
  ledger: { label: '属实，限期整改', key: 'l' },
  explain: { label: '没有依据，已经解释', key: 'e' },
  appeal: { label: '误评、恶意，报复核', key: 'p' },
  rectified: { label: '整改好了', key: 'r' },
  uphold: { label: '复核成立', key: 'u' },
  overrule: { label: '复核不成立', key: 'o' },
  close: { label: '办结', key: 'z' }
};

/** What was chosen beside a grade; empty where nothing was. */
export const reasonsText = ({ reasons }: Pick<GradeTicket, 'reasons'>): string =>
  reasons.map((one) => REASON_TEXT[one]).join('、');

/** What has to be done by which day. */
export function dutyText({ duty, dueOn, light }: Pick<GradeTicket, 'duty' | 'dueOn' | 'light'>): string {
  if (duty === null || dueOn === null) return '—';
  const by = `${dayText(dueOn)}前${duty === 'contact' ? '回访' : '答复'}`;
  return light === 'over' ? `${by}，超期` : by;
}
