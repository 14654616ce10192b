import type { VerifiedNotice } from '../../../../../../server/contract/case-wire.ts';
import { CASE_ID, CASE_NUMBER, CASES, MANY_CASES } from '../cases.ts';
import { LOOKS } from '../looks.ts';
import { resident, status, terminalWith } from '../people.ts';
import { type Act, press, presses, type Scene } from '../scene.ts';
import { type Answer, refuse, say } from '../wire.ts';

const SHORT = '凭回执上的六位短码查';
const NUMBER = '凭办件编号查';
const type = (text: string): Act => ({ do: 'type', text });
const find = press('查一查');

const asking = {
  group: '查进度',
  route: '/terminal/progress',
  frame: 'routes/terminal/progress/+page.svelte',
  wire: terminalWith(status())
} as const;
const byCode = { ...asking, frame: 'lib/progress/ByCode.svelte' } as const;
const found = say({ state: 'reviewing', itemName: '最低生活保障申请', dueOn: '2026-12-14', dueProvisional: true });

const byScan = say({ state: 'accepted', itemName: '居住证申领', dueOn: '2026-12-14', dueProvisional: false });
const scan = { type: 'code', data: { kind: 'slip', caseNumber: CASE_NUMBER, notice: `YIMEN:${CASE_NUMBER}-1` } };
const VERIFIED: VerifiedNotice = {
  number: `${CASE_NUMBER}-1`,
  kind: 'receipt',
  title: '收件回执',
  issuedOn: '2026-11-16',
  itemName: '居住证申领',
  state: 'accepted',
  stands: false
};

function caseView(id: string, name: string, state: keyof typeof CASES, acts: readonly Act[] = []): Scene {
  return {
    id,
    group: '一件事',
    name,
    route: '/terminal/progress/[id]',
    params: { id: CASE_ID },
    frame: 'lib/progress/CaseView.svelte',
    wire: terminalWith(resident(), { [`GET /api/my/cases/${CASE_ID}`]: say(CASES[state]) }),
    acts
  };
}
const cases = (id: string, name: string, rows: unknown): Scene => ({
  ...asking,
  id,
  name,
  wire: terminalWith(resident(), { 'GET /api/my/cases': say({ cases: rows }) })
});

