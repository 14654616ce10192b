import { afterEach, expect, it } from 'vitest';
import type { Slip } from '../../server/contract/slip.ts';
import { slip } from '../../tests/fixtures/slip.ts';
import type { PortSource, Printer } from '../device.ts';
import { createReceiptPrinter } from './driver.ts';
import { PAPER_80, type PrinterProfile } from './profiles.ts';
import { createSimulatedPrinter } from './sim/printer.ts';

const opened: Printer<{ slip: Slip; reprint: boolean }>[] = [];
const timings = { status: 60, confirm: 120, watch: 15, replug: 10 };
function start(profile: PrinterProfile = PAPER_80) {
  const simulated = createSimulatedPrinter();
  const printer = createReceiptPrinter({ source: simulated.source, profile, timings });
  opened.push(printer);
  return { simulated, printer };
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((printer) => printer.close()));
});
const until = (printer: Printer<never>, is: (status: Printer<never>['status']) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (!is(printer.status)) return;
      stop();
      resolve();
    };
    const stop = printer.subscribe(look);
    look();
  });
const job = { slip, reprint: false };

it('says that a slip is out only after the printer did', async () => {
  const { simulated, printer } = start();
  const order: string[] = [];
  const outcome = await printer.print(job, () => void order.push(`sending ${simulated.printed().length}`));
  expect(outcome).toEqual({ outcome: 'confirmed' });
  expect(order).toEqual(['sending 0']);
  expect(simulated.printed()[0]?.codes).toEqual([slip.code]);
});

it.each([
  ['paper', (simulated: ReturnType<typeof createSimulatedPrinter>) => simulated.setPaper('out'), 'printer.paper-out'],
  ['a closed cover', (simulated) => simulated.setCover(true), 'printer.cover-open'],
  ['a cable', (simulated) => simulated.setConnected(false), 'printer.absent']
] as [string, (simulated: ReturnType<typeof createSimulatedPrinter>) => void, string][])(
  'does not begin without %s',
  async (_, spoil, code) => {
    const { simulated, printer } = start();
    spoil(simulated);
    let sent = false;
    const onSending = () => {
      sent = true;
    };
    expect(await printer.print(job, onSending)).toEqual({ outcome: 'not-started', code });
    expect(sent).toBe(false);
  }
);

it('is uncertain of a slip whose paper ended in the middle', async () => {
  const { simulated, printer } = start();
  simulated.endPaperAfter(4);
  expect(await printer.print(job, () => undefined)).toEqual({ outcome: 'uncertain', code: 'printer.paper-out' });
  expect(printer.status).toMatchObject({ state: 'fault', code: 'printer.paper-out' });
});

it('is uncertain of a slip whose cable was pulled before it was out', async () => {
  const { simulated, printer } = start();
  simulated.endPaperAfter(4);
  const printing = printer.print(job, () => undefined);
  await until(printer, ({ state }) => state === 'busy');
  simulated.setConnected(false);
  expect(await printing).toEqual({ outcome: 'uncertain', code: 'printer.absent' });
  expect(simulated.printed()).toEqual([]);
});

it('believes a printer that only answers from behind the job', async () => {
  const { simulated, printer } = start({ ...PAPER_80, confirmation: 'paper-sensor' });
  expect(await printer.print(job, () => undefined)).toEqual({ outcome: 'confirmed' });
  simulated.endPaperAfter(4);
  expect(await printer.print(job, () => undefined)).toMatchObject({ outcome: 'uncertain' });
  expect(simulated.printed()).toHaveLength(1);
});

it('opens a port anew that takes no bytes any more, even if the port does not say so', async () => {
  const simulated = createSimulatedPrinter();
  let broken = false;
  const source: PortSource = {
    async open() {
      const port = await simulated.source.open();
      const isBroken = () => broken;
      return port && { ...port, write: (bytes) => (isBroken() ? Promise.reject(new Error('EIO')) : port.write(bytes)) };
    }
  };
  const printer = createReceiptPrinter({ source, profile: PAPER_80, timings });
  opened.push(printer);
  await until(printer, ({ state }) => state === 'ready');
  broken = true;
  await until(printer, ({ state }) => state === 'absent');
  broken = false;
  await until(printer, ({ state }) => state === 'ready');
  expect(await printer.print(job, () => undefined)).toEqual({ outcome: 'confirmed' });
});

it('is not held up by a printer that takes no bytes', async () => {
  const simulated = createSimulatedPrinter();
  let stuck = false;
  const source: PortSource = {
    async open() {
      const port = await simulated.source.open();
      const isStuck = () => stuck;
      return port && { ...port, write: (bytes) => (isStuck() ? new Promise(() => undefined) : port.write(bytes)) };
    }
  };
  const printer = createReceiptPrinter({ source, profile: PAPER_80, timings });
  opened.push(printer);
  await until(printer, ({ state }) => state === 'ready');
  const onSending = () => {
    stuck = true;
  };
  expect(await printer.print(job, onSending)).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
});

it('claims nothing of a printer that does not tell', async () => {
  const { printer } = start({ ...PAPER_80, statusQuestions: [], confirmation: 'none' });
  expect(await printer.print(job, () => undefined)).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
});

it('sees paper run low, end, and come back', async () => {
  const { simulated, printer } = start();
  await until(printer, ({ state }) => state === 'ready');
  simulated.setPaper('low');
  await until(printer, (status) => status.paperLow === true);
  simulated.setPaper('out');
  await until(printer, ({ state }) => state === 'fault');
  simulated.setPaper('enough');
  await until(printer, ({ state }) => state === 'ready');
});
