import { beforeEach, expect, it, vi } from 'vitest';
import { createHidFinder, createHidScannerSource, listHidDevices } from './hid.ts';

interface Plugged {
  readonly vendorId: number;
  readonly productId: number;
  readonly path: string;
  readonly usagePage: number;
}

/** What the library would list, and what it was told; `broken` takes no feature report. */
const usb = vi.hoisted(() => ({ plugged: [] as Plugged[], broken: false, closed: 0, reports: [] as number[][] }));
vi.mock('node-hid', () => ({
  getHidapiVersion: () => 'simulated',
  devicesAsync: async (vendorId?: number, productId?: number) =>
    usb.plugged.filter((one) => vendorId === undefined || (one.vendorId === vendorId && one.productId === productId)),
  HIDAsync: {
    open: async () => ({
      on: () => undefined,
      async sendFeatureReport(report: Buffer) {
        if (usb.broken) throw new TypeError('could not send feature report to device');
        usb.reports.push([...report]);
      },
      async close() {
        usb.closed++;
      }
    })
  }
}));

beforeEach(() => Object.assign(usb, { plugged: [], broken: false, closed: 0, reports: [] }));

const READER = { vendorId: 0x0483, productId: 0x572b, wrapping: 'length-63' } as const;
const at = (path: string, usagePage: number): Plugged => ({ vendorId: 0x0483, productId: 0x572b, path, usagePage });
const HONEYWELL = { vendorId: 0x0c2e, productId: 0x0b81, path: '/dev/hidraw3', usagePage: 0x8c };

it('a reader with several usages is listed once', async () => {
  usb.plugged = [at('/dev/hidraw0', 0xff00), at('/dev/hidraw0', 0xff01)];
  expect(await createHidFinder([READER]).find()).toHaveLength(1);
});

it('what types or points with one of its usages is no reader with another', async () => {
  usb.plugged = [at('/dev/hidraw0', 0xff00), at('/dev/hidraw0', 0x01), at('/dev/hidraw1', 0x01)];
  expect(await createHidFinder([READER]).find()).toEqual([]);
});

it('a Honeywell scanner is told to begin', async () => {
  usb.plugged = [HONEYWELL];
  expect(await createHidScannerSource().open()).not.toBeNull();
  expect(usb.reports).toEqual([[254, 1]]);
});

it('a scanner that goes away before it has begun is let go', async () => {
  usb.plugged = [HONEYWELL];
  usb.broken = true;
  expect(await createHidScannerSource().open()).toBeNull();
  expect(usb.closed).toBe(1);
});

it('an operator sees each device once, as what it is for us', async () => {
  usb.plugged = [at('/dev/hidraw0', 0xff00), at('/dev/hidraw0', 0x01), { ...HONEYWELL, usagePage: 0x0c }, HONEYWELL];
  expect((await listHidDevices()).map(({ vendorId, usagePage }) => [vendorId, usagePage])).toEqual([
    [0x0483, 0xff00],
    [0x0c2e, 0x8c]
  ]);
});