const looks = (id: string, name: string, answer: Answer): Scene => ({
  id,
  group: '谁看过',
  name,
  route: '/terminal/progress/[id]/looks',
  params: { id: CASE_ID },
  frame: 'lib/progress/Looks.svelte',
  wire: terminalWith(resident(), { [`GET /api/my/cases/${CASE_ID}/looks`]: answer })
});
/** How a case stands: without a card, with one, and everything of one case. */
export const PROGRESS: readonly Scene[] = [
  { ...asking, id: 'progress', name: '怎么查' },
  { ...asking, id: 'progress-card', name: '刷身份证查', acts: presses('刷身份证查') },
  { ...byCode, id: 'progress-short', name: '六位短码', acts: presses(SHORT) },
  {
    ...byCode,
    id: 'progress-last4',
    name: '身份证最后四位',
    acts: [press(SHORT), type('408215'), find]
  },
  { ...byCode, id: 'progress-number', name: '办件编号', acts: [press(NUMBER), type(CASE_NUMBER)] },
  { ...byCode, id: 'progress-wrong', name: '编号不对', acts: [press(NUMBER), type('3301'), find] },
  {
    ...byCode,
    id: 'progress-not-a-slip',
    name: '扫的不是回执',
    wire: terminalWith(status(), {}, [{ type: 'code', data: { kind: 'licence-code' } }])
  },
  {
    ...byCode,
    id: 'progress-found',
    name: '查到了',
    wire: terminalWith(status(), { 'POST /api/progress': found }),
    acts: [press(NUMBER), type(CASE_NUMBER), find]
  },
  {
    ...byCode,
    id: 'progress-scanned',
    name: '扫回执查到了，核对无误',
    wire: terminalWith(status(), { 'POST /api/progress': byScan, 'POST /api/notices/verify': say(VERIFIED) }, [scan])
  },
  {
    ...byCode,
    id: 'progress-forged',
    name: '扫回执查到了，回执核对不上',
    wire: terminalWith(
      status(),
      { 'POST /api/progress': byScan, 'POST /api/notices/verify': refuse('notice.forged') },
      [scan]
    )
  },
  {
    ...byCode,
    id: 'progress-none',
    name: '没查到',
    wire: terminalWith(status(), { 'POST /api/progress': refuse('case.not-found') }),
    acts: [press(NUMBER), type(CASE_NUMBER), find]
  },
  cases('cases', '办事记录，很多', MANY_CASES),
  cases('cases-none', '办事记录，没有', []),
  {
    ...cases('cases-trouble', '办事记录，读不到', []),
    wire: terminalWith(resident(), { 'GET /api/my/cases': refuse('server.unavailable') })
  },
  caseView('case', '审批中', 'open'),
  caseView('case-supplementing', '等补材料', 'supplementing'),
  caseView('case-denied', '不予批准', 'denied'),
  caseView('case-unsigned', '等家人签名', 'unsigned'),
  caseView('case-joined', '和别的一起交的', 'joined'),
  caseView('case-others', '看一起交的', 'joined', presses('看一起交的另外2件')),
  {
    ...caseView('case-phone-link', '给家人手机签', 'unsigned', presses('家人不在？用手机签')),
    frame: 'lib/signing/PhoneLink.svelte',
    wire: terminalWith(resident(), {
      [`GET /api/my/cases/${CASE_ID}`]: say(CASES.unsigned),
      [`POST /api/my/cases/${CASE_ID}/signers/2/link`]: say({
        url: 'https://centre.example/sign#YWJjZGVmZ2hpamtsbW5vcHFyc3R1',
        endsAt: '2026-11-26T10:20:00+08:00'
      })
    })
  },
  caseView('case-granted', '准予，能打结果', 'granted'),
  caseView('case-withdrawn', '已撤回', 'withdrawn'),
  { ...caseView('case-rate', '评一评', 'granted', presses('评一评')), frame: 'lib/progress/RatePage.svelte' },
  {
    ...caseView('case-rate-why', '评一评，为什么', 'granted', presses('评一评', '不满意')),
    frame: 'lib/progress/RatePage.svelte'
  },
  {
    ...caseView('case-rate-good', '评一评，好在哪里', 'granted', presses('评一评', '非常满意')),
    frame: 'lib/progress/RatePage.svelte'
  },
  caseView('case-called-back', '说了不满意，正在改', 'calledBack'),
  caseView('case-answered', '说了不满意，处理过了', 'answered'),
  {
    ...caseView('case-regrade', '再评一次', 'answered', presses('再评一次')),
    frame: 'lib/progress/RatePage.svelte'
  },
  looks('looks', '一件事，很多', say({ looks: LOOKS })),
  looks('looks-none', '一件事，没有', say({ looks: [] })),
  looks('looks-trouble', '一件事，读不到', refuse('server.unavailable')),
  {
    ...looks('looks-all', '所有的事', say({})),
    route: '/terminal/progress/looks',
    wire: terminalWith(resident(), { 'GET /api/my/looks': say({ looks: LOOKS }) })
  },
  caseView('case-withdraw-ask', '真的要撤回吗', 'open', presses('撤回申请')),
  {
    ...caseView('case-letters', '打印哪一张', 'supplementing', presses('打印')),
    frame: 'lib/progress/LettersPage.svelte'
  },
  {
    ...caseView('case-slips', '补打哪一张小票', 'supplementing', presses('打印', '补打别的小票')),
    frame: 'lib/progress/LettersPage.svelte'
  },
  {
    ...caseView('case-agency-ask', '请工作人员全程代办吗', 'open', presses('请人全程代办')),
    frame: 'lib/progress/AgencyPage.svelte'
  },
  caseView('case-entrusted', '全程代办，走到哪一步', 'entrusted'),
  {
    ...caseView('case-revoke', '收回委托吗', 'entrusted', presses('收回委托')),
    frame: 'lib/progress/AgencyPage.svelte'
  },
  {
    ...caseView('case-unknown', '没有这件事', 'open'),
    frame: 'routes/terminal/progress/[id]/+page.svelte',
    wire: terminalWith(resident(), { [`GET /api/my/cases/${CASE_ID}`]: refuse('case.not-found') })
  }
];
