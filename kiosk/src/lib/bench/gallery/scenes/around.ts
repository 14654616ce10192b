import type { CallStatus } from '../../../../../../devices/agent/wire.ts';
import { words } from '../../../words/zh.ts';
import { answeredWith, atQuestion, kept } from '../application.ts';
import { devices, resident, status, terminalWith } from '../people.ts';
import { presses, type Scene } from '../scene.ts';
import { refuse, say } from '../wire.ts';

const around = {
  group: '页面四周',
  route: '/terminal/browse',
  frame: 'routes/terminal/browse/+page.svelte',
  wire: terminalWith(resident())
} as const;

/** 马上找人, once it was pressed. */
const called = (id: string, name: string, call: CallStatus): Scene => ({
  ...around,
  id,
  name,
  wire: terminalWith(
    { ...resident(), call },
    { 'POST /agent/call': say(call), 'GET /agent/status': say({ ...resident(), call, revision: 2 }) }
  ),
  acts: presses(words.frame.call[call.state])
});
const since = '2026-11-23T10:19:30+08:00';

/** What lies over every page, or takes its place. */
export const AROUND: readonly Scene[] = [
  { ...around, id: 'sheet-look', name: '看不清', acts: presses('看不清') },
  {
    ...around,
    id: 'sheet-look-silent',
    name: '看不清，没有声音',
    wire: terminalWith({ ...resident(), ...devices({ speech: { state: 'absent' } }) }),
    acts: presses('看不清')
  },
  { ...around, id: 'sheet-person', name: '马上找人，正在打铃', acts: presses('马上找人') },
  called('sheet-person-ringing', '马上找人，等人来', { state: 'ringing', since }),
  called('sheet-person-taken', '马上找人，有人来了', { state: 'taken', since, by: '沈静宜' }),
  called('sheet-person-unanswered', '马上找人，没有人来', { state: 'unanswered' }),
  called('sheet-person-not-rung', '马上找人，没有打响', { state: 'not-rung', code: 'server.unavailable' }),
  { ...around, id: 'sheet-end', name: '要结束吗', acts: presses('结束') },
  {
    ...around,
    id: 'sheet-end-keep',
    name: '要结束吗，填了一半',
    route: '/terminal/apply/[code]',
    frame: 'lib/apply/Filling.svelte',
    params: { code: 'SQ-01-001' },
    wire: terminalWith(resident(), {
      'GET /agent/draft': kept('SQ-01-001', (item) => answeredWith(atQuestion(item, 'edu'), 'mobile'))
    }),
    acts: presses('结束')
  },
  { ...around, id: 'countdown', name: '您还在吗', acts: [{ do: 'stay-away' }] },
  {
    ...around,
    id: 'replaced',
    name: '在别处打开了',
    frame: 'lib/terminal/Replaced.svelte',
    wire: terminalWith(status(), { 'POST /agent/events': refuse('page.replaced') })
  },
  {
    ...around,
    id: 'away',
    name: '终端的程序没有应答',
    frame: 'lib/fault/FaultPage.svelte',
    wire: terminalWith(status(), { 'POST /agent/events': 'nobody' }),
    acts: [{ do: 'await', title: '这台机器正在自己恢复' }]
  },
  {
    ...around,
    id: 'broken-page',
    name: '一页画不出来',
    route: '/terminal/item/[code]',
    params: { code: 'SQ-05-001' },
    frame: 'lib/fault/FaultPage.svelte',
    wire: terminalWith(resident(), { 'GET /api/catalogue/items/SQ-05-001': say({ code: 'SQ-05-001' }) })
  },
  { ...around, id: 'not-found', name: '没有这一页', frame: 'lib/fault/FaultPage.svelte', failed: 404 },
  { ...around, id: 'error', name: '这一页没能打开', frame: 'lib/fault/FaultPage.svelte', failed: 500 }
];
