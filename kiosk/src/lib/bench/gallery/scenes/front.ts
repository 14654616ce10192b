import { devices, resident, status, terminalWith } from '../people.ts';
import { press, presses, type Scene } from '../scene.ts';
import { refuse } from '../wire.ts';

const idle = { group: '首页', route: '/terminal', frame: 'routes/terminal/+page.svelte' } as const;
const look = { group: '看事项', wire: terminalWith(status()) } as const;
const search = { ...look, route: '/terminal/search', frame: 'routes/terminal/search/+page.svelte' } as const;
const proofs = { ...look, route: '/terminal/proofs', frame: 'routes/terminal/proofs/+page.svelte' } as const;
const proof = {
  ...look,
  route: '/terminal/proofs/[code]',
  frame: 'routes/terminal/proofs/[code]/+page.svelte'
} as const;
const guide = { ...look, route: '/terminal/item/[code]', frame: 'lib/terminal/GuidePage.svelte' } as const;

/** The pages of nobody: what one meets before a card lies on the reader. */
export const FRONT: readonly Scene[] = [
  { ...idle, id: 'idle', name: '等人来', wire: terminalWith(status()) },
  {
    ...idle,
    id: 'idle-troubles',
    name: '几样设备坏了',
    wire: terminalWith(
      status({
        setAside: 2,
        ...devices({
          reader: { state: 'absent' },
          slipPrinter: { state: 'fault', code: 'printer.paper-out' },
          documentPrinter: { state: 'ready', paperLow: true, tonerLow: true }
        })
      })
    )
  },
  {
    ...idle,
    id: 'idle-no-catalogue',
    name: '中心连不上',
    wire: terminalWith(status({ server: 'away' }), { 'GET /api/catalogue': refuse('server.unavailable') })
  },
  {
    ...idle,
    id: 'idle-reading',
    name: '正在读卡',
    wire: terminalWith(status(devices({ reader: { state: 'busy' } })))
  },
  {
    ...idle,
    id: 'idle-opening',
    name: '读好了',
    wire: terminalWith([status(devices({ reader: { state: 'busy' } })), status({ revision: 2 })])
  },
  {
    ...idle,
    id: 'idle-moved',
    name: '卡拿早了',
    wire: terminalWith(status(), { 'POST /agent/session/read': refuse('id-card.moved-too-early') })
  },
  { ...idle, id: 'ended', name: '刚办完', search: { ended: '' }, wire: terminalWith(status()) },

  { ...look, id: 'browse', name: '十类', route: '/terminal/browse', frame: 'routes/terminal/browse/+page.svelte' },
  {
    ...look,
    id: 'field',
    name: '一类事项，满页',
    route: '/terminal/field/[code]',
    params: { code: '05' },
    frame: 'routes/terminal/field/[code]/+page.svelte'
  },
  {
    ...look,
    id: 'field-last',
    name: '一类事项，后一页',
    route: '/terminal/field/[code]',
    params: { code: '05' },
    frame: 'routes/terminal/field/[code]/+page.svelte',
    acts: presses('后一页')
  },
  {
    ...look,
    id: 'field-trouble',
    name: '事项读不到',
    route: '/terminal/field/[code]',
    params: { code: '05' },
    frame: 'routes/terminal/field/[code]/+page.svelte',
    wire: terminalWith(status(), { 'GET /api/catalogue': refuse('server.unavailable') })
  },
  { ...search, id: 'search', name: '搜索，还没按' },
  { ...search, id: 'search-found', name: '搜索，找到了', acts: presses('D', 'B') },
  { ...search, id: 'search-many', name: '搜索，找到很多', acts: presses('S') },
  { ...search, id: 'search-none', name: '搜索，没找到', acts: presses('Q', 'Q', 'Q', 'Q') },
  { ...search, id: 'search-near', name: '搜索，像是这几件', acts: presses('D', 'I', 'N', 'B', 'A', 'O') },
  {
    ...search,
    id: 'search-beginning',
    name: '搜索，只认得开头',
    acts: presses('D', 'I', 'B', 'Q', 'Q', 'Q', 'Q', 'Q', 'Q', 'Q', 'Q')
  },
  { ...search, id: 'search-digits', name: '搜索，数字键', acts: [press('123')] },
  { ...search, id: 'search-proof', name: '搜索，找到不用开的证明', acts: presses('W', 'F', 'Z') },
  { ...proofs, id: 'proofs', name: '这个证明不用开' },
  { ...proofs, id: 'proofs-found', name: '这个证明不用开，找到了', acts: presses('H', 'Y') },
  { ...proofs, id: 'proofs-none', name: '这个证明不用开，没找到', acts: presses('X', 'X', 'X') },
  {
    ...proofs,
    id: 'proofs-trouble',
    name: '这个证明不用开，读不到',
    wire: terminalWith(status(), { 'GET /api/proofs': refuse('server.unavailable') })
  },
  { ...proof, id: 'proof', name: '一样证明，谁来核实', params: { code: 'ZM-08' } },
  { ...proof, id: 'proof-items', name: '一样证明，这里能办', params: { code: 'ZM-15' } },
  { ...proof, id: 'proof-longest', name: '一样证明，最长', params: { code: 'ZM-11' } },
  { ...proof, id: 'proof-long-name', name: '一样证明，名称最长', params: { code: 'ZM-06' } },
  { ...proof, id: 'proof-unknown', name: '没有这一样证明', params: { code: 'ZM-99' } },
  { ...guide, id: 'guide-short', name: '指南，最短', params: { code: 'SQ-10-005' } },
  { ...guide, id: 'guide-long', name: '指南，最长', params: { code: 'SQ-05-001' } },
  { ...guide, id: 'guide-costs', name: '指南，收费和怎么准备', params: { code: 'SQ-08-004' } },
  { ...guide, id: 'guide-no-card', name: '指南，不用刷证', params: { code: 'SQ-08-005' } },
  {
    ...guide,
    id: 'guide-waiting',
    name: '指南，正在取',
    params: { code: 'SQ-05-001' },
    wire: terminalWith(status(), { 'GET /api/catalogue/items/SQ-05-001': 'silence' })
  },
  {
    ...guide,
    id: 'guide-unknown',
    name: '没有这个事项',
    params: { code: 'SQ-99-999' },
    wire: terminalWith(status(), { 'GET /api/catalogue/items/SQ-99-999': refuse('item.unknown') })
  },
  {
    ...look,
    id: 'welcome',
    group: '刷身份证',
    name: '刷好了，要做什么',
    route: '/terminal/welcome',
    frame: 'routes/terminal/welcome/+page.svelte',
    wire: terminalWith(resident())
  },
  {
    ...look,
    id: 'welcome-all',
    group: '刷身份证',
    name: '有可以领的，也有等着签的',
    route: '/terminal/welcome',
    frame: 'routes/terminal/welcome/+page.svelte',
    wire: terminalWith(
      resident({
        toSign: 1,
        entitled: ['SQ-05-006'],
        unfinished: [
          {
            id: '00000000-0000-4000-8000-000000000009',
            itemCode: 'SQ-01-001',
            itemName: '失业登记',
            lastDay: '2026-11-24'
          }
        ]
      })
    )
  }
];
