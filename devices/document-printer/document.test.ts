import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Document, Printer } from '../device.ts';
import { addressesOf, createDocumentPrinter, faultOf } from './driver.ts';
import { decodeMessage, encodeMessage, numberOf, textsOf } from './ipp.ts';
import { createSimulatedDocumentPrinter } from './sim/printer.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../tests/fixtures/ipp/${name}`, import.meta.url)));
const pdf = new TextEncoder().encode('%PDF-1.7\n%%EOF');

describe('messages', () => {
  it('of a real printer are read', () => {
    const answer = decodeMessage(fixture('01_op000b.res.bin'));
    expect(answer?.code).toBe(0);
    expect(answer && numberOf(answer, 'printer-state')).toBe(3);
    expect(answer && textsOf(answer, 'document-format-supported')).toContain('application/pdf');
    const job = decodeMessage(fixture('04_op0002.res.bin'));
    expect(job && numberOf(job, 'job-id')).toBe(1);
  });

  it('carry the document behind their attributes', () => {
    const request = decodeMessage(fixture('04_op0002.req.bin'));
    expect(new TextDecoder().decode(request?.data.subarray(0, 5))).toBe('%PDF-');
  });

  it('survive being written and read', () => {
    const attributes = [
      { tag: 'name', name: 'job-name', values: ['申请表'] },
      { tag: 'keyword', name: 'sides', values: ['one-sided', 'two-sided-long-edge'] },
      { tag: 'integer', name: 'copies', values: [3] },
      { tag: 'boolean', name: 'fast', values: [true] }
    ] as const;
    const message = decodeMessage(encodeMessage(2, 77, [['operation', attributes]], pdf));
    expect(message).toMatchObject({ code: 2, requestId: 77 });
    for (const { name, values } of attributes) expect(message?.attributes.get(name)).toEqual([...values]);
    expect(message?.data).toEqual(pdf);
  });

  it('keep the values of one job out of another', () => {
    const job = (id: number, reasons: string[]) =>
      [
        'job',
        [
          { tag: 'integer', name: 'job-id', values: [id] },
          { tag: 'keyword', name: 'job-state-reasons', values: reasons }
        ]
      ] as const;
    const message = decodeMessage(encodeMessage(0, 1, [job(1, ['none']), job(2, ['job-printing', 'media-needed'])]));
    expect(message && textsOf(message, 'job-state-reasons')).toEqual(['none']);
  });

  it.each(['01_op000b.res.bin', '02_op000b.res.bin', '04_op0002.res.bin'])('cut short are refused: %s', (name) => {
    const whole = fixture(name);
    for (let length = 0; length < whole.length; length++)
      expect(decodeMessage(whole.subarray(0, length)), `${length} bytes`).toBeNull();
  });
});

it.each([
  [['none'], null],
  [['media-empty-report'], null],
  [['media-empty-warning', 'media-needed-warning'], 'printer.paper-out'],
  [['cover-open-error'], 'printer.cover-open'],
  [['marker-waste-almost-full-warnin'], null]
])('reasons %j mean %s', (reasons, fault) => {
  expect(faultOf(reasons)).toBe(fault);
});

it.each([
  ['ipp://printer.example/ipp/print', 'http://printer.example:631/ipp/print', 'ipp://printer.example:631/ipp/print'],
  ['ipps://printer.example/ipp/print', 'https://printer.example:631/ipp/print', 'ipps://printer.example:631/ipp/print'],
  ['http://localhost/printers/a4', 'http://localhost:80/printers/a4', 'ipp://localhost:80/printers/a4'],
  ['http://[::1]:631/printers/a4', 'http://[::1]:631/printers/a4', 'ipp://[::1]:631/printers/a4']
])('%s is asked at its own port', (url, http, ipp) => {
  expect(addressesOf(url)).toEqual({ http, ipp });
});

describe('the driver', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  async function start(change: { readonly finish?: number } = {}) {
    const simulated = createSimulatedDocumentPrinter();
    const { url } = await simulated.start();
    const timings = { poll: 10, watch: 10, request: 1000, finish: 3000, ...change };
    const printer = createDocumentPrinter({ url, timings });
    closing.push(
      () => printer.close(),
      () => simulated.close()
    );
    return { simulated, printer };
  }
  const until = (printer: Printer<Document>, state: string): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (printer.status.state !== state) return;
        stop();
        resolve();
      };
      const stop = printer.subscribe(look);
      look();
    });

  it('prints a document and says so when the printer does', async () => {
    const { simulated, printer } = await start();
    expect(await printer.print({ pdf, name: '申请表' }, () => undefined)).toEqual({ outcome: 'confirmed' });
    expect(simulated.printed()).toMatchObject([{ name: '申请表', pdf }]);
  });

  it('does not begin without paper, or without a printer', async () => {
    const { simulated, printer } = await start();
    simulated.setPaper('out');
    expect(await printer.print({ pdf, name: 'a' }, () => undefined)).toEqual({
      outcome: 'not-started',
      code: 'printer.paper-out'
    });
    simulated.setConnected(false);
    expect(await printer.print({ pdf, name: 'a' }, () => undefined)).toEqual({
      outcome: 'not-started',
      code: 'printer.absent'
    });
  });

  it('is uncertain of a document whose printer went away, and cancels what nobody waits for', async () => {
    const { simulated, printer } = await start({ finish: 60 });
    const onSending = () => simulated.setPaper('out');
    expect(await printer.print({ pdf, name: 'a' }, onSending)).toEqual({
      outcome: 'uncertain',
      code: 'printer.paper-out'
    });
    simulated.setPaper('enough');
    expect(await printer.print({ pdf, name: 'b' }, () => undefined)).toEqual({ outcome: 'confirmed' });
    expect(simulated.printed().map(({ name }) => name)).toEqual(['b']);
    expect(await printer.print({ pdf, name: 'c' }, () => simulated.setConnected(false))).toEqual({
      outcome: 'uncertain',
      code: 'printer.absent'
    });
  });

  it('waits for paper that ended in the middle', async () => {
    const { simulated, printer } = await start();
    const printing = printer.print({ pdf, name: 'a' }, () => simulated.setPaper('out'));
    await until(printer, 'fault');
    expect(simulated.printed()).toEqual([]);
    simulated.setPaper('enough');
    expect(await printing).toEqual({ outcome: 'confirmed' });
  });
});
