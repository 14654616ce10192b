import { describe, expect, it, vi } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import { encodeReceipt } from './codec.ts';
import { PAPER_80, type PrinterProfile } from './profiles.ts';
import type { createSimulatedPrinter, SimulatedModel } from './sim/printer.ts';
import { layOutSlip } from './slip-layout.ts';
import { cable, job, progress, start, until } from './testing.ts';

type Simulated = ReturnType<typeof createSimulatedPrinter>;

/** The receipt that was interrupted, and that of whoever comes next. */
const FIRST = { ...job, slip: { ...slip, applicant: '前一位', code: 'YIMEN:FIRST' } };
const NEXT = { ...job, slip: { ...slip, applicant: '后一位', code: 'YIMEN:NEXT' } };
/** What an uninterrupted one looks like. */
const wholeText = (simulated: Simulated): string => {
  const [newest] = simulated.printed();
  return newest?.text ?? '';
};
const pieces = (simulated: Simulated) =>
  simulated
    .printed()
    .map(({ text, codes, end }) => ({
      first: text.includes('前一位'),
      next: text.includes('后一位'),
      whole: codes.length === 1,
      end
    }))
    .reverse();
const PIECE_OF_FIRST = { first: true, next: false, whole: false };
const WHOLE_NEXT = { first: false, next: true, whole: true, end: 'cut' };
/** Beyond the line with the name, before the code. */
const LINES = 9;

async function refill(simulated: Simulated, printer: ReturnType<typeof start>['printer']): Promise<void> {
  simulated.setPaper('enough');
  await until(printer, ({ state }) => state === 'ready');
}

describe('paper that ends in the middle of a receipt', () => {
  it.each([
    ['DLE DC4 8', { discard: 'dle-dc4', confirmation: 'process-id' }, { discards: 'dle-dc4' }],
    ['DLE ENQ 2', { discard: 'dle-enq', confirmation: 'paper-sensor' }, { discards: 'dle-enq' }]
  ] as [string, Partial<PrinterProfile>, SimulatedModel][])(
    'leaves nothing that would come out with the new roll, where the printer knows %s',
    async (_, different, model) => {
      const { simulated, printer } = start({ ...PAPER_80, ...different }, model);
      simulated.endPaperAfter(LINES);
      expect(await printer.print(FIRST, progress())).toEqual({ outcome: 'uncertain', code: 'printer.paper-out' });
      await refill(simulated, printer);
      expect(pieces(simulated)).toEqual([{ ...PIECE_OF_FIRST, end: 'torn' }]);
      expect(await printer.print(NEXT, progress())).toEqual({ outcome: 'confirmed' });
      expect(pieces(simulated).slice(1)).toEqual([WHOLE_NEXT]);
      expect(simulated.mistakes()).toEqual([]);
    }
  );

  it('lets the rest come out with the new roll where the printer cannot forget, apart from whatever is next', async () => {
    const { simulated, printer } = start(PAPER_80, { discards: 'none' });
    simulated.endPaperAfter(LINES);
    expect(await printer.print(FIRST, progress())).toMatchObject({ outcome: 'uncertain' });
    await refill(simulated, printer);
    expect(await printer.print(NEXT, progress())).toEqual({ outcome: 'confirmed' });
    expect(pieces(simulated)).toEqual([
      { ...PIECE_OF_FIRST, end: 'torn' },
      { first: false, next: false, whole: true, end: 'cut' },
      WHOLE_NEXT
    ]);
  });

  it('sends nothing more of it to a printer that was full', async () => {
    const { simulated, printer } = start({ ...PAPER_80, code: 'native' }, { bufferBytes: 400, discards: 'none' });
    simulated.endPaperAfter(LINES);
    expect(await printer.print(FIRST, progress())).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
    await refill(simulated, printer);
    expect(await printer.print(NEXT, progress())).toEqual({ outcome: 'confirmed' });
    // What the printer had taken comes with the new roll; what was still here does not.
    expect(simulated.printed().flatMap(({ codes }) => codes)).toEqual(['YIMEN:NEXT']);
    expect(pieces(simulated).at(-1)).toEqual(WHOLE_NEXT);
  });

  it('is not believed to have come out when the printer says so late', async () => {
    const { simulated, printer } = start({ ...PAPER_80, confirmation: 'paper-sensor' }, { discards: 'none' });
    simulated.endPaperAfter(LINES);
    expect(await printer.print(FIRST, progress())).toMatchObject({ outcome: 'uncertain' });
    await refill(simulated, printer);
    simulated.endPaperAfter(LINES);
    expect(await printer.print(NEXT, progress())).toMatchObject({ outcome: 'uncertain' });
  });

  it('twice in a row leaves the third receipt whole', async () => {
    const { simulated, printer } = start();
    for (let time = 0; time < 2; time++) {
      simulated.endPaperAfter(LINES);
      expect(await printer.print(FIRST, progress())).toMatchObject({ outcome: 'uncertain' });
      await refill(simulated, printer);
    }
    expect(await printer.print(NEXT, progress())).toEqual({ outcome: 'confirmed' });
    expect(pieces(simulated).at(-1)).toEqual(WHOLE_NEXT);
  });
});

