import type { Relation } from '../../../../../../server/contract/wire.ts';
import { resident, terminalWith } from '../people.ts';
import { presses, type Scene } from '../scene.ts';
import { say } from '../wire.ts';

/** From a register, by a letter, and upon a judgement that a window saw. */
export const RELATIONS: readonly Relation[] = [
  {
    id: '00000000-0000-4000-8000-000000000071',
    name: '万*事',
    kind: 'guardian',
    evidence: 'household-record',
    expiresOn: '2037-03-31',
    oneCard: true
  },
  {
    id: '00000000-0000-4000-8000-000000000072',
    name: '欧*福寿',
    kind: 'neighbour',
    evidence: 'letter-of-authority',
    expiresOn: '2027-02-23',
    oneCard: true
  },
  {
    id: '00000000-0000-4000-8000-000000000073',
    name: '古*·演示江',
    kind: 'guardian',
    evidence: 'court-judgement',
    expiresOn: '9999-12-31',
    oneCard: true
  }
];

const page = {
  group: '谁能替我办事',
  route: '/terminal/relations',
  frame: 'routes/terminal/relations/+page.svelte',
  wire: terminalWith(resident(), { 'GET /api/my/relations': say({ mine: [], forMe: RELATIONS }) })
} as const;

/** Who may act for the holder of a card. */
export const RELATION_SCENES: readonly Scene[] = [
  { ...page, id: 'relations', name: '谁能替我办事' },
  { ...page, id: 'relations-revoke', name: '收回吗', acts: presses('欧*福寿') },
  { ...page, id: 'relations-ordered', name: '不能自己收回', acts: presses('古*·演示江') },
  {
    ...page,
    id: 'relations-none',
    name: '没有人',
    wire: terminalWith(resident(), { 'GET /api/my/relations': say({ mine: [], forMe: [] }) })
  }
];
