import type { OverdueRow, PublicNotice } from '../../../../server/contract/case-wire.ts';
import { dateWithWeekday } from '../../../../server/contract/limit.ts';

/** What everybody may read of cases: what is to be granted, and what was not done in time. */
export const publicLists = {
  notices: '公示栏',
  noticesAbout: '准备批准的事，先公示。姓名隐去一个字。',
  noticesNone: '现在没有公示。',
  objection: (phone: string | undefined) =>
    `有不同意见，公示期里在终端刷身份证就能提，也可以到服务窗口说${phone ? `，或者打电话${phone}` : ''}。`,
  until: ({ until }: Pick<PublicNotice, 'until'>) => `公示到${dateWithWeekday(until)}`,

  overdue: '超期公开',
  overdueAbout: '过了说好的日子才办完，或者还没有办完的事。',
  overdueNone: '现在没有超期的事。',
  promised: ({ dueOn }: OverdueRow) => `说好${dateWithWeekday(dueOn)}前办好`,
  late: ({ decidedOn, daysLate }: OverdueRow) =>
    decidedOn === null
      ? `已经晚了${daysLate}个工作日，还在办`
      : `${dateWithWeekday(decidedOn)}办好，晚了${daysLate}个工作日`,
  works: '社区工作事项清单',
  worksAbout: '社区自己办哪些事、协助政府办哪些事，是谁提出的、依据什么，都在这里。清单上没有的，部门要先提出准入。',
  workKind: { own: '依法自治事项', assisting: '协助政府工作事项' },
  worksNone: '还没有。',
  reason: ({ reason }: OverdueRow) => (reason === null ? '原因还没有说明' : `原因：${reason}`)
} as const;
