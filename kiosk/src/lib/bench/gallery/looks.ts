import type { OverdueRow, PublicNotice } from '../../../../../server/contract/case-wire.ts';
import type { Look } from '../../../../../server/contract/look-wire.ts';

const WHY = '办理最低生活保障申请';
const look = (at: string, who: string, what: string, change: Partial<Look> = {}): Look => ({
  at: `2026-11-${at}:00+08:00`,
  who,
  what,
  why: WHY,
  times: 1,
  personal: false,
  ...change
});
const CLERK = '窗口人员沈静宜';
const OFFICER = '湖滨街道民政和社会事务办公室审批人员欧阳思远';
const TERMINAL = '终端“大厅一号机”';

/** Who had to do with one case, the newest first; more than stand on one page. */
export const LOOKS: readonly Look[] = [
  look('20T16:02', OFFICER, '打开看了这件事的全部内容', { times: 3 }),
  look('19T09:40', '中心负责人赵一鸣', '按您的身份证查了您的办件', { why: '窗口查询' }),
  look('18T15:02', CLERK, '办了一步：转审批部门'),
  look('18T15:01', CLERK, '打开了申请表，用来打印'),
  look('17T10:30', CLERK, '办了一步：正式受理'),
  look('17T10:12', CLERK, '打开看了这件事的全部内容', { times: 12 }),
  look('17T10:10', CLERK, '办了一步：工作人员认领'),
  look('16T09:12', TERMINAL, '收下了您的申请'),
  look('16T09:08', CLERK, '看了终端上还没有交的申请', { why: '马上找人' }),
  look('16T09:05', TERMINAL, '替您取“居民户口簿”：取到了', { personal: true }),
  look('16T09:05', TERMINAL, '替您取“不动产登记信息”：没有等到回答', { personal: true }),
  look('16T09:05', TERMINAL, '替您取“社会保障卡”：取到了', { personal: true })
];

export const NOTICES: readonly PublicNotice[] = [
  ['临时救助申请', '万*通', '拟给予临时救助，一次性，因突发疾病'],
  ['最低生活保障申请', '欧*福寿', '拟纳入最低生活保障，两口人'],
  ['公共租赁住房保障资格申请', '古*·演示江', '拟同意轮候，申请人家庭三口，登记在湖滨街道东坡路社区'],
  ['特困人员认定申请', '陈*', '拟认定为特困人员，分散供养'],
  ['残疾人两项补贴资格认定申请', '李*健', '拟发放护理补贴'],
  ['高龄津贴申请', '福*长', '拟自下月起发放']
].map(([itemName = '', applicant = '', summary = ''], at) => ({
  id: `00000000-0000-4000-8000-00000000010${at}`,
  itemName,
  applicant,
  summary,
  until: `2026-12-0${at + 1}`
}));

export const OVERDUE: readonly OverdueRow[] = [
  {
    itemName: '家庭医生签约',
    dueOn: '2026-11-12',
    decidedOn: null,
    daysLate: 7,
    reason: '卫生院的系统停机，等恢复以后马上办'
  },
  { itemName: '灵活就业人员社会保险补贴申请', dueOn: '2026-11-18', decidedOn: null, daysLate: 3, reason: null },
  {
    itemName: '公共租赁住房保障资格申请',
    dueOn: '2026-11-06',
    decidedOn: '2026-11-13',
    daysLate: 5,
    reason: '等待外省核对财产，回函晚到'
  }
];