describe('a cable that is pulled in the middle of a receipt', () => {
  const length = encodeReceipt(layOutSlip(FIRST.slip, false, PAPER_80), PAPER_80, null).length;

  // From the first byte to the last, at every sort of place: within ESC @, a character, a picture, the cut.
  const places = [1, 2, 7, 60, 61, 62, 150, 500, 1000, 1007, 2000, 4000, 6000, length - 20, length - 3, length - 1];
  it.each(places)('after %i bytes leaves the next one whole, on paper of its own', async (bytes) => {
    let left = Number.POSITIVE_INFINITY;
    const { simulated, printer } = start(
      PAPER_80,
      {},
      cable((port) => ({
        async write(written) {
          const passed = written.subarray(0, left);
          left -= written.length;
          if (passed.length > 0) await port.write(passed);
          if (left >= 0) return;
          left = Number.POSITIVE_INFINITY;
          simulated.setConnected(false);
          throw new Error('the cable is out');
        }
      }))
    );
    await until(printer, ({ state }) => state === 'ready');
    const cutAfter = () => {
      left = bytes;
    };
    expect(await printer.print(FIRST, progress(cutAfter))).toEqual({ outcome: 'uncertain', code: 'printer.absent' });
    simulated.setConnected(true);
    await until(printer, ({ state }) => state === 'ready');
    expect(await printer.print(NEXT, progress())).toEqual({ outcome: 'confirmed' });
    const [newest, ...older] = pieces(simulated).reverse();
    expect(newest).toEqual(WHOLE_NEXT);
    expect(wholeText(simulated)).toBe(
      layOutSlip(NEXT.slip, false, PAPER_80)
        .flatMap((line) => (line.kind === 'text' ? [line.text] : line.kind === 'rule' ? ['-'.repeat(48)] : []))
        .join('\n')
    );
    for (const piece of older) expect(piece).toMatchObject({ next: false });
  });
});

it('a printer that is switched off in the middle of a receipt gives the next one on paper of its own', async () => {
  const { simulated, printer } = start(PAPER_80, { bufferBytes: 400 });
  simulated.endPaperAfter(LINES);
  const printing = printer.print(FIRST, progress());
  await vi.waitFor(() => expect(printer.status.state).toBe('busy'));
  simulated.setPower(false);
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.absent' });
  simulated.setPaper('enough');
  simulated.setPower(true);
  await until(printer, ({ state }) => state === 'ready');
  expect(await printer.print(NEXT, progress())).toEqual({ outcome: 'confirmed' });
  expect(pieces(simulated)).toEqual([{ ...PIECE_OF_FIRST, end: 'torn' }, WHOLE_NEXT]);
});

describe('a receipt that an earlier life left unfinished', () => {
  async function leaveBehind(simulated: Simulated, bytes: number): Promise<void> {
    const port = await simulated.source.open();
    const receipt = encodeReceipt(layOutSlip(FIRST.slip, false, PAPER_80), PAPER_80, null);
    await port?.write(receipt.subarray(0, bytes));
    await port?.close();
  }

  it.each([400, 3000])('after %i bytes does not become a part of the first of this life', async (bytes) => {
    let isOurs = false;
    const { simulated, printer } = start(PAPER_80, {}, (source) => ({
      open: async () => (isOurs ? source.open() : null)
    }));
    await leaveBehind(simulated, bytes);
    isOurs = true;
    expect(await printer.print({ ...NEXT, afterUnfinished: true }, progress())).toEqual({ outcome: 'confirmed' });
    expect(pieces(simulated)).toEqual([{ ...PIECE_OF_FIRST, end: 'cut' }, WHOLE_NEXT]);
    // Only the first: afterwards this life knows by itself.
    expect(await printer.print({ ...NEXT, afterUnfinished: true }, progress())).toEqual({ outcome: 'confirmed' });
    expect(pieces(simulated)).toHaveLength(3);
  });

  it('costs no paper where there is none', async () => {
    const { simulated, printer } = start();
    await printer.print(NEXT, progress());
    const [receipt] = simulated.printed();
    expect(receipt?.marks.at(0)).toMatchObject({ kind: 'text' });
    await vi.waitFor(() => expect(printer.status).toEqual({ state: 'ready' }));
    expect(simulated.printed()).toHaveLength(1);
  });
});
