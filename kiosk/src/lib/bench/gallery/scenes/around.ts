import { resident, status, terminalWith } from '../people.ts';
import { presses, type Scene } from '../scene.ts';
import { refuse } from '../wire.ts';

const around = {
  group: '页面四周',
  route: '/terminal/browse',
  frame: 'routes/terminal/browse/+page.svelte',
  wire: terminalWith(resident())
} as const;

/** What lies over every page, or takes its place. */
export const AROUND: readonly Scene[] = [
  { ...around, id: 'sheet-look', name: '看不清', acts: presses('看不清') },
  { ...around, id: 'sheet-person', name: '马上找人', acts: presses('马上找人') },
  { ...around, id: 'sheet-end', name: '要结束吗', acts: presses('结束') },
  { ...around, id: 'countdown', name: '您还在吗', acts: [{ do: 'stay-away', ms: 75_000 }] },
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
    frame: 'lib/terminal/Away.svelte',
    wire: terminalWith(status(), { 'POST /agent/events': 'nobody' }),
    acts: [{ do: 'await', title: '这台机器正在自己恢复' }]
  }
];
