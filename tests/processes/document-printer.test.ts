import { randomBytes } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, test as anyTest, beforeEach, expect, vi } from 'vitest';
import type { Document, Printer, PrintProgress } from '../../devices/device.ts';
import { createIppClient } from '../../devices/document-printer/client.ts';
import { createDocumentPrinter } from '../../devices/document-printer/driver.ts';
import { hasDebianPackages } from '../debian.ts';
import { type EverywherePrinter, startEverywherePrinter } from '../ippeveprinter.ts';

/** Without apt there is no such printer here. */
const test = anyTest.skipIf(!hasDebianPackages);
/** A printer looks at the first bytes only: the rest shows whether every byte arrives. */
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(400_000), Buffer.from('\n%%EOF\n')]);
const document: Document = { pdf, name: 'form 00000017' };
const TIMINGS = { poll: 50, watch: 50, request: 2000, finish: 20_000 };
/** Whoever prints hears of each step; here of the first. */
const onSending = (begun: () => void | Promise<void>): PrintProgress => ({ onSending: begun, onSent: () => undefined });
const nothing = onSending(() => undefined);

let real: EverywherePrinter;
const closing: Printer<Document>[] = [];
beforeEach(async () => {
  real = await startEverywherePrinter();
});
afterEach(async () => {
  for (const printer of closing.splice(0)) await printer.close();
  await real.stop();
});

async function connect(change: { readonly url?: string; readonly finish?: number } = {}) {
  const { url = real.url, ...timings } = change;
  const printer = createDocumentPrinter({ url, timings: { ...TIMINGS, ...timings } });
  closing.push(printer);
  const shows = (status: object) =>
    vi.waitFor(() => expect(printer.status).toEqual(status), { timeout: 10_000, interval: 20 });
  return { printer, shows };
}

/** Somebody else at the same printer. */
const staff = () => createIppClient({ url: real.url, requestMs: 2000 });

test('every byte of a form comes out of a real printer, as one sheet of A4 in black', async () => {
  const { printer } = await connect();
  expect(await printer.print(document, nothing)).toEqual({ outcome: 'confirmed' });
  const [printed, ...more] = await real.printed();
  expect(more).toEqual([]);
  expect(printed && pdf.equals(printed.bytes)).toBe(true);
  expect(printed?.job).toMatchObject({
    IPP_MEDIA: 'iso_a4_210x297mm',
    IPP_COPIES: '1',
    IPP_SIDES: 'one-sided',
    IPP_PRINT_COLOR_MODE: 'monochrome',
    IPP_JOB_NAME: document.name
  });
});

test('paper that is out is told before anything is sent', async () => {
  const { printer, shows } = await connect();
  const sending = vi.fn();
  await real.setSheets(0);
  expect(await printer.print(document, onSending(sending))).toEqual({
    outcome: 'not-started',
    code: 'printer.paper-out'
  });
  expect(sending).not.toHaveBeenCalled();
  await shows({ state: 'fault', code: 'printer.paper-out' });
  await real.setSheets(250);
  await shows({ state: 'ready' });
  expect(await real.printed()).toEqual([]);
});

test('paper that ends in the middle is waited for, and the form comes out once it is filled up', async () => {
  const { printer, shows } = await connect();
  const printing = printer.print(
    document,
    onSending(() => real.setSheets(0))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  expect(await real.printed()).toEqual([]);
  await real.setSheets(250);
  expect(await printing).toEqual({ outcome: 'confirmed' });
  expect(await real.printed()).toHaveLength(1);
  expect(printer.status).toEqual({ state: 'ready' });
});

test('paper and toner that run low are told, and printed with', async () => {
  const { printer, shows } = await connect();
  await real.setSheets(5);
  await shows({ state: 'ready', paperLow: true });
  await real.setToner(3);
  await shows({ state: 'ready', paperLow: true, tonerLow: true });
  expect(await printer.print(document, nothing)).toEqual({ outcome: 'confirmed' });
  await real.setToner(0);
  await shows({ state: 'fault', code: 'printer.toner-empty', paperLow: true });
});

test('a queue that never says that it is stuck is given up after a time, and its job is cancelled', async () => {
  const { printer, shows } = await connect({ finish: 1500 });
  await real.hold();
  const printing = printer.print(document, nothing);
  await shows({ state: 'busy' });
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
});

test('a form that nobody waits for any more is taken back, and the next one waits for the printer', async () => {
  const { printer } = await connect({ finish: 1500 });
  expect(
    await printer.print(
      document,
      onSending(() => real.setSheets(0))
    )
  ).toEqual({
    outcome: 'uncertain',
    code: 'printer.paper-out'
  });
  await real.setSheets(250);
  // This printer goes on with what it had in hand, and is busy meanwhile: a job taken back may have come out.
  const next = { ...document, name: 'form 00000018' };
  expect(await printer.print(next, nothing)).toEqual({ outcome: 'confirmed' });
  expect(await staff().describeJob(1)).toMatchObject({ value: { state: 'canceled' } });
});

test('a job that somebody else takes back is said to be cancelled', async () => {
  const { printer, shows } = await connect();
  await real.hold();
  const printing = printer.print(document, nothing);
  await shows({ state: 'busy' });
  expect(await staff().cancelJob(1)).toEqual({ ok: true, value: undefined });
  await real.letGo();
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.cancelled' });
});

test('a printer that is switched off in the middle leaves its job uncertain, and prints the next one', async () => {
  const { printer, shows } = await connect();
  const printing = printer.print(
    document,
    onSending(() => real.setSheets(0))
  );
  await shows({ state: 'fault', code: 'printer.paper-out' });
  await real.switchOff();
  await shows({ state: 'absent' });
  await real.switchOn();
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.failed' });
  expect(await printer.print(document, nothing)).toEqual({ outcome: 'confirmed' });
});

test('a printer that is away is told, and found when it is back', async () => {
  const { printer, shows } = await connect();
  await shows({ state: 'ready' });
  await real.switchOff();
  await shows({ state: 'absent' });
  expect(await printer.print(document, nothing)).toEqual({ outcome: 'not-started', code: 'printer.absent' });
  await real.switchOn();
  await shows({ state: 'ready' });
});

test('a certificate that nobody signed is refused until somebody makes it known', async () => {
  const url = real.url.replace('ipp:', 'ipps:');
  const { printer, shows } = await connect({ url });
  await shows({ state: 'fault', code: 'printer.untrusted' });
  expect(await printer.print(document, nothing)).toEqual({ outcome: 'not-started', code: 'printer.untrusted' });
  const known = getCACertificates();
  setDefaultCACertificates([...known, await real.certificate()]);
  try {
    expect(await printer.print(document, nothing)).toEqual({ outcome: 'confirmed' });
  } finally {
    setDefaultCACertificates(known);
  }
});

test('a printer that takes pictures only is sent no PDF', async () => {
  const pictures = await startEverywherePrinter({ formats: ['image/pwg-raster', 'image/urf'] });
  try {
    const { printer, shows } = await connect({ url: pictures.url });
    expect(await printer.print(document, nothing)).toEqual({ outcome: 'not-started', code: 'printer.unsuitable' });
    await shows({ state: 'fault', code: 'printer.unsuitable' });
    expect(await pictures.printed()).toEqual([]);
  } finally {
    await pictures.stop();
  }
});
