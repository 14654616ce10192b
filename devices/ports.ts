import type { PortFinder, PortSource } from './device.ts';
import { modelsWith, together } from './id-card/models.ts';
import type { PortAddress } from './transport/address.ts';
import { createCharacterDeviceSource } from './transport/character-device.ts';
import { createHidFinder } from './transport/hid.ts';
import { createSerialSource } from './transport/serial.ts';
import { createTcpSource } from './transport/tcp.ts';
import { createUsbBulkFinder } from './transport/usb-bulk.ts';

/** The speed at which SAM_V modules begin (8N1). */
const READER_BAUD_RATE = 115_200;

/** Where a device is that is named by its place, not by what it is. */
export type PlaceAddress = Exclude<PortAddress, { kind: 'usb' }>;

/** The port at an address: the one place that knows which transport goes with which. */
export function sourceAt(address: PlaceAddress): PortSource {
  switch (address.kind) {
    case 'file':
      return createCharacterDeviceSource(address.path);
    case 'serial':
      return createSerialSource(address);
    case 'network':
      return createTcpSource(address);
  }
}

/** A line that was named: whether a reader hangs on it is for the driver to ask. */
function lineFinder(path: string, baudRate: number): PortFinder {
  const source = createSerialSource({ path, baudRate });
  return { find: async () => [{ identity: path, open: source.open }] };
}

/** Finds ID-card readers: those the operator named, and the known models on USB. */
export function readerFinder(own: readonly PortAddress[]): PortFinder {
  const lines = own.flatMap((address) => {
    if (address.kind === 'file') return [lineFinder(address.path, READER_BAUD_RATE)];
    return address.kind === 'serial' ? [lineFinder(address.path, address.baudRate)] : [];
  });
  const models = modelsWith(own);
  const hid = models.flatMap(({ link, ...model }) => (link === 'bulk' ? [] : [{ ...model, wrapping: link }]));
  const bulk = models.filter(({ link }) => link === 'bulk');
  return together([...lines, createHidFinder(hid), createUsbBulkFinder(bulk)]);
}
