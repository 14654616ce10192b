import type { CallBack } from '../../../../server/contract/grade-wire.ts';
import { dateWithWeekday } from '../../../../server/contract/limit.ts';

/** What the terminal says of cases that were handed in, and of looking them up. */
export const progress = {
  title: '查进度',
  titleMine: '您的办事记录',
  hint: '怎么查？',
  card: '刷身份证查',
  cardHint: '看得最全，还能打印结果。看完拿起身份证就退出。',
  short: '凭回执上的六位短码查',
  shortHint: '再加身份证最后四位',
  number: '凭办件编号查',
  numberHint: '26位，印在回执最下面',
  scan: '把回执上的方块码对着扫码口，也能查。',
  notASlip: '这不是回执上的码。请把回执上的方块码对着扫码口。',
  licenceCode: '这是电子证照的亮证码，这里用不上：办事刷身份证，证照由系统去取。查进度请用回执上的方块码。',
  shortTitle: '请按回执上的六位短码',
  last4Title: '再按身份证最后四位',
  numberTitle: '请按26位办件编号',
  find: '查一查',
  incomplete: '还没有按完。',
  wrongNumber: '编号不对，请对照回执再看一遍。',
  none: '您在这里还没有办过事。',
  received: (date: string) => `${date}收件`,
  provisional: '节假日安排还没有公布，日期可能往后一两天。',
  owner: '负责人',
  missing: '还缺这些，一次说全',
  stillToCome: '还要交来',
  reasons: '理由',
  remedy: '不服怎么办',
  timeline: '办到哪里了',
  print: '打印',
  reprint: '补打收件回执',
  slipHint: (minute: string) => `小票，${minute}`,
  otherSlips: '补打别的小票',
  otherSlipsHint: '这件事的每一张都在',
  slipsTitle: '补打哪一张小票？',
  slipsHint: '补打的小票上写着“补打”',
  paper: 'A4纸',
  printResult: '打印结果',
  printForm: '打印申请表',
  lettersTitle: '打印哪一张？',
  lettersHint: '通知书带文书编号和盖章的位置',
  rate: '评一评',
  rateTitle: '这件事办得怎么样？',
  rateHint: '想评就选一个，评过不能改。不想评，以后也不再问。',
  grades: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
  rateSkip: '不评了',
  reasonsTitle: (grade: number): string => (grade > 3 ? '好在哪里？' : grade < 3 ? '哪里不好？' : '哪里可以更好？'),
  reasonsHint: (grade: string): string => `您选的是${grade}。想说就点，点几个都行，不点也可以。`,
  rateDone: '就这样评',
  regrade: '再评一次',
  regradeTitle: '处理过了，您现在满意吗？',
  regradeHint: '只问这一次，选过不能改。',
  callBack: '您说不满意的地方',
  callBackText: ({ state, contactBy, rectifyBy }: CallBack): string => {
    switch (state) {
      case 'new':
        return `${dateWithWeekday(contactBy)}前，没有经手这件事的工作人员会联系您。`;
      case 'calling':
      case 'appealed':
        return `正在核实，${dateWithWeekday(rectifyBy)}前给您答复。`;
      case 'rectifying':
        return `正在改，${dateWithWeekday(rectifyBy)}前改好。`;
      case 'answered':
      case 'regraded':
      case 'closed':
        return '已经处理，答复您：';
    }
  },
  rated: '谢谢，您的评价记下了。',
  withdraw: '撤回申请',
  withdrawTitle: '真的要撤回吗？',
  withdrawText: '撤回以后就不再办理。以后想办，可以重新申请。',
  withdrawYes: '撤回',
  withdrawNo: '不撤，接着办',
  genuine: (title: string, day: string) => `这张${title}核对无误，${day}出具。`,
  later: '后来又出了新的，以新的为准。',
  noCard: '没有刷身份证，只能看到办到哪一步。',
  open: '看这一件',
  lift: '看完了，拿起身份证就退出。',
  number26: '办件编号',
  shortCode: '六位短码'
} as const;
