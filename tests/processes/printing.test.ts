import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrinting } from '../../devices/agent/printing.ts';
import { openStore } from '../../devices/agent/store.ts';
import { noDocumentPrinter } from '../../devices/document-printer/absent.ts';
import { encodeReceipt } from '../../devices/receipt-printer/codec.ts';
import { createReceiptPrinter } from '../../devices/receipt-printer/driver.ts';
import { PAPER_80 } from '../../devices/receipt-printer/profiles.ts';
import { createSimulatedPrinter } from '../../devices/receipt-printer/sim/printer.ts';
import { layOutSlip } from '../../devices/receipt-printer/slip-layout.ts';
import { createTcpSource } from '../../devices/transport/tcp.ts';
import { slip } from '../fixtures/slip.ts';
import { dataFolder } from '../instance.ts';
import { until } from './process.ts';

const LIFE = fileURLToPath(new URL('printing-life.ts', import.meta.url));
/** How DLE EOT n begins, which is three bytes long; no picture of ours looks like it. */
const QUESTION = '\u0010\u0004';
const QUESTION_BYTES = 3;

let compiled: string;
beforeAll(async () => {
  compiled = await dataFolder();
});
afterAll(() => rm(compiled, { recursive: true, force: true }));

/** A printer on the network, which counts what it is given and may keep its answers to itself. */
async function openPrinter() {
  const simulated = createSimulatedPrinter();
  let heard = '';
  let isConfirmed = false;
  let keeps: 'nothing' | 'confirmations' | 'everything' = 'nothing';
  let last: Socket | null = null;
  const server = createServer(async (socket) => {
    const before = last;
    last = socket;
    socket.on('error', () => undefined);
    // One at a time, as at a printer: whoever comes next waits until the line of a killed one is down.
    if (before && !before.closed) await once(before, 'close');
    const port = await simulated.source.open();
    if (!port) return socket.destroy();
    port.onData((bytes) => {
      const confirms = bytes[0] === 0x37;
      if (keeps === 'everything' || (keeps === 'confirmations' && confirms)) return;
      isConfirmed ||= confirms;
      socket.write(bytes);
    });
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      void port.write(bytes).catch(() => undefined);
    });
    socket.on('close', () => void port.close());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    simulated,
    port: typeof address === 'object' && address ? address.port : 0,
    /** Bytes of receipts: those that are no questions about the paper. */
    get bytes() {
      return heard.length - QUESTION_BYTES * (heard.split(QUESTION).length - 1);
    },
    get isConfirmed() {
      return isConfirmed;
    },
    keep(what: typeof keeps) {
      keeps = what;
    },
    /** Whoever was there, if anybody came as far as that, has gone, and the printer knows. */
    left: () => until('the line to be free', () => !last || last.closed),
    async close() {
      last?.destroy();
      server.close();
      await once(server, 'close');
    }
  };
}
type NetworkPrinter = Awaited<ReturnType<typeof openPrinter>>;

/** Starts a life that prints, and kills it with SIGKILL once `is` holds of what it said and what arrived. */
async function killed(
  folder: string,
  printer: NetworkPrinter,
  stopAfter: number,
  is: (steps: readonly string[]) => boolean
): Promise<void> {
  // Compiled once for all of them: they are many.
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled };
  const child = fork(LIFE, [folder, String(printer.port), String(stopAfter)], { env });
  const steps: string[] = [];
  child.on('message', (step) => steps.push(String(step)));
  try {
    await until('the moment to kill', () => is(steps));
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await printer.left();
}

function jobIn(folder: string): { readonly id: string; readonly state: string } {
  const journal = new DatabaseSync(`${folder}/agent.sqlite`, { readOnly: true });
  const { id, state } = journal.prepare('select id, state from prints').get() as { id: string; state: string };
  journal.close();
  return { id, state };
}

