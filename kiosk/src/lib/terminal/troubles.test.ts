import { describe, expect, it } from 'vitest';
import type { AgentStatus } from '../../../../devices/agent/wire.ts';
import { words } from '../words/zh.ts';
import { type TileTrouble, troubleFor, troublesOf } from './troubles.ts';

const { troubles } = words.idle;
const status = (documentPrinter: Parameters<typeof troublesOf>[0]['devices']['documentPrinter']) => ({
  server: 'reachable' as const,
  setAside: 0,
  devices: {
    reader: { state: 'ready' as const },
    slipPrinter: { state: 'ready' as const },
    documentPrinter,
    codeScanner: { state: 'ready' as const },
    speech: { state: 'absent' as const }
  }
});

it('A4 paper and toner that run low are told as long as the printer prints', () => {
  expect(troublesOf(status({ state: 'ready' }))).toEqual([]);
  expect(troublesOf(status({ state: 'busy', paperLow: true, tonerLow: true }))).toEqual([
    troubles['document-paper-low'],
    troubles['document-toner-low']
  ]);
  expect(troublesOf(status({ state: 'fault', code: 'printer.paper-jam', tonerLow: true }))).toEqual([
    troubles['document-printer']
  ]);
});

describe('an item that cannot be done to its end here', () => {
  type Status = Pick<AgentStatus, 'devices' | 'server' | 'session'>;
  const [apply, print, anonymous] = [
    { printsResult: false, anonymousAllowed: false },
    { printsResult: true, anonymousAllowed: false },
    { printsResult: false, anonymousAllowed: true }
  ];
  const here = { id: '', resident: { name: '福*长' }, principal: null } as unknown as Status['session'];
  const now = (change: Partial<Status['devices']> = {}, rest: Partial<Status> = {}): Status => {
    const well = status({ state: 'ready' });
    return { ...well, session: null, ...rest, devices: { ...well.devices, ...change } };
  };
  const noReader = { reader: { state: 'absent' } } as const;
  const broken = { reader: { state: 'fault', code: 'id-card.reader-silent' } } as const;
  const noPaper = { documentPrinter: { state: 'fault', code: 'printer.paper-out' } } as const;
  const silent = { documentPrinter: { state: 'unknown' } } as const;

  it.each<[string, typeof apply, Status | null, TileTrouble | null]>([
    ['as long as nothing is known', print, null, null],
    ['where all is well', print, now(), null],
    ['without a server, whatever it is', anonymous, now({}, { server: 'away' }), 'server'],
    ['without a server and a reader: the first matters', apply, now(noReader, { server: 'away' }), 'server'],
    ['without a reader', apply, now(noReader), 'reader'],
    ['with a broken reader', apply, now(broken), 'reader'],
    ['with a broken reader, where no card is needed', anonymous, now(broken), null],
    ['with a broken reader, once the card was read', apply, now(broken, { session: here }), null],
    ['without A4 paper, where it ends in that', print, now(noPaper), 'document-printer'],
    ['without A4 paper, where it does not', apply, now(noPaper), null],
    ['with a printer that says nothing of itself', print, now(silent), null]
  ])('%s', (_, item, at, trouble) => {
    expect(troubleFor(item, at)).toBe(trouble);
  });
});
