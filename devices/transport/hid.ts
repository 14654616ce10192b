import type { Device, HIDAsync } from 'node-hid';
import {
  type BytePort,
  type PortCandidate,
  PortDenied,
  type PortEnd,
  type PortFinder,
  type PortSource
} from '../device.ts';
import { createPortListeners } from '../port.ts';
import { createQueue } from '../queue.ts';
import { hex4 } from './address.ts';
import { type HidWrapping, unwrapReport, wrapReports } from './hid-wrapping.ts';

/** Some readers lose a report that follows too closely. */
const BETWEEN_REPORTS_MS = 2;

/** Usage pages of HID: keyboards and mice are on the first, scanners for points of sale on the second. */
const GENERIC_DESKTOP = 0x01;
const POINT_OF_SALE_SCANNER = 0x8c;
/** Honeywell's scanners send nothing before this feature report has been set. */
const HONEYWELL = { vendorId: 0x0c2e, begin: [254, 1] } as const;

/**
 * Its native part needs libusb-1.0 and libudev: loaded when a device is first looked for, because a terminal without them
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
const hidLibrary = () => {
  library ??= loadLibrary();
  return library;
};

/** A HID device that is plugged in, as `devices list` shows it. */
export interface HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber: string;
  readonly usagePage: number | null;
}

/** One entry a device, though the library lists it once for each of its usages: that which says most of what it is. */
function oncePerDevice(
  listed: readonly Device[],
  tells: (usagePage: number | undefined) => boolean
): readonly Device[] {
  const byPath = new Map<string, Device>();
  for (const found of listed)
    if (found.path && (!byPath.has(found.path) || tells(found.usagePage))) byPath.set(found.path, found);
  return [...byPath.values()];
}

/** Every HID device that is plugged in. Nothing is opened, nothing is written. */
export async function listHidDevices(): Promise<readonly HidDevice[]> {
  const hid = await hidLibrary();
  const listed = (await hid?.devicesAsync()) ?? [];
  return oncePerDevice(listed, (usagePage) => usagePage === POINT_OF_SALE_SCANNER).map((found) => ({
    vendorId: found.vendorId,
    productId: found.productId,
    product: found.product ?? '',
    serialNumber: found.serialNumber ?? '',
    usagePage: found.usagePage ?? null
  }));
}

/** Opens by the path of this moment, which is another one after the next plugging in. */
async function openHid({ path = '' }: Device): Promise<HIDAsync | null> {
  const hid = await hidLibrary();
  try {
    return (await hid?.HIDAsync.open(path)) ?? null;
  } catch (error) {
    if (/permission denied/i.test(String(error))) throw new PortDenied('the HID device may not be opened');
    return null;
  }
}

/** What may be a reader: nothing that types or points with one of its usages. */
const isTyping = (usagePage: number | undefined): boolean => usagePage === GENERIC_DESKTOP;
const readersAmong = (listed: readonly Device[]): readonly Device[] =>
  oncePerDevice(listed, isTyping).filter(({ usagePage }) => !isTyping(usagePage));

/**
 * Card readers on USB HID among these models. What is listed is only opened when it is asked to be; a keyboard or a mouse
 * that shares its numbers with a reader is never listed.
 */
export function createHidFinder(
  models: readonly { readonly vendorId: number; readonly productId: number; readonly wrapping: HidWrapping }[]
): PortFinder {
  return {
    async find() {
      const hid = await hidLibrary();
      const candidates: PortCandidate[] = [];
      for (const { vendorId, productId, wrapping } of models)
        for (const found of readersAmong((await hid?.devicesAsync(vendorId, productId)) ?? [])) {
          candidates.push({
            identity: `${hex4(vendorId)}:${hex4(productId)} ${wrapping} ${found.serialNumber ?? ''}`.trim(),
            async open() {
              const opened = await openHid(found);
              return opened && readerPort(opened, wrapping);
            }
          });
        }
      return candidates;
    }
  };
}

/**
 * A scanner that calls itself one (usage page 8C, HID POS). Each delivery of its port is one report, with the report's
 * number in front; nothing can be written to it.
 */
export function createHidScannerSource(): PortSource {
  return {
    async open() {
      const hid = await hidLibrary();
      const found = (await hid?.devicesAsync())?.find(({ usagePage }) => usagePage === POINT_OF_SALE_SCANNER);
      const opened = found && (await openHid(found));
      if (!opened) return null;
      try {
        if (found.vendorId === HONEYWELL.vendorId) await opened.sendFeatureReport(Buffer.from(HONEYWELL.begin));
      } catch {
        // Unplugged since. Looked for again and again, it must not be left open each time.
        await opened.close().catch(() => undefined);
        return null;
      }
      return hidPort(opened, { read: (report) => report, write: () => [] });
    }
  };
}

const readerPort = (hid: HIDAsync, wrapping: HidWrapping): BytePort =>
  hidPort(hid, {
    read: (report) => unwrapReport(report, wrapping),
    // The first byte is the report's number: these readers have none.
    write: (bytes) => wrapReports(bytes, wrapping).map((report) => Uint8Array.of(0, ...report))
  });

function hidPort(
  hid: HIDAsync,
  reports: { read(report: Uint8Array): Uint8Array; write(bytes: Uint8Array): readonly Uint8Array[] }
): BytePort {
  const listeners = createPortListeners();
  const inTurn = createQueue();
  const end = async (reason: PortEnd) => {
    if (listeners.end(reason)) await hid.close().catch(() => undefined);
  };
  hid.on('error', () => void end('unplugged'));
  hid.on('data', (report: Buffer) => {
    listeners.deliver(Uint8Array.from(reports.read(report)));
    // It may hold a person; the driver zeroes its copy.
    report.fill(0);
  });

  async function writeReports(bytes: Uint8Array): Promise<void> {
    for (const report of reports.write(bytes)) {
      await hid.write(Buffer.from(report));
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
