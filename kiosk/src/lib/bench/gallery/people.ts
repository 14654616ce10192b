import type { AgentStatus } from '../../../../../devices/agent/wire.ts';
import type { Centre, Session } from '../../../../../server/contract/wire.ts';
import { printJob } from './printing.ts';
import { type Answer, type Answers, refuse, say } from './wire.ts';

/** Everybody and everything here is invented. The day on which every scene takes place: */
export const TODAY = '2026-11-23';
export const NOW = Date.parse(`${TODAY}T10:20:00+08:00`);

const CENTRE: Centre = {
  communityCode: '330102016001',
  name: '湖滨街道东坡路社区综合服务中心',
  address: '东坡路88号一楼，公交东坡路口站下车往北80米',
  phone: '0571-00000000',
  today: TODAY,
  demonstration: true
};

const DEVICES: AgentStatus['devices'] = {
  reader: { state: 'ready' },
  slipPrinter: { state: 'ready' },
  documentPrinter: { state: 'ready' },
  codeScanner: { state: 'ready' },
  speech: { state: 'ready' }
};

const NOBODY: AgentStatus = {
  revision: 1,
  demonstration: true,
  server: 'reachable',
  session: null,
  devices: DEVICES,
  outbox: 0,
  setAside: 0,
  controls: { keypad: {}, switches: null },
  call: null
};

const SESSION: Session = {
  id: '00000000-0000-4000-8000-000000000001',
  resident: { name: '欧阳福寿', maskedIdNumber: '330102********0019', sex: 'male', age: 81 },
  principal: null,
  expiresAt: `${TODAY}T11:20:00+08:00`,
  openCases: 2,
  toSign: 0,
  entitled: [],
  unfinished: []
};
/** Somebody whose name takes the most room that a card has. */
export const LONG_NAME = '买买提江·阿卜杜热合曼·吐尔逊';

/** What the agent says of itself while somebody is here, or nobody. */
export const status = (change: Partial<AgentStatus> = {}): AgentStatus => ({ ...NOBODY, ...change });
export const devices = (change: Partial<AgentStatus['devices']>): Partial<AgentStatus> => ({
  devices: { ...DEVICES, ...change }
});
export const resident = (change: Partial<Session> = {}): AgentStatus => status({ session: { ...SESSION, ...change } });
const PRINCIPAL = { name: '欧阳小梅', maskedIdNumber: '330102********0028', sex: 'female', age: 57 } as const;
export const acting = (): AgentStatus => resident({ principal: PRINCIPAL });
export const anonymous = (): AgentStatus => resident({ resident: null });

/** A terminal with these statuses, which answers this and otherwise what every terminal does. */
export function terminalWith(
  statuses: AgentStatus | readonly AgentStatus[],
  answers: Readonly<Record<string, Answer>> = {},
  events: Answers['events'] = []
): Answers {
  const all = [statuses].flat();
  const last = all.at(-1) ?? NOBODY;
  return {
    statuses: all,
    events,
    answers: {
      'GET /api/centre': say(CENTRE),
      'GET /agent/status': say({ ...last, revision: all.length + 1 }),
      'GET /agent/draft': say({ draft: null, done: null, undone: null }),
      'PUT /agent/draft': { status: 204, body: null },
      'POST /agent/session/read': 'silence',
      'POST /agent/session/anonymous': 'silence',
      'POST /agent/call': 'silence',
      'DELETE /agent/call': { status: 204, body: null },
      'POST /agent/speech': 'silence',
      'POST /agent/submit': 'silence',
      'POST /agent/undo': 'silence',
      'POST /api/prefill': 'silence',
      'POST /api/progress': refuse('case.not-found'),
      'GET /agent/print/print': say(printJob('confirmed')),
      'POST /agent/print/slip': say(printJob('confirmed')),
      'POST /agent/print/document': say(printJob('confirmed')),
      'POST /agent/print/ticket': say(printJob('confirmed')),
      ...answers
    }
  };
}
