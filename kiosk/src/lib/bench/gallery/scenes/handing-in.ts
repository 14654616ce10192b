import type { SubmitAnswer } from '../../../../../../devices/agent/wire.ts';
import type { Item, SensitiveClass } from '../../../../../../server/contract/item.ts';
import {
  atConfirm,
  atConsent,
  atKnown,
  atMaterial,
  atReview,
  atSignature,
  kept,
  type Standing,
  signedBy
} from '../application.ts';
import { handedIn, submitted } from '../cases.ts';
import { anonymous, resident, terminalWith } from '../people.ts';
import { printJob } from '../printing.ts';
import { type Act, presses, type Scene } from '../scene.ts';
import { type Answer, refuse, say } from '../wire.ts';

const PROMISES = 'SQ-02-007';
const LONGEST = 'SQ-05-001';

interface Extra {
  readonly acts?: readonly Act[];
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly frame?: string;
}
function applying(
  id: string,
  [group, name]: readonly [string, string],
  code: string,
  at: (item: Item) => Standing,
  { acts = [], answers = {}, frame = 'lib/apply/Filling.svelte' }: Extra = {}
): Scene {
  return {
    id,
    group,
    name,
    route: '/terminal/apply/[code]',
    params: { code },
    frame,
    wire: terminalWith(resident(), { 'GET /agent/draft': kept(code, at), ...answers }),
    acts
  };
}

const material = (id: string, name: string, at: (item: Item) => Standing, code = PROMISES, extra: Extra = {}) =>
  applying(id, ['材料', name], code, at, extra);
const MATERIALS: readonly Scene[] = [
  material('material-none', '没有查到', (item) => atMaterial(item, 'none', true)),
  material('material-annulled', '以前的承诺不实，不能承诺', (item) => atMaterial(item, 'none', true, 'annulled')),
  material('material-listed', '信用没有修复，不能承诺', (item) => atMaterial(item, 'none', true, 'listed')),
  material('material-expired', '过期了', (item) => atMaterial(item, 'expired', false), LONGEST),
  material('material-mismatch', '名字对不上', (item) => atMaterial(item, 'mismatch', false), LONGEST),
  material('material-timeout', '查得很慢', (item) => atMaterial(item, 'timeout', true)),
  material('material-waiting', '再查一次', (item) => atMaterial(item, 'timeout', true), PROMISES, {
    acts: presses('等一会儿，再查一次'),
    answers: { 'POST /api/prefill': 'silence' }
  }),
  material('material-promise', '告知承诺书', (item) => atMaterial(item, 'none', true), PROMISES, {
    acts: presses('写一份承诺，先办')
  })
];

/** An item that asks for each class. */
export const CONSENTS = {
  health: LONGEST,
  account: LONGEST,
  'minor-under-14': 'SQ-04-001',
  'special-identity': 'SQ-05-005',
  biometric: 'SQ-02-003'
} as const satisfies Record<SensitiveClass, string>;
const CONSENT_NAMES = {
  health: '健康',
  account: '账户和财产',
  'minor-under-14': '孩子',
  'special-identity': '特定身份',
  biometric: '相貌'
} as const satisfies Record<SensitiveClass, string>;
const AGREEING: readonly Scene[] = (Object.keys(CONSENTS) as SensitiveClass[]).map((name) =>
  applying(`consent-${name}`, ['同意', CONSENT_NAMES[name]], CONSENTS[name], (item) => atConsent(item, name))
);

const END = (name: string): readonly [string, string] => ['交上去', name];
const page = 'routes/terminal/apply/[code]/+page.svelte';
const SENDING: readonly Scene[] = [
  applying('known', ['问题', '已经知道的'], LONGEST, atKnown),
  applying('review', END('从头看一遍'), LONGEST, atReview),
  applying('signature', END('签名，空着'), LONGEST, atSignature),
  applying('signature-signed', END('签好了'), LONGEST, (item) => signedBy(atSignature(item))),
  applying('signature-card', END('用身份证确认'), LONGEST, atSignature, {
    acts: presses('写不了字？用身份证确认')
  }),
  applying('signature-by-card', END('用身份证确认了'), LONGEST, (item) => signedBy(atSignature(item), 'card')),
  applying('confirm', END('最后问一次'), LONGEST, atConfirm),
  applying('sending', END('正在交'), LONGEST, atConfirm, {
    frame: page,
    acts: presses('交上去'),
    answers: { 'POST /agent/submit': 'silence' }
  }),
  applying('trouble', END('没有交上去'), LONGEST, atConfirm, {
    frame: page,
    acts: presses('交上去'),
    answers: { 'POST /agent/submit': refuse('server.fault') }
  }),
  applying('counter', END('改到窗口办'), LONGEST, (item) => atConsent(item, 'health'), {
    frame: 'lib/apply/CounterPage.svelte',
    acts: presses('不同意')
  })
];

function done(id: string, name: string, answer: SubmitAnswer, answers: Readonly<Record<string, Answer>> = {}): Scene {
  return {
    id,
    group: '交好了',
    name,
    route: '/terminal/apply/[code]',
    params: { code: LONGEST },
    frame: answer.state === 'waiting' ? 'lib/apply/WaitingPage.svelte' : 'lib/apply/DoneFrame.svelte',
    wire: terminalWith(resident(), { 'GET /agent/draft': say(handedIn(LONGEST, answer)), ...answers })
  };
}
const plain: SubmitAnswer = { state: 'submitted', submitted: submitted() };
const MISSING = ['近六个月银行流水：到开户银行打印，加盖业务章', '劳动合同或者用人单位开具的收入证明'];
const DONE: readonly Scene[] = [
  done('done', '打印好了', plain),
  done('done-printing', '正在打印', plain, {
    'GET /agent/print/print': 'silence',
    'POST /agent/print/slip': 'silence'
  }),
  done('done-missing', '还要带材料', { state: 'submitted', submitted: submitted({ missing: MISSING, dueOn: null }) }),
  done('done-print-fault', '没有打出来', plain, {
    'GET /agent/print/print': say(printJob('not-started', 'printer.paper-out'))
  }),
  done('done-uncertain', '不知道打没打出来', plain, {
    'GET /agent/print/print': say(printJob('uncertain', 'printer.unconfirmed'))
  }),
  done('done-decided', '当场办结', {
    state: 'submitted',
    submitted: submitted({ state: 'granted', resultPrintable: true }, '已经办好')
  }),
  {
    ...done('done-anonymous', '没刷证', plain),
    wire: terminalWith(anonymous(), { 'GET /agent/draft': say(handedIn(LONGEST, plain)) })
  },
  {
    ...done('done-undo', '还能拿回来', {
      state: 'submitted',
      submitted: { ...submitted(), undoMs: 24_000 }
    }),
    still: true
  },
  applying('undone', ['交好了', '拿回来了'], LONGEST, atReview, {
    answers: {
      'GET /agent/draft': kept(LONGEST, atReview, { itemCode: LONGEST, slip: { number: '1', shortCode: '408215' } })
    }
  }),
  done('waiting', '先存在机器里', { state: 'waiting', reference: '7QK3M9PA' })
];

/** From the first missing record to the slip. */
export const HANDING_IN: readonly Scene[] = [...MATERIALS, ...AGREEING, ...SENDING, ...DONE];
