import { devicesAsync, HIDAsync } from 'node-hid';
import type { BytePort, PortSource } from '../device.ts';
import { type HidWrapping, unwrapReport, wrapReports } from './hid-wrapping.ts';

/** Some readers lose a report that follows too closely. */
const BETWEEN_REPORTS_MS = 2;

/**
 * A reader on USB HID by its vendor and product number. Found anew each time it is opened: a replugged reader has another
 * path. Nothing is written here but what a driver asks for; whether it is a reader is the driver's question.
 */
export function createHidSource(device: {
  readonly vendorId: number;
  readonly productId: number;
  readonly wrapping: HidWrapping;
}): PortSource {
  const { vendorId, productId, wrapping } = device;
  return {
    async open() {
      const [found] = await devicesAsync(vendorId, productId);
      if (!found?.path) return null;
      const hid = await HIDAsync.open(found.path);
      return portOf(hid, wrapping);
    }
  };
}

function portOf(hid: HIDAsync, wrapping: HidWrapping): BytePort {
  const closed = new Set<(reason: 'unplugged' | 'closed' | 'failed') => void>();
  let open = true;
  const end = (reason: 'unplugged' | 'closed' | 'failed') => {
    if (!open) return;
    open = false;
    for (const listener of closed) listener(reason);
  };
  hid.on('error', () => {
    end('unplugged');
    hid.close().catch(() => undefined);
  });
  return {
    async write(bytes) {
      for (const report of wrapReports(bytes, wrapping)) {
        // The first byte is the report's number: these readers have none.
        await hid.write(Buffer.from([0, ...report]));
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_REPORTS_MS));
      }
    },
    onData(listener) {
      const heard = (report: Buffer) => listener(unwrapReport(report, wrapping).slice());
      hid.on('data', heard);
      return () => hid.removeListener('data', heard);
    },
    onClose(listener) {
      closed.add(listener);
      return () => closed.delete(listener);
    },
    async close() {
      end('closed');
      await hid.close();
    }
  };
}
