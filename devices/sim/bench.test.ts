import { describe, expect, it } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import type { BenchStatus } from '../agent/wire.ts';
import type { CardReadFailure, PrinterStatus, PrintOutcome, ReaderFault } from '../device.ts';
import { openBench } from './testing.ts';

const PDF = new TextEncoder().encode('%PDF-1.7');
const NOTHING_TOLD = { onSending: () => undefined, onSent: () => undefined };

/** What a reading says under a condition, and the fault that the reader is left with. */
type Reading = readonly [CardReadFailure | 'read', ReaderFault | null];
const READINGS: Readonly<Record<BenchStatus['reader']['condition'], Reading>> = {
  well: ['read', null],
  silent: ['id-card.reader-failed', 'id-card.reader-silent'],
  garbage: ['id-card.reader-failed', 'id-card.reader-garbage'],
  'self-test-failed': ['id-card.reader-failed', 'id-card.reader-self-test'],
  denied: ['id-card.reader-failed', 'id-card.reader-denied'],
  'moved-once': ['read', null],
  'moved-always': ['id-card.moved-too-early', null],
  'damages-cards': ['id-card.unreadable', null],
  'refuses-cards': ['id-card.refused', null]
};

describe('a card laid on the plate', () => {
  const outcome = async ({ reader }: Awaited<ReturnType<typeof openBench>>) => {
    const read = await reader.read({ purpose: 'sign-in', deadlineMs: 400 });
    return read.ok ? 'read' : read.error;
  };

  it.each(Object.entries(READINGS))('of a reader that is %s: %j', async (condition, [said, fault]) => {
    const all = await openBench();
    await all.change({ card: 'fu-shou', reader: { condition: condition as keyof typeof READINGS } });
    expect(await outcome(all)).toBe(said);
    if (fault) await all.become(all.reader, { state: 'fault', code: fault });
    await all.change({ act: 'put-right' });
    await all.become(all.reader, { state: 'ready' });
    await all.change({ card: 'fu-shou' });
    expect(await outcome(all)).toBe('read');
  });

  it('that is moved once is moved each time it is laid down, and read at the second try', async () => {
    const all = await openBench();
    let tries = 0;
    all.reader.subscribe(() => {
      if (all.reader.status.state === 'busy') tries++;
    });
    await all.change({ reader: { condition: 'moved-once' } });
    for (const expected of [2, 4]) {
      await all.change({ card: 'fu-shou' });
      expect([await outcome(all), tries]).toEqual(['read', expected]);
      await all.change({ card: null });
    }
  });

  it('and is none of an ID is told', async () => {
    const all = await openBench();
    const other = (await all.bench()).cards.find(({ face }) => face === null);
    await all.change({ card: other?.id ?? '' });
    expect((await all.bench()).card).toBe(other?.id);
    expect(await outcome(all)).toBe('id-card.not-an-id-card');
  });

  it('of a reader that is unplugged waits for nothing', async () => {
    const all = await openBench();
    await all.change({ card: 'fu-shou', reader: { connected: false } });
    expect(await outcome(all)).toBe('id-card.no-reader');
    expect(all.reader.status).toEqual({ state: 'absent' });
  });
});

const fault = (code: string) => ({ state: 'fault', code }) as PrinterStatus;

describe('the receipt printer', () => {
  const outcome = ({ slipPrinter }: Awaited<ReturnType<typeof openBench>>): Promise<PrintOutcome> =>
    slipPrinter.print({ slip, reprint: false }, NOTHING_TOLD);

  const STANDINGS: Readonly<Record<BenchStatus['slipPrinter']['condition'], PrinterStatus>> = {
    well: { state: 'ready' },
    'cover-open': fault('printer.cover-open'),
    'knife-jammed': fault('printer.cutter'),
    silent: fault('printer.silent'),
    unconfirming: { state: 'ready' },
    off: { state: 'absent' }
  };
  it.each(Object.entries(STANDINGS))('%s is %j, until it is put right', async (condition, status) => {
    const { change, become, slipPrinter } = await openBench();
    await change({ slipPrinter: { condition: condition as keyof typeof STANDINGS } });
    await become(slipPrinter, status);
    await change({ act: 'put-right' });
    await become(slipPrinter, { state: 'ready' });
  });

  it.each([
    [{ paper: 'low' }, { state: 'ready', paperLow: true }],
    [{ paper: 'out' }, { ...fault('printer.paper-out'), paperLow: true }],
    [{ connected: false }, { state: 'absent' }]
  ] as const)('with %j is %j', async (next, status) => {
    const { change, become, slipPrinter } = await openBench();
    await change({ slipPrinter: next });
    await become(slipPrinter, status);
  });

  it('that does not say what came out leaves it unconfirmed', async () => {
    const all = await openBench();
    await all.change({ slipPrinter: { condition: 'unconfirming' } });
    expect(await outcome(all)).toEqual({ outcome: 'uncertain', code: 'printer.unconfirmed' });
  });

  it('whose roll ends within a slip says so; new paper, and the piece lies in the tray, torn', async () => {
    const all = await openBench();
    await all.change({ slipPrinter: { paper: { linesLeft: 5 } } });
    expect((await all.bench()).slipPrinter.paper).toEqual({ linesLeft: 5 });
    expect(await outcome(all)).toEqual({ outcome: 'uncertain', code: 'printer.paper-out' });
    expect((await all.bench()).slipPrinter.paper).toBe('out');
    await all.change({ slipPrinter: { paper: 'enough' } });
    const [piece, ...others] = (await all.bench()).slips;
    expect([piece?.end, piece?.codes, others]).toEqual(['torn', [], []]);
    const bytes = await all.app.request(piece?.bytes ?? '');
    expect([...new Uint8Array(await bytes.arrayBuffer()).subarray(0, 2)]).toEqual([0x1b, 0x40]);
    expect(await outcome(all)).toEqual({ outcome: 'confirmed' });
    expect((await all.bench()).slips[0]).toMatchObject({ end: 'cut', codes: [slip.code] });
  });
});