/** The next life: what it says of the job, and what comes out when somebody asks for the slip again. */
async function nextLife(folder: string, printer: NetworkPrinter) {
  const { id } = jobIn(folder);
  const store = openStore(folder);
  const driver = createReceiptPrinter({
    source: createTcpSource({ host: '127.0.0.1', port: printer.port }),
    profile: PAPER_80,
    timings: { watch: 20, replug: 10 }
  });
  const printing = createPrinting(store, driver, noDocumentPrinter);
  const before = printing.find(id);
  const again = printing.printSlip(slip);
  await printing.settled();
  const reprint = printing.find(again.id);
  await driver.close();
  store.close();
  return { before, reprint };
}

interface Point {
  readonly stopAfter: number;
  readonly keeps?: Parameters<NetworkPrinter['keep']>[0];
  readonly when: (steps: readonly string[], printer: NetworkPrinter) => boolean;
  readonly states: readonly string[];
}

async function check({ stopAfter, keeps = 'nothing', when, states }: Point): Promise<void> {
  const folder = await dataFolder();
  const printer = await openPrinter();
  try {
    printer.keep(keeps);
    await killed(folder, printer, stopAfter, (steps) => when(steps, printer));
    const { bytes, isConfirmed } = printer;
    printer.keep('nothing');
    const { before, reprint } = await nextLife(folder, printer);
    expect(states).toContain(before?.state);
    if (before?.state === 'confirmed') expect(isConfirmed).toBe(true);
    if (before?.state === 'not-started') expect(bytes).toBe(0);
    expect(reprint).toMatchObject({ state: 'confirmed', copies: before?.state === 'not-started' ? 1 : 2 });
    const [newest, ...older] = printer.simulated.printed();
    expect(newest).toMatchObject({ codes: [slip.code], end: 'cut' });
    expect(newest?.text.includes('补打')).toBe(before?.state !== 'not-started');
    // What the killed life began lies apart, and there is no more of it than what arrived.
    expect(older.length).toBeLessThanOrEqual(1);
    for (const { text } of older) expect(text).not.toContain('补打');
  } finally {
    await printer.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const length = encodeReceipt(layOutSlip(slip, false, PAPER_80), PAPER_80, {
  kind: 'process-id',
  id: Buffer.from('abcd')
}).length;
/** Bytes behind which the knife comes down, and behind which the confirmation is asked for. */
const CUT = length - 11;

/** Dense at the head, where commands are short, and at the tail; spread over text and pictures in between. */
const places = [
  ...[0, 1, 2, 3, 4, 5, 6, 8, 11, 15, 22, 30],
  ...Array.from({ length: 20 }, (_, index) => Math.round(40 + ((CUT - 60) * index) / 20)),
  ...[CUT - 8, CUT - 5, CUT - 4, CUT - 1, CUT, CUT + 1, CUT + 6, length - 1]
];

describe.concurrent('a life that is killed', () => {
  it.each(places)('after %i bytes of a receipt: nobody knows, and a second one says 补打', (stopAfter) =>
    check({
      stopAfter,
      when: (steps, printer) => steps.includes('stopped') && printer.bytes === stopAfter,
      states: ['uncertain']
    })
  );

  it('before its printer has said whether it is ready: nothing has begun', () =>
    check({
      stopAfter: 0,
      keeps: 'everything',
      when: (steps) => steps.includes('queued') && !steps.includes('sending'),
      states: ['not-started']
    }));

  it('as soon as the last byte arrived', () =>
    check({
      stopAfter: length,
      keeps: 'confirmations',
      when: (_, printer) => printer.bytes === length,
      states: ['uncertain']
    }));

  it('when it has noted that all was sent, and the printer has said nothing', () =>
    check({
      stopAfter: length,
      keeps: 'confirmations',
      when: (steps, printer) => steps.includes('sent') && printer.bytes === length,
      states: ['uncertain']
    }));

  it('while the confirmation is on its way', () =>
    check({ stopAfter: length, when: (_, printer) => printer.isConfirmed, states: ['uncertain', 'confirmed'] }));

  it('when it has noted the confirmation', () =>
    check({ stopAfter: length, when: (steps) => steps.includes('confirmed'), states: ['confirmed'] }));
});
