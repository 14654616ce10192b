import { Hono } from 'hono';
import { expect, onTestFinished, vi } from 'vitest';
import { card } from '../../tests/fixtures/card.ts';
import type { BenchChange, BenchStatus } from '../agent/wire.ts';
import { createCodeScanner } from '../code-scanner/driver.ts';
import { createSimulatedScanner } from '../code-scanner/sim/scanner.ts';
import { createDocumentPrinter } from '../document-printer/driver.ts';
import { createSimulatedDocumentPrinter } from '../document-printer/sim/printer.ts';
import { createIdCardReader } from '../id-card/driver.ts';
import { createSimulatedReader } from '../id-card/sim/reader.ts';
import { createReceiptPrinter } from '../receipt-printer/driver.ts';
import { PAPER_80 } from '../receipt-printer/profiles.ts';
import { createSimulatedPrinter } from '../receipt-printer/sim/printer.ts';
import { createBench } from './bench.ts';
import { createCodecOf } from './scanner-codec.ts';

/** The bench over its routes, and above its simulators the real drivers, in a hurry. */
export async function openBench() {
  const parts = {
    reader: createSimulatedReader(),
    slipPrinter: createSimulatedPrinter(),
    documentPrinter: createSimulatedDocumentPrinter(),
    scanner: createSimulatedScanner()
  };
  const { url } = await parts.documentPrinter.start();
  const reader = createIdCardReader({
    finder: parts.reader.finder,
    timings: { poll: 5, find: 40, select: 40, read: 60, replug: 5, longestBackOff: 20 }
  });
  const slipPrinter = createReceiptPrinter({
    source: parts.slipPrinter.source,
    profile: PAPER_80,
    timings: { status: 60, write: 150, confirm: 150, quiet: 30, watch: 15, replug: 10 }
  });
  const documentPrinter = createDocumentPrinter({
    url,
    timings: { request: 500, poll: 10, watch: 10, finish: 300 }
  });
  const codeScanner = createCodeScanner({
    source: parts.scanner.source,
    codec: createCodecOf(parts.scanner),
    timings: { firstRetry: 5, longestRetry: 20 }
  });
  const app = new Hono();
  createBench({ ...parts, cards: [{ id: 'fu-shou', label: '福寿长', note: '', card }] })(app);
  onTestFinished(async () => {
    await Promise.all([reader, slipPrinter, documentPrinter, codeScanner].map((driver) => driver.close()));
    await parts.documentPrinter.close();
  });

  const bench = async (): Promise<BenchStatus> => (await app.request('/agent/bench')).json() as Promise<BenchStatus>;
  const ask = (change: unknown) =>
    app.request('/agent/bench', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change)
    });
  async function change(next: BenchChange): Promise<void> {
    expect((await ask(next)).status).toBe(200);
  }
  const become = (device: { readonly status: unknown }, status: unknown) =>
    vi.waitFor(() => expect(device.status).toEqual(status), { interval: 5, timeout: 3000 });
  await become(reader, { state: 'ready' });
  await become(slipPrinter, { state: 'ready' });
  await become(documentPrinter, { state: 'ready' });
  await become(codeScanner, { state: 'ready' });
  return { app, bench, ask, change, become, reader, slipPrinter, documentPrinter, codeScanner };
}
