import { describe, expect, it } from 'vitest';
import { createAnswerReader, type PrinterAnswer } from './answers.ts';
import { paperStatusOf } from './paper-status.ts';
import { PAPER_80, type PrinterProfile, profileOf } from './profiles.ts';

/** Reads a stream with one question open all the time, or none. */
function read(hex: string, question: PrinterProfile['status'][number] | null, size = 1): PrinterAnswer[] {
  const bytes = Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  const found: PrinterAnswer[] = [];
  const take = createAnswerReader(
    () => question,
    (answer) => found.push(answer)
  );
  for (let start = 0; start < bytes.length; start += size) take(bytes.slice(start, start + size));
  return found;
}
const profile = (named: string): PrinterProfile => {
  const found = profileOf(named, () => '');
  if (!found.ok) throw new Error(found.error.sentence);
  return found.value;
};
const epson = PAPER_80.status[0] ?? null;

describe('the answers of a printer', () => {
  it.each([1, 2, 3, 5, 64])('are told apart, in pieces of %i bytes', (size) => {
    const stream = '12 11 37224142434400 03 10000f00 1a 372500 3716';
    expect(read(stream, epson, size)).toEqual([
      { kind: 'status', bits: 0x12 },
      { kind: 'process-id', id: Uint8Array.of(0x41, 0x42, 0x43, 0x44) },
      { kind: 'paper-sensor', bits: 0x03 },
      { kind: 'status', bits: 0x1a },
      { kind: 'discarded' }
    ]);
  });

  it('do not include what the printer reports of itself: three of those four bytes look like answers to GS r', () => {
    expect(read('1c 00 0c 00 13 00', null)).toEqual([{ kind: 'paper-sensor', bits: 0 }]);
  });

  it('are found behind any amount of noise in no time', () => {
    const noise = [0x80, 0x37, 0x90].map((byte) => byte.toString(16).repeat(65_000)).join('');
    const begun = performance.now();
    expect(read(`${noise} 37224142434400`, null, 65_536)).toEqual([
      { kind: 'process-id', id: Uint8Array.of(0x41, 0x42, 0x43, 0x44) }
    ]);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('do not include a status that nobody waits for', () => {
    expect(read('12', null)).toEqual([]);
  });

  it('go on after a block whose end never came', () => {
    expect(read(`37${'41'.repeat(15)} 00`, null).at(-1)).toEqual({ kind: 'paper-sensor', bits: 0 });
  });

  it('go on after a report that was cut short', () => {
    expect(read('18 00 12', epson)).toEqual([
      { kind: 'paper-sensor', bits: 0 },
      { kind: 'status', bits: 0x12 }
    ]);
  });
});

describe('a status map', () => {
  const meaning = (named: string, ...answers: number[]) => paperStatusOf(profile(named).status, answers);

  it('of Epson and those who follow it', () => {
    expect(meaning('80mm', 0x12, 0x12, 0x12, 0x12)).toEqual({ fault: null, paperLow: false });
    expect(meaning('80mm', 0x12, 0x12, 0x12, 0x1e)).toEqual({ fault: null, paperLow: true });
    expect(meaning('80mm', 0x1a, 0x32, 0x12, 0x7e)).toEqual({ fault: 'printer.paper-out', paperLow: true });
    expect(meaning('80mm', 0x1a, 0x16, 0x12, 0x12)).toMatchObject({ fault: 'printer.cover-open' });
    expect(meaning('80mm', 0x1a, 0x52, 0x1a, 0x12)).toMatchObject({ fault: 'printer.cutter' });
    expect(meaning('80mm', 0x1a, 0x12, 0x12, 0x12)).toMatchObject({ fault: 'printer.failed' });
    // A drawer that is open is nothing to a receipt.
    expect(meaning('80mm', 0x16, 0x12, 0x12, 0x12)).toMatchObject({ fault: null });
  });

  it('of Hwasung, in one byte that looks like nobody else’s', () => {
    expect(meaning('hmk-830', 0x00)).toEqual({ fault: null, paperLow: false });
    expect(meaning('hmk-830', 0x03)).toMatchObject({ fault: 'printer.paper-out' });
    expect(meaning('hmk-830', 0x02)).toMatchObject({ fault: 'printer.cover-open' });
    expect(meaning('hmk-830', 0x28)).toEqual({ fault: 'printer.cutter', paperLow: true });
    expect(read('10', profile('hmk-830').status[0] ?? null)).toEqual([{ kind: 'status', bits: 0x10 }]);
  });

  it('of Maxim, with two questions of four', () => {
    expect(profile('mob-58').status.map(({ ask }) => ask)).toEqual([1, 4]);
    expect(meaning('mob-58', 0x1a, 0x72)).toMatchObject({ fault: 'printer.paper-out' });
  });
});
