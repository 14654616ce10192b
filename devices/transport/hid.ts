import type { HIDAsync } from 'node-hid';
import type { BytePort, PortEnd, PortSource } from '../device.ts';
import { createPortListeners } from '../port.ts';
import { createQueue } from '../queue.ts';
import { type HidWrapping, unwrapReport, wrapReports } from './hid-wrapping.ts';

/** Some readers lose a report that follows too closely. */
const BETWEEN_REPORTS_MS = 2;

/**
 * Its native part needs libusb-1.0 and libudev: loaded when a reader is first looked for, because a terminal without them
 * has no reader, but still has everything else.
 */
async function loadLibrary(): Promise<typeof import('node-hid') | null> {
  try {
    const hid = await import('node-hid');
    // The import alone loads nothing; the first call does.
    hid.getHidapiVersion();
    return hid;
  } catch {
    console.error('USB card readers cannot be used: install the system packages libusb-1.0-0 and libudev1.');
    return null;
  }
}

let library: Promise<typeof import('node-hid') | null> | null = null;

/**
 * A reader on USB HID by its vendor and product number. Found anew each time it is opened: a replugged reader has another
 * path. Nothing is written here but what a driver asks for; whether it is a reader is the driver's question. Rejects where
 * the device is there but may not be opened.
 */
export function createHidSource(device: {
  readonly vendorId: number;
  readonly productId: number;
  readonly wrapping: HidWrapping;
}): PortSource {
  const { vendorId, productId, wrapping } = device;
  return {
    async open() {
      library ??= loadLibrary();
      const hid = await library;
      const [found] = (await hid?.devicesAsync(vendorId, productId)) ?? [];
      if (!hid || !found?.path) return null;
      return portOf(await hid.HIDAsync.open(found.path), wrapping);
    }
  };
}

function portOf(hid: HIDAsync, wrapping: HidWrapping): BytePort {
  const listeners = createPortListeners();
  const inTurn = createQueue();
  const end = async (reason: PortEnd) => {
    if (listeners.end(reason)) await hid.close().catch(() => undefined);
  };
  hid.on('error', () => void end('unplugged'));
  hid.on('data', (report: Buffer) => {
    listeners.deliver(unwrapReport(report, wrapping).slice());
    // It may hold a person; the driver zeroes its copy.
    report.fill(0);
  });

  async function writeReports(bytes: Uint8Array): Promise<void> {
    for (const report of wrapReports(bytes, wrapping)) {
      // The first byte is the report's number: these readers have none.
      await hid.write(Buffer.from([0, ...report]));
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_REPORTS_MS));
    }
  }

  return {
    onData: listeners.onData,
    onClose: listeners.onClose,
    write: (bytes) => inTurn(() => writeReports(bytes)),
    close: () => end('closed')
  };
}
