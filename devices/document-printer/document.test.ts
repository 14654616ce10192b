import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Document, Printer } from '../device.ts';
import { createDocumentPrinter, faultOf } from './driver.ts';
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

  it('cut short are refused', () => {
    const whole = fixture('01_op000b.res.bin');
    for (const length of [0, 5, 40, 700]) expect(decodeMessage(whole.subarray(0, length))).toBeNull();
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

describe('the driver', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  async function start() {
    const simulated = createSimulatedDocumentPrinter();
    const { url } = await simulated.start();
    const timings = { poll: 10, watch: 10, request: 1000, finish: 3000 };
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

  it('waits for paper that ended in the middle', async () => {
    const { simulated, printer } = await start();
    const printing = printer.print({ pdf, name: 'a' }, () => simulated.setPaper('out'));
    await until(printer, 'fault');
    expect(simulated.printed()).toEqual([]);
    simulated.setPaper('enough');
    expect(await printing).toEqual({ outcome: 'confirmed' });
  });
});
