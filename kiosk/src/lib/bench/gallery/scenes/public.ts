import type { ObjectionState, OwnObjection } from '../../../../../../server/contract/objection-wire.ts';
import { NOTICES, OVERDUE } from '../looks.ts';
import { resident, status, terminalWith } from '../people.ts';
import { printJob } from '../printing.ts';
import { type Act, presses, type Scene } from '../scene.ts';
import { type Answer, refuse, say } from '../wire.ts';

const publicList = (list: 'notices' | 'overdue', id: string, name: string, answer: Answer): Scene => ({
  id,
  group: '公开',
  name,
  route: `/terminal/${list}`,
  frame: 'lib/public-lists/PublicList.svelte',
  wire: terminalWith(status(), { [`GET /api/${list}`]: answer })
});

const [, NOTICE] = NOTICES;
const OTHER = '别的，自己写';
const SAID = '他家去年已经搬到别的区，房子一直租给别人，每月收租金。';

const objection = (state: ObjectionState, answer: string | null = null): OwnObjection => ({
  caseId: NOTICE?.id ?? '',
  itemName: NOTICE?.itemName ?? '',
  number: '33010201600120261123000213',
  shortCode: '730418',
  slipNumber: '33010201600120261123000213-1',
  raisedAt: '2026-11-23T10:18:00+08:00',
  reason: SAID,
  state,
  answer
});
const objecting = (
  id: string,
  name: string,
  own: readonly OwnObjection[],
  acts: readonly Act[] = [],
  answers: Readonly<Record<string, Answer>> = {}
): Scene => ({
  id,
  group: '公开',
  name,
  route: '/terminal/notices',
  search: { about: NOTICE?.id ?? '' },
  frame: own.length > 0 ? 'lib/public-lists/Objection.svelte' : 'lib/public-lists/Objecting.svelte',
  wire: terminalWith(resident(), {
    'GET /api/notices': say({ notices: NOTICES }),
    'GET /api/my/objections': say({ objections: own }),
    ...answers
  }),
  acts
});
const RAISED: Readonly<Record<string, Answer>> = {
  'POST /api/my/objections': say(objection('waiting')),
  'POST /agent/print/slip': say(printJob('confirmed')),
  'GET /agent/print/print': say(printJob('confirmed'))
};

/** What everybody may read, and what whoever taps their card may say of it. */
export const PUBLIC: readonly Scene[] = [
  publicList('notices', 'notices', '公示栏', say({ notices: NOTICES })),
  publicList('notices', 'notices-none', '公示栏，没有', say({ notices: [] })),
  publicList('notices', 'notices-trouble', '公示栏，读不到', refuse('server.unavailable')),
  publicList('overdue', 'overdue', '超期公开', say({ rows: OVERDUE })),
  publicList('overdue', 'overdue-none', '超期公开，没有', say({ rows: [] })),
  objecting('objection', '提异议，选一条', []),
  objecting('objection-nothing', '提异议，没有选', [], presses('下一步')),
  objecting('objection-write', '提异议，自己写', [], presses(OTHER, '下一步')),
  objecting('objection-check', '就这样提吗', [], presses('不住在这里', '下一步')),
  {
    ...objecting('objection-done', '异议登记好了', [], presses('不住在这里', '下一步', '提异议'), RAISED),
    frame: 'lib/public-lists/Objection.svelte'
  },
  objecting('objection-own', '不能对自己的提', [], presses('不住在这里', '下一步', '提异议'), {
    'POST /api/my/objections': refuse('objection.own')
  }),
  objecting('objection-waiting', '提过异议，等答复', [objection('waiting')]),
  objecting('objection-answered', '提过异议，有答复', [
    objection('rejected', '上门看过，本人住在这里；租金已经算进家庭收入，仍在标准以内。')
  ]),
  {
    ...objecting('objection-gone', '公示已经结束', [], [], { 'GET /api/notices': say({ notices: [] }) }),
    frame: 'lib/public-lists/NoticePage.svelte'
  }
];
