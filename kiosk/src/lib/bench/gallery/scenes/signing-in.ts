import type { Item } from '../../../../../../server/contract/item.ts';
import { acting, devices, LONG_NAME, resident, status, terminalWith } from '../people.ts';
import { presses, type Scene } from '../scene.ts';
import { type Answer, refuse, say } from '../wire.ts';
import { RELATIONS } from './relations.ts';

const signIn = {
  group: '刷身份证',
  route: '/terminal/sign-in',
  search: { item: 'SQ-05-001' },
  frame: 'routes/terminal/sign-in/+page.svelte'
} as const;
const failed = (code: string) => terminalWith(status(), { 'POST /agent/session/read': refuse(code) });

const SELF_ONLY: Item['code'] = 'SQ-08-002';
const forWhom = {
  group: '给谁办',
  route: '/terminal/apply/[code]',
  params: { code: 'SQ-05-001' },
  frame: 'lib/apply/ForWhom.svelte'
} as const;
const waiting: Readonly<Record<string, Answer>> = { 'POST /api/prefill': 'silence' };
const opening = { ...forWhom, frame: 'routes/terminal/apply/[code]/+page.svelte' } as const;

/** A card is read, and whom the matter is for is asked. */
export const SIGNING_IN: readonly Scene[] = [
  { ...signIn, id: 'sign-in', name: '等着放卡', wire: terminalWith(status()) },
  {
    ...signIn,
    id: 'sign-in-anonymous',
    name: '等着放卡，不刷也行',
    search: { item: 'SQ-08-005' },
    wire: terminalWith(status())
  },
  {
    ...signIn,
    id: 'sign-in-reading',
    name: '正在读',
    wire: terminalWith(status(devices({ reader: { state: 'busy' } })))
  },
  {
    ...signIn,
    id: 'sign-in-opening',
    name: '打开资料',
    wire: terminalWith([status(devices({ reader: { state: 'busy' } })), status({ revision: 2 })])
  },
  {
    ...signIn,
    id: 'sign-in-moving',
    name: '卡一直在动',
    wire: terminalWith(status(devices({ reader: { state: 'busy', told: 'id-card.moved-too-early' } })))
  },
  { ...signIn, id: 'sign-in-moved', name: '拿早了', wire: failed('id-card.moved-too-early') },
  { ...signIn, id: 'sign-in-unreadable', name: '没读清', wire: failed('id-card.unreadable') },
  { ...signIn, id: 'sign-in-expired', name: '过期了', wire: failed('card.expired') },
  {
    ...signIn,
    id: 'sign-in-no-reader',
    name: '读卡器没接',
    wire: terminalWith(status(devices({ reader: { state: 'absent' } })))
  },
  { ...forWhom, id: 'for-whom', name: '本人或代办', wire: terminalWith(resident()) },
  { ...forWhom, id: 'for-whom-acting', name: '已经在替人办', wire: terminalWith(acting()) },
  {
    ...forWhom,
    id: 'for-whom-self-only',
    name: '只能本人',
    params: { code: SELF_ONLY },
    wire: terminalWith(acting(), {
      [`GET /api/catalogue/items/${SELF_ONLY}`]: async (itemOf) => ({
        status: 200,
        body: { ...(await itemOf(SELF_ONLY)), agentAllowed: false }
      })
    })
  },
  {
    ...forWhom,
    id: 'for-whom-long-name',
    name: '名字很长',
    wire: terminalWith(resident({ resident: { name: LONG_NAME, maskedIdNumber: '', sex: 'male', age: 66 } }))
  },
  {
    ...forWhom,
    id: 'principal-card',
    name: '刷被代办人的卡',
    wire: terminalWith(resident(), { 'GET /api/my/relations': say({ mine: [], forMe: [] }) }),
    acts: presses('替家人办', '家人带了身份证')
  },
  {
    ...forWhom,
    id: 'for-family',
    name: '替哪位家人办',
    frame: 'lib/apply/ForFamily.svelte',
    wire: terminalWith(resident(), { 'GET /api/my/relations': say({ mine: RELATIONS, forMe: [] }) }),
    acts: presses('替家人办')
  },
  {
    ...forWhom,
    id: 'for-family-expired',
    name: '委托到期了',
    frame: 'lib/apply/ForFamily.svelte',
    wire: terminalWith(resident(), {
      'GET /api/my/relations': say({ mine: RELATIONS, forMe: [] }),
      'POST /api/sessions/current/principal': refuse('proxy.expired')
    }),
    acts: presses('替家人办', '万*事')
  },
  {
    ...forWhom,
    id: 'for-other',
    name: '委托到什么时候',
    frame: 'lib/apply/ForOther.svelte',
    wire: terminalWith(resident()),
    acts: presses('替别人办')
  },
  {
    ...opening,
    id: 'opening',
    name: '正在打开',
    wire: terminalWith(resident(), { 'GET /api/catalogue/items/SQ-05-001': 'silence' })
  },
  {
    ...opening,
    id: 'gathering',
    name: '正在查资料',
    wire: terminalWith(resident(), waiting),
    acts: presses('本人办理')
  },
  {
    ...opening,
    id: 'gathering-trouble',
    name: '资料查不了',
    wire: terminalWith(resident(), { 'POST /api/prefill': refuse('server.unavailable') }),
    acts: presses('本人办理')
  }
];
