import { onTestFinished } from 'vitest';
import { slip } from '../../tests/fixtures/slip.ts';
import type { BytePort, PortSource, Printer, SlipJob } from '../device.ts';
import { createReceiptPrinter } from './driver.ts';
import { PAPER_80, type PrinterProfile } from './profiles.ts';
import { createSimulatedPrinter, type SimulatedModel } from './sim/printer.ts';

/** Short, so that tests wait for nothing; a simulated printer is faster still. */
export const TIMINGS = { status: 60, write: 150, confirm: 150, quiet: 30, watch: 15, replug: 10 };

export const job = { slip, reprint: false };

/** Steps of a job as they are told, none of which does anything. */
export const progress = (onSending: () => void = () => undefined, onSent: () => void = () => undefined) => ({
  onSending,
  onSent
});

/** A simulated printer under the real driver; `between` may stand in the cable. */
export function start(
  profile: PrinterProfile = PAPER_80,
  model: SimulatedModel = {},
  between: (source: PortSource) => PortSource = (source) => source
) {
  const simulated = createSimulatedPrinter({ dots: profile.dots, ...model });
  const printer = createReceiptPrinter({ source: between(simulated.source), profile, timings: TIMINGS });
  onTestFinished(() => printer.close());
  return { simulated, printer };
}

/** A cable whose ports are what `change` makes of them. */
export const cable =
  (change: (port: BytePort) => Partial<BytePort>) =>
  (source: PortSource): PortSource => ({
    async open() {
      const port = await source.open();
      return port && { ...port, ...change(port) };
    }
  });

/** Resolves once the status is so. */
export const until = (printer: Printer<SlipJob>, is: (status: Printer<SlipJob>['status']) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (!is(printer.status)) return;
      stop();
      resolve();
    };
    const stop = printer.subscribe(look);
    look();
  });
