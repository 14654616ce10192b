import type { DoneBundle, DraftAnswer, PartAnswer, UndoneApplication } from '../../../../../../devices/agent/wire.ts';
import { type Bundle, bundled } from '../../../../../../server/contract/bundle.ts';
import type { ResidentCase } from '../../../../../../server/contract/case-wire.ts';
import type { Item } from '../../../../../../server/contract/item.ts';
import { atConfirm, atReview, type Standing } from '../application.ts';
import { submitted } from '../cases.ts';
import { resident, status, terminalWith } from '../people.ts';
import { printJob } from '../printing.ts';
import { presses, type Scene } from '../scene.ts';
import { type Answer, refuse, say } from '../wire.ts';

const LAID_OFF: Bundle = {
  code: 'JS-01',
  name: '失业一件事',
  plainHint: '',
  plainWords: ['没了工作'],
  items: ['SQ-01-001', 'SQ-01-006', 'SQ-01-007'],
  same: [['SQ-01-001.jobEndReason', 'SQ-01-006.leaveReason']],
  next: []
};
const NAMES = ['失业登记', '失业保险金申领', '求职登记与岗位推荐'];
const UNDONE: UndoneApplication = {
  itemCode: LAID_OFF.code,
  slip: null,
  bundle: { shortCodes: ['408215', '408216'], stands: ['SQ-01-007'] }
};

const group = '几件一次办';
const look = { group, wire: terminalWith(status()) } as const;
const guide = {
  ...look,
  route: '/terminal/bundle/[code]',
  frame: 'lib/terminal/GuidePage.svelte'
} as const;

const kept =
  (at: (whole: Item) => Standing, undone: UndoneApplication | null = null): Answer =>
  async (itemOf) => {
    const parts = (await Promise.all(LAID_OFF.items.map(itemOf))) as Item[];
    const { prefill, draft } = at(bundled(LAID_OFF, parts).whole);
    const prefills = parts.map(({ code, version }) => ({ ...prefill, itemCode: code, itemVersion: version }));
    const application = { itemCode: LAID_OFF.code, prefill, draft, prefills, leftOut: [] };
    return say({ draft: application, done: null, undone } satisfies DraftAnswer);
  };
const applying = (id: string, name: string, answer: Answer): Scene => ({
  id,
  group,
  name,
  route: '/terminal/apply/[code]',
  params: { code: LAID_OFF.code },
  frame: 'lib/apply/Filling.svelte',
  wire: terminalWith(resident(), { 'GET /agent/draft': answer })
});

const HEADLINES = ['今天办结', '12月14日（星期一）前办好', '已经办好'];
function taken(at: number, change: Partial<ResidentCase> = {}, undoMs = 0): PartAnswer {
  const own = {
    id: `00000000-0000-4000-8000-00000000002${at}`,
    shortCode: `40821${at}`,
    itemCode: LAID_OFF.items[at] ?? '',
    itemName: NAMES[at] ?? '',
    ...change
  };
  return { state: 'submitted', submitted: { ...submitted(own, HEADLINES[at]), undoMs } };
}
const decided = taken(2, { state: 'granted', resultPrintable: true });
const WAITING: PartAnswer = { state: 'waiting', reference: '7QK3M9PA' };

function done(id: string, name: string, answers: readonly PartAnswer[], more: Partial<Scene> = {}): Scene {
  const bundle: DoneBundle = {
    code: LAID_OFF.code,
    parts: answers.map((answer, at) => ({ itemCode: LAID_OFF.items[at] ?? '', answer, printId: 'print' }))
  };
  return {
    id,
    group,
    name,
    route: '/terminal/apply/[code]',
    params: { code: LAID_OFF.code },
    frame: 'lib/apply/DoneFrame.svelte',
    wire: terminalWith(resident(), { 'GET /agent/draft': say({ draft: null, done: null, bundle, undone: null }) }),
    ...more
  };
}

/** 一件事, from its guide to the slips. */
export const BUNDLES: readonly Scene[] = [
  {
    ...look,
    id: 'bundles',
    name: '几件一次办',
    route: '/terminal/bundle',
    frame: 'routes/terminal/bundle/+page.svelte'
  },
  {
    ...look,
    id: 'bundles-trouble',
    name: '读不到',
    route: '/terminal/bundle',
    frame: 'routes/terminal/bundle/+page.svelte',
    wire: terminalWith(status(), { 'GET /api/catalogue': refuse('server.unavailable') })
  },
  { ...guide, id: 'bundle-guide', name: '指南', params: { code: 'JS-01' } },
  { ...guide, id: 'bundle-guide-brings', name: '指南，要带合同', params: { code: 'JS-04' } },
  { ...guide, id: 'bundle-guide-death', name: '指南，身后', params: { code: 'JS-05' } },
  {
    ...guide,
    id: 'bundle-choice',
    name: '办哪几件',
    frame: 'lib/terminal/BundleChoice.svelte',
    params: { code: 'JS-01' },
    acts: presses('只办其中几件')
  },
  {
    ...guide,
    id: 'bundle-choice-last',
    name: '一件都不办',
    frame: 'lib/terminal/BundleChoice.svelte',
    params: { code: 'JS-05' },
    acts: presses('只办其中几件', '身后养老金结算', '停发逝者津贴')
  },
  {
    ...guide,
    id: 'bundle-guide-left-out',
    name: '指南，有一件不办',
    params: { code: 'JS-01' },
    acts: presses('只办其中几件', '失业登记', '就办这2件')
  },
  { ...guide, id: 'bundle-unknown', name: '没有这一件', params: { code: 'JS-99' } },
  applying('bundle-review', '从头看一遍', kept(atReview)),
  applying('bundle-confirm', '最后问一次', kept(atConfirm)),
  applying('bundle-undone', '拿回来了', kept(atReview, UNDONE)),
  done('bundle-done', '都交好了', [taken(0), taken(1), decided]),
  done('bundle-done-undo', '还能拿回来', [taken(0, {}, 24_000), taken(1, {}, 24_000), decided], { still: true }),
  done('bundle-done-refused', '一件没有交上', [
    taken(0),
    { state: 'refused', code: 'item.stale' },
    taken(2, { missing: ['居民身份证：原件'], dueOn: null })
  ]),
  done('bundle-done-print-fault', '没有打出来', [taken(0), taken(1), decided], {
    wire: terminalWith(resident(), {
      'GET /agent/draft': say({
        draft: null,
        done: null,
        bundle: {
          code: LAID_OFF.code,
          parts: [{ itemCode: 'SQ-01-001', answer: taken(0), printId: 'print' }]
        },
        undone: null
      }),
      'GET /agent/print/print': say(printJob('not-started', 'printer.paper-out'))
    })
  }),
  done('bundle-waiting', '先存在机器里', [WAITING, WAITING, WAITING]),
  {
    ...applying('bundle-sending', '正在交', kept(atConfirm)),
    frame: 'routes/terminal/apply/[code]/+page.svelte',
    acts: presses('交上去'),
    wire: terminalWith(resident(), { 'GET /agent/draft': kept(atConfirm), 'POST /agent/submit/bundle': 'silence' })
  }
];