describe('the A4 printer', () => {
  const STANDINGS: Readonly<Record<BenchStatus['documentPrinter']['condition'], PrinterStatus>> = {
    well: { state: 'ready' },
    'paper-jammed': fault('printer.paper-jam'),
    'cover-open': fault('printer.cover-open'),
    stopped: fault('printer.failed'),
    busy: { state: 'ready' },
    off: { state: 'absent' }
  };
  it.each(Object.entries(STANDINGS))('%s is %j, until it is put right', async (condition, status) => {
    const { change, become, documentPrinter } = await openBench();
    await change({ documentPrinter: { condition: condition as keyof typeof STANDINGS } });
    await become(documentPrinter, status);
    await change({ act: 'put-right' });
    await become(documentPrinter, { state: 'ready' });
  });

  it.each([
    [{ paper: 'low' }, { state: 'ready', paperLow: true }],
    [{ paper: 'out' }, fault('printer.paper-out')],
    [{ toner: 'low' }, { state: 'ready', tonerLow: true }],
    [{ toner: 'empty' }, fault('printer.toner-empty')],
    [{ connected: false }, { state: 'absent' }]
  ] as const)('with %j is %j', async (next, status) => {
    const { change, become, documentPrinter } = await openBench();
    await change({ documentPrinter: next });
    await become(documentPrinter, status);
  });

  it('that is busy takes no page', async () => {
    const { change, documentPrinter } = await openBench();
    await change({ documentPrinter: { condition: 'busy' } });
    expect(await documentPrinter.print({ pdf: PDF, name: 'form' }, NOTHING_TOLD)).toEqual({
      outcome: 'not-started',
      code: 'printer.busy'
    });
  });

  it('whose button ends its jobs has cancelled the one that waits', async () => {
    const { change, documentPrinter } = await openBench();
    const printed = documentPrinter.print(
      { pdf: PDF, name: 'form' },
      {
        onSending: () => change({ documentPrinter: { paper: 'out' } }),
        onSent: () => change({ act: 'cancel-documents' })
      }
    );
    expect(await printed).toEqual({ outcome: 'uncertain', code: 'printer.cancelled' });
  });
});

describe('a code held before the scanner', () => {
  it.each(['serial', 'honeywell', 'zebra'] as const)('is read as it was encoded: %s', async (kind) => {
    const { change, become, codeScanner } = await openBench();
    const codes: string[] = [];
    codeScanner.subscribe((event) => {
      if (event.type === 'code') codes.push(event.text);
    });
    await change({ codeScanner: { kind } });
    // Another one in its place is opened anew.
    expect(codeScanner.status.state).toBe(kind === 'serial' ? 'ready' : 'absent');
    await become(codeScanner, { state: 'ready' });
    await change({ code: 'YIMEN:1' });
    await change({ code: { gbk: '一门社区' } });
    expect(codes).toEqual(['YIMEN:1', '一门社区']);
  });

  it('that is unplugged is read by nobody', async () => {
    const { change, become, codeScanner } = await openBench();
    await change({ codeScanner: { connected: false } });
    await become(codeScanner, { state: 'absent' });
    await change({ act: 'put-right' });
    await become(codeScanner, { state: 'ready' });
  });
});

it.each([
  [{ reader: { connected: true, condition: 'tired' } }],
  [{ reader: { connected: true, silent: true } }],
  [{ slipPrinter: { paper: { linesLeft: 0 } } }],
  [{ slipPrinter: { paper: { linesLeft: 1.5 } } }],
  [{ slipPrinter: { coverOpen: true } }],
  [{ documentPrinter: { toner: 'out' } }],
  [{ codeScanner: { kind: 'keyboard' } }],
  [{ code: { gbk: '𠮷' } }],
  [{ code: { text: 'YIMEN:1' } }],
  [{ act: 'explode' }],
  [{ everything: 'well' }],
  [null]
])('%j is malformed, and changes nothing', async (change) => {
  const { ask, bench } = await openBench();
  const before = await bench();
  const answer = await ask(change);
  expect([answer.status, await answer.json()]).toEqual([400, { error: { code: 'request.malformed' } }]);
  expect(await bench()).toEqual(before);
});

it('putting right puts everything right, and takes the card away', async () => {
  const { bench, change } = await openBench();
  const before = await bench();
  await change({
    card: 'fu-shou',
    reader: { connected: false, condition: 'silent' },
    slipPrinter: { connected: false, condition: 'knife-jammed', paper: { linesLeft: 3 } },
    documentPrinter: { connected: false, condition: 'paper-jammed', paper: 'low', toner: 'empty' },
    codeScanner: { connected: false, kind: 'zebra' }
  });
  expect(await bench()).not.toEqual(before);
  await change({ act: 'put-right' });
  expect(await bench()).toEqual(before);
});
