import { describe, expect, it, vi } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import { PortDenied } from '../device.ts';
import { PAPER_58, PAPER_80, type PrinterProfile, profileOf } from './profiles.ts';
import type { createSimulatedPrinter } from './sim/printer.ts';
import { cable, job, progress, start, until } from './testing.ts';

type Simulated = ReturnType<typeof createSimulatedPrinter>;
const BY_SENSOR: PrinterProfile = { ...PAPER_80, confirmation: 'paper-sensor' };
const named = (name: string): PrinterProfile => {
  const found = profileOf(name, () => '');
  if (!found.ok) throw new Error(found.error.sentence);
  return found.value;
};

describe('a slip', () => {
  it.each([
    ['80 mm, by its process id', PAPER_80],
    ['58 mm', PAPER_58],
    ['80 mm, by the paper sensor', BY_SENSOR]
  ])('is out only when the printer said so: %s', async (_, profile) => {
    const { simulated, printer } = start(profile);
    expect(await printer.print(job, progress())).toEqual({ outcome: 'confirmed' });
    expect(simulated.printed()).toMatchObject([{ codes: [slip.code], end: 'cut' }]);
    expect(simulated.mistakes()).toEqual([]);
    await until(printer, ({ state }) => state === 'ready');
  });

  it('is told to be on its way before its first byte, and to be sent after its last', async () => {
    const steps: string[] = [];
    const { printer } = start(
      PAPER_80,
      {},
      cable((port) => ({
        async write(bytes) {
          await port.write(bytes);
          if (bytes.length > 3) steps.push('bytes');
        }
      }))
    );
    const told = progress(
      () => steps.push('sending'),
      () => steps.push('sent')
    );
    await printer.print(job, told);
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual(['sending', 'bytes', 'sent']);
  });

  it('whose first step cannot be written down does not leave', async () => {
    const { simulated, printer } = start();
    const full = progress(() => {
      throw new Error('the disk is full');
    });
    await expect(printer.print(job, full)).rejects.toThrow('the disk is full');
    expect(simulated.printed()).toEqual([]);
    expect(await printer.print(job, progress())).toEqual({ outcome: 'confirmed' });
    expect(simulated.printed()).toHaveLength(1);
  });

  it.each([
    ['paper', (simulated) => simulated.setPaper('out'), 'printer.paper-out'],
    ['a closed cover', (simulated) => simulated.setCover(true), 'printer.cover-open'],
    ['a free knife', (simulated) => simulated.setCutterJammed(true), 'printer.cutter'],
    ['an answer', (simulated) => simulated.setSilent(true), 'printer.silent'],
    ['a cable', (simulated) => simulated.setConnected(false), 'printer.absent']
  ] as [string, (simulated: Simulated) => void, string][])('does not begin without %s', async (_, spoil, code) => {
    const { simulated, printer } = start();
    spoil(simulated);
    const onSending = vi.fn();
    expect(await printer.print(job, progress(onSending))).toEqual({ outcome: 'not-started', code });
    expect(onSending).not.toHaveBeenCalled();
  });

  it('is printed while paper runs low, and that is told', async () => {
    const { simulated, printer } = start();
    simulated.setPaper('low');
    expect(await printer.print(job, progress())).toEqual({ outcome: 'confirmed' });
    expect(printer.status).toEqual({ state: 'ready', paperLow: true });
  });

  it('is uncertain where its paper ended in the middle', async () => {
    const { simulated, printer } = start();
    simulated.endPaperAfter(4);
    expect(await printer.print(job, progress())).toEqual({ outcome: 'uncertain', code: 'printer.paper-out' });
    expect(printer.status).toMatchObject({ state: 'fault', code: 'printer.paper-out' });
  });

  it('is uncertain where its cover was opened, or its knife stuck, in the middle', async () => {
    const { simulated, printer } = start();
    const open = progress(() => simulated.setCover(true));
    expect(await printer.print(job, open)).toEqual({ outcome: 'uncertain', code: 'printer.cover-open' });
    simulated.setCover(false);
    const jam = progress(() => simulated.setCutterJammed(true));
    expect(await printer.print(job, jam)).toEqual({ outcome: 'uncertain', code: 'printer.cutter' });
  });

  it('is uncertain where the cable was pulled before it was out', async () => {
    const { simulated, printer } = start();
    simulated.endPaperAfter(4);
    const printing = printer.print(
      job,
      progress(undefined, () => simulated.setConnected(false))
    );
    expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.absent' });
  });

  it('is uncertain where the printer took everything and said nothing', async () => {
    const { printer } = start(PAPER_80, { confirms: false });
    expect(await printer.print(job, progress())).toEqual({ outcome: 'uncertain', code: 'printer.unconfirmed' });
    expect(printer.status).toEqual({ state: 'ready' });
  });

  it('is uncertain where the printer fell silent', async () => {
    const { simulated, printer } = start();
    const hush = progress(() => simulated.setSilent(true));
    expect(await printer.print(job, hush)).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
  });

  it('is not believed to be out by the answer to an earlier one', async () => {
    let held: Uint8Array[] | null = null;
    let release: () => void = () => undefined;
    const { simulated, printer } = start(
      BY_SENSOR,
      {},
      cable((port) => ({
        onData: (listener) => {
          release = () => {
            for (const bytes of held ?? []) listener(bytes);
            held = null;
          };
          // Answers to GS r are one byte with bits 4 and 7 off; the status goes through.
          return port.onData((bytes) => (held && ((bytes[0] ?? 0) & 0x90) === 0 ? held.push(bytes) : listener(bytes)));
        }
      }))
    );
    await until(printer, ({ state }) => state === 'ready');
    held = [];
    expect(await printer.print(job, progress())).toEqual({ outcome: 'uncertain', code: 'printer.unconfirmed' });
    simulated.endPaperAfter(4);
    expect(await printer.print(job, progress(undefined, release))).toMatchObject({ outcome: 'uncertain' });
  });

  it('is not believed to be out by what the printer reports unasked', async () => {
    const { simulated, printer } = start(BY_SENSOR);
    simulated.endPaperAfter(4);
    const report = progress(undefined, () => simulated.say(Uint8Array.of(0x18, 0, 0, 0)));
    expect(await printer.print(job, report)).toMatchObject({ outcome: 'uncertain' });
  });
});

