import type { DraftAnswer, SubmitAnswer } from '../../../../../devices/agent/wire.ts';
import { composeCaseNumber, slipCode } from '../../../../../server/contract/case-number.ts';
import type { AgencyStep, ResidentCase, Submitted, TimelineEntry } from '../../../../../server/contract/case-wire.ts';
import { TODAY } from './people.ts';

const numberOf = (serial: number): string =>
  composeCaseNumber({ communityCode: '330102016001', day: '2026-11-16', serial });
export const CASE_NUMBER = numberOf(17);
export const CASE_ID = '00000000-0000-4000-8000-000000000011';

const RECEIVED: TimelineEntry = {
  at: '2026-11-16T09:12:00+08:00',
  act: 'submit',
  state: 'received',
  by: '欧阳福寿',
  text: '在终端交了申请'
};
const ACCEPTED: TimelineEntry = {
  at: '2026-11-17T10:30:00+08:00',
  act: 'accept',
  state: 'accepted',
  by: '沈静宜',
  text: '材料齐全，予以受理'
};
const SENT: TimelineEntry = {
  at: '2026-11-18T15:02:00+08:00',
  act: 'send',
  state: 'reviewing',
  by: '沈静宜',
  text: '转到区民政局审批'
};

const OPEN: ResidentCase = {
  id: CASE_ID,
  number: CASE_NUMBER,
  shortCode: '408215',
  itemCode: 'SQ-05-001',
  itemName: '最低生活保障申请',
  applicant: '欧阳福寿',
  state: 'reviewing',
  receivedOn: '2026-11-16',
  dueOn: '2026-12-14',
  dueProvisional: false,
  responsible: { name: '沈静宜', phone: '0571-00000001' },
  bundle: null,
  missing: [],
  signers: [],
  agency: null,
  acts: ['withdraw', 'ask-entrust'],
  reasons: [],
  remedy: null,
  resultPrintable: false,
  ratable: false,
  callBack: null,
  slips: [{ number: `${CASE_NUMBER}-1`, title: '收件回执', issuedAt: '2026-11-16 09:12' }],
  timeline: [RECEIVED, ACCEPTED, SENT]
};

const done = (step: AgencyStep['step'], at: string, by: string): AgencyStep => ({
  step,
  status: 'done',
  at,
  by,
  text: ''
});
const undone = (step: AgencyStep['step'], status: AgencyStep['status']): AgencyStep => ({
  step,
  status,
  at: null,
  by: null,
  text: null
});

