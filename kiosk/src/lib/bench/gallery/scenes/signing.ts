import type { Signing } from '../../../../../../server/contract/case-wire.ts';
import { CASE_ID } from '../cases.ts';
import { resident, terminalWith } from '../people.ts';
import { type Act, presses, type Scene } from '../scene.ts';
import { refuse, say } from '../wire.ts';

const SIGNING: Signing = {
  caseId: CASE_ID,
  position: 2,
  itemName: '最低生活保障申请',
  applicant: '欧*福寿',
  document: '家庭经济状况核对授权书',
  text: [
    '欧*福寿要办“最低生活保障申请”，我是共同生活的家庭成员。',
    '我同意受理机关向民政、人社、公安、税务、不动产登记、市场监管、银行和证券等单位，核对我的收入、财产和支出。',
    '核对的结果只用来办这件事，不作别的用。这件事办完以前，我可以到任何一个窗口查看核对了什么。'
  ]
};
const CHOICE = '欧*福寿 · 最低生活保障申请';

const signing = (
  id: string,
  name: string,
  signings: readonly Signing[],
  acts: readonly Act[] = [],
  answers: Parameters<typeof terminalWith>[1] = {}
): Scene => ({
  id,
  group: '家人签名',
  name,
  route: '/terminal/signing',
  frame: 'routes/terminal/signing/+page.svelte',
  wire: terminalWith(resident({ toSign: signings.length }), { 'GET /api/my/signings': say({ signings }), ...answers }),
  acts
});

/** Whose signature an application of their household waits for. */
export const SIGNING_FOR_OTHERS: readonly Scene[] = [
  signing('signing', '等您签名', [SIGNING]),
  signing('signing-none', '没有要签的', []),
  signing('signing-read', '看了再签', [SIGNING], presses(CHOICE)),
  signing('signing-write', '签名', [SIGNING], presses(CHOICE, '同意，去签名')),
  signing('signing-empty', '还没有签', [SIGNING], presses(CHOICE, '同意，去签名', '交上去')),
  signing('signing-card', '用身份证签', [SIGNING], presses(CHOICE, '同意，去签名', '写不了字？用身份证确认')),
  signing(
    'signing-done',
    '签好了',
    [SIGNING],
    presses(CHOICE, '同意，去签名', '写不了字？用身份证确认', '用身份证确认'),
    {
      [`POST /api/my/signings/${CASE_ID}`]: say({ signed: true })
    }
  ),
  {
    ...signing('signing-trouble', '读不到', []),
    wire: terminalWith(resident({ toSign: 1 }), { 'GET /api/my/signings': refuse('server.unavailable') })
  }
];