describe('a printer', () => {
  it('that only listens is neither ready nor broken, and nothing is claimed of it', async () => {
    const { simulated, printer } = start(named('80mm-one-way'), { status: 'none', confirms: false });
    await until(printer, ({ state }) => state === 'unknown');
    expect(await printer.print(job, progress())).toEqual({ outcome: 'uncertain', code: 'printer.unconfirmed' });
    expect(simulated.printed()).toHaveLength(1);
    expect(printer.status).toEqual({ state: 'unknown' });
  });

  it('of Hwasung is understood in its own bits', async () => {
    const { simulated, printer } = start(named('hmk-830'), { status: 'hwasung', discards: 'dle-enq' });
    await until(printer, ({ state }) => state === 'ready');
    simulated.setPaper('out');
    await until(printer, ({ state }) => state === 'fault');
    expect(printer.status).toEqual({ state: 'fault', code: 'printer.paper-out', paperLow: true });
    simulated.setPaper('enough');
    expect(await printer.print(job, progress())).toMatchObject({ outcome: 'uncertain', code: 'printer.unconfirmed' });
    expect(simulated.mistakes()).toEqual([]);
  });

  it('without a knife is fed to where people tear', async () => {
    const { simulated, printer } = start(named('58mm-plain'), { hasCutter: false });
    expect(await printer.print(job, progress())).toEqual({ outcome: 'confirmed' });
    simulated.tear();
    expect(simulated.printed()).toMatchObject([{ codes: [slip.code], end: 'torn' }]);
    expect(simulated.mistakes()).toEqual([]);
  });

  it('is seen to run low, to run out, and to be filled', async () => {
    const { simulated, printer } = start();
    await until(printer, ({ state }) => state === 'ready');
    simulated.setPaper('low');
    await until(printer, (status) => status.paperLow === true);
    simulated.setPaper('out');
    await until(printer, ({ state }) => state === 'fault');
    simulated.setPaper('enough');
    await until(printer, ({ state }) => state === 'ready');
  });

  it('whose answer comes late is not misread', async () => {
    let delayMs = 80;
    const { simulated, printer } = start(
      PAPER_80,
      {},
      cable((port) => ({
        onData: (listener) =>
          port.onData((bytes) => {
            setTimeout(() => listener(bytes), delayMs);
            delayMs = 30;
          })
      }))
    );
    await until(printer, ({ state }) => state === 'fault');
    simulated.setPaper('out');
    const seen: unknown[] = [];
    printer.subscribe(() => seen.push(printer.status));
    await until(printer, (status) => status.state === 'fault' && status.code !== 'printer.silent');
    expect(seen).toEqual([{ state: 'fault', code: 'printer.paper-out', paperLow: true }]);
  });

  it('that calls itself off line while it prints is waited for', async () => {
    let [isPrinting, asked] = [false, 0];
    const { printer } = start(
      PAPER_80,
      {},
      cable((port) => ({
        write(bytes) {
          asked = bytes[2] ?? 0;
          return port.write(bytes);
        },
        onData: (listener) =>
          port.onData((bytes) => {
            if (isPrinting && bytes[0] === 0x37) setTimeout(() => listener(bytes), 50);
            else listener(isPrinting && asked === 1 ? Uint8Array.of(0x1a) : bytes);
          })
      }))
    );
    const begins = () => {
      isPrinting = true;
    };
    expect(await printer.print(job, progress(begins))).toEqual({ outcome: 'confirmed' });
  });

  it('whose port takes no bytes any more is opened anew, even if the port does not say so', async () => {
    let broken = false;
    const { printer } = start(
      PAPER_80,
      {},
      cable((port) => ({
        write: (bytes) => (broken ? Promise.reject(new Error('EIO')) : port.write(bytes))
      }))
    );
    await until(printer, ({ state }) => state === 'ready');
    broken = true;
    await until(printer, ({ state }) => state === 'absent');
    broken = false;
    await until(printer, ({ state }) => state === 'ready');
    expect(await printer.print(job, progress())).toEqual({ outcome: 'confirmed' });
  });

  it('that takes no bytes holds nobody up', async () => {
    let stuck = false;
    const { printer } = start(
      PAPER_80,
      {},
      cable((port) => ({ write: (bytes) => (stuck ? new Promise(() => undefined) : port.write(bytes)) }))
    );
    await until(printer, ({ state }) => state === 'ready');
    const onSending = () => {
      stuck = true;
    };
    expect(await printer.print(job, progress(onSending))).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
  });
});

it('that is there and may not be opened is told apart from one that is not', async () => {
  const { printer } = start(PAPER_80, {}, () => ({ open: () => Promise.reject(new PortDenied('no')) }));
  await until(printer, ({ state }) => state === 'fault');
  expect(printer.status).toEqual({ state: 'fault', code: 'printer.denied' });
  expect(await printer.print(job, progress())).toEqual({ outcome: 'not-started', code: 'printer.denied' });
});