/** Cases of one resident, each as far as it can come. */
export const CASES = {
  open: OPEN,
  supplementing: {
    ...OPEN,
    state: 'supplementing',
    dueOn: null,
    slips: [...OPEN.slips, { number: `${CASE_NUMBER}-2`, title: '一次性补正告知书', issuedAt: '2026-11-17 10:30' }],
    missing: [
      '劳动合同或者用人单位开具的收入证明：原件，当场核对后退还',
      '近六个月银行流水：到开户银行打印，加盖业务章',
      '共同生活的家庭成员签名的核对授权书：到窗口领取表格'
    ],
    timeline: [
      RECEIVED,
      {
        ...ACCEPTED,
        act: 'ask-supplement',
        state: 'supplementing',
        text: '材料还缺三样，已一次告知'
      }
    ]
  },
  denied: {
    ...OPEN,
    state: 'denied',
    dueOn: null,
    reasons: ['家庭人均月收入4860元，高于本市最低生活保障标准；家庭名下有两处住房。'],
    remedy: '自收到决定书之日起六十日内，可以向区人民政府申请行政复议；六个月内，可以向人民法院提起行政诉讼。',
    timeline: [
      RECEIVED,
      ACCEPTED,
      SENT,
      { ...SENT, at: '2026-11-20T16:00:00+08:00', act: 'deny', state: 'denied', text: '不予批准' }
    ]
  },
  granted: {
    ...OPEN,
    state: 'granted',
    dueOn: null,
    resultPrintable: true,
    ratable: true,
    itemCode: 'SQ-05-006',
    itemName: '高龄津贴申领',
    timeline: [RECEIVED, ACCEPTED, { ...SENT, act: 'grant', state: 'granted', text: '准予，自下月起发放' }]
  },
  unsigned: {
    ...OPEN,
    state: 'received',
    dueOn: null,
    missing: ['家庭经济状况核对授权书（等家里的成年人签名）'],
    signers: [
      {
        position: 1,
        name: '欧*小梅',
        relation: '女儿',
        way: 'card',
        signedAt: '2026-11-16T09:30:00+08:00',
        byPhone: true
      },
      { position: 2, name: '司*相如', relation: '女婿', way: null, signedAt: null, byPhone: true },
      { position: 3, name: '欧*长生', relation: '儿子', way: null, signedAt: null, byPhone: false }
    ],
    timeline: [RECEIVED]
  },
  entrusted: {
    ...OPEN,
    acts: ['withdraw', 'revoke'],
    agency: {
      agent: { name: '代跑腿', phone: '0571-00000031' },
      steps: [
        done('entrust', '2026-11-16T09:30:00+08:00', '沈静宜'),
        done('accept', '2026-11-17T10:30:00+08:00', '沈静宜'),
        done('handle', '2026-11-18T15:02:00+08:00', '沈静宜'),
        undone('deliver', 'waiting'),
        undone('file', 'waiting'),
        undone('report', 'not-needed'),
        undone('revisit', 'waiting')
      ]
    }
  },
  joined: {
    ...OPEN,
    itemCode: 'SQ-01-006',
    itemName: '失业保险金申领',
    bundle: {
      name: '失业一件事',
      others: [
        {
          id: '00000000-0000-4000-8000-000000000020',
          itemCode: 'SQ-01-001',
          itemName: '失业登记',
          shortCode: '408210',
          state: 'accepted'
        },
        {
          id: '00000000-0000-4000-8000-000000000022',
          itemCode: 'SQ-01-007',
          itemName: '求职登记与岗位推荐',
          shortCode: '408212',
          state: 'granted'
        }
      ]
    }
  },
  withdrawn: { ...OPEN, state: 'withdrawn', dueOn: null },
  calledBack: {
    ...OPEN,
    state: 'denied',
    dueOn: null,
    acts: [],
    callBack: {
      state: 'rectifying',
      contactBy: '2026-11-24',
      rectifyBy: '2026-12-04',
      feedback: null,
      regradable: false
    }
  },
  answered: {
    ...OPEN,
    state: 'denied',
    dueOn: null,
    acts: [],
    callBack: {
      state: 'answered',
      contactBy: '2026-11-24',
      rectifyBy: '2026-12-04',
      feedback: '您等得太久，是我们排班不够。从今天起上午增开一个窗口，抱歉让您跑了两趟。',
      regradable: true
    }
  }
} as const satisfies Record<string, ResidentCase>;

const NAMES = ['最低生活保障申请', '居住证申领', '高龄津贴申领', '义务教育入学信息登记', '家庭医生签约'];
const CODES = ['SQ-05-001', 'SQ-08-002', 'SQ-05-006', 'SQ-04-001', 'SQ-03-003'];
/** More than stand on one page. */
export const MANY_CASES: readonly ResidentCase[] = Array.from({ length: 12 }, (_, at) => ({
  ...OPEN,
  id: `00000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`,
  number: numberOf(at + 1),
  shortCode: String(400_001 + at * 4711),
  state: (['reviewing', 'supplementing', 'granted', 'denied'] as const)[at % 4] ?? 'reviewing',
  itemCode: CODES[at % 5] ?? OPEN.itemCode,
  itemName: NAMES[at % 5] ?? OPEN.itemName
}));

/** What came of handing an application in. */
export function submitted(change: Partial<ResidentCase> = {}, headline = '12月14日（星期一）前办好'): Submitted {
  const made: ResidentCase = { ...OPEN, state: 'received', receivedOn: TODAY, timeline: [RECEIVED], ...change };
  const lists = [
    { title: '已经收到', entries: ['居民户口簿（证照库调取）', '居民身份证（读取）'] },
    ...(made.missing.length > 0 ? [{ title: '还要带来（带齐才能受理）', entries: made.missing }] : [])
  ];
  return {
    case: made,
    repeated: false,
    undoMs: 0,
    slip: {
      number: `${CASE_NUMBER}-1`,
      kind: 'receipt',
      title: '收件回执',
      centre: { name: '东坡路社区综合服务中心', address: '东坡路88号', phone: '0571-00000000' },
      caseNumber: made.number,
      shortCode: made.shortCode,
      itemName: made.itemName,
      applicant: '欧阳*寿',
      issuedAt: `${TODAY} 10:20`,
      headline,
      rows: [],
      lists,
      notes: [],
      responsible: made.responsible,
      code: slipCode(made.number),
      demonstration: true
    }
  };
}

/** What the agent has kept of an application that was handed in. */
export const handedIn = (itemCode: string, answer: SubmitAnswer, printId: string | null = 'print'): DraftAnswer => ({
  draft: null,
  done: { itemCode, answer, printId },
  undone: null
});
