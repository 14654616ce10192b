import { randomBytes } from 'node:crypto';
import { afterAll, test as anyTest, beforeAll, expect, vi } from 'vitest';
import type { Document, Printer, PrintProgress } from '../../devices/device.ts';
import { createDocumentPrinter } from '../../devices/document-printer/driver.ts';
import { type PrintServer, startPrintServer } from '../cupsd.ts';
import { hasDebianPackages } from '../debian.ts';
import { type EverywherePrinter, startEverywherePrinter } from '../ippeveprinter.ts';

/** Without apt there is no CUPS here. */
const test = anyTest.skipIf(!hasDebianPackages);
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(100_000), Buffer.from('\n%%EOF\n')]);
const form = (name: string): Document => ({ pdf, name });
/** Whoever prints hears of each step; here of the first. */
const onSending = (begun: () => void | Promise<void>): PrintProgress => ({ onSending: begun, onSent: () => undefined });
const nothing = onSending(() => undefined);
const TIMINGS = { poll: 50, watch: 50, request: 2000, finish: 20_000 };

let real: EverywherePrinter;
let cups: PrintServer;
let printer: Printer<Document>;
beforeAll(async () => {
  real = await startEverywherePrinter();
  cups = await startPrintServer(real.url);
  printer = createDocumentPrinter({ url: cups.url, timings: TIMINGS });
});
afterAll(async () => {
  await printer?.close();
  await cups?.stop();
  await real?.stop();
});

const names = async () => (await real.printed()).map(({ job }) => job.IPP_JOB_NAME);

test('a form goes through CUPS to the printer, byte by byte', async () => {
  expect(await printer.print(form('form 1'), nothing)).toEqual({ outcome: 'confirmed' });
  const [printed] = await real.printed();
  expect(printed && pdf.equals(printed.bytes)).toBe(true);
  expect(printed?.job).toMatchObject({ IPP_JOB_NAME: 'form 1', IPP_SIDES: 'one-sided' });
  // CUPS says A4 by its measure, in hundredths of a millimetre.
  expect(printed?.job.IPP_MEDIA_COL).toContain('x-dimension=21000 y-dimension=29700');
});

test('paper that is out at the printer is seen through CUPS, and waited for', async () => {
  await real.setSheets(0);
  const printing = printer.print(form('form 2'), nothing);
  await vi.waitFor(() => expect(printer.status).toEqual({ state: 'fault', code: 'printer.paper-out' }), {
    timeout: 15_000
  });
  expect(await names()).toEqual(['form 1']);
  await real.setSheets(250);
  expect(await printing).toEqual({ outcome: 'confirmed' });
  expect(await names()).toEqual(['form 1', 'form 2']);
});

test('a printer that CUPS does not reach, and does not say so, is given up; what was taken back never comes out', async () => {
  const hasty = createDocumentPrinter({ url: cups.url, timings: { ...TIMINGS, finish: 1500 } });
  await real.switchOff();
  expect(await hasty.print(form('form 3'), nothing)).toMatchObject({ outcome: 'uncertain' });
  await hasty.close();
  await real.switchOn();
  expect(await printer.print(form('form 4'), nothing)).toEqual({ outcome: 'confirmed' });
  expect(await names()).toEqual(['form 1', 'form 2', 'form 4']);
});
