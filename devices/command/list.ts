import { accessSync, constants, globSync } from 'node:fs';
import { modelsWith } from '../id-card/models.ts';
import type { DeviceSettings } from '../settings.ts';
import { hex4 } from '../transport/address.ts';
import { type HidDevice, listHidDevices } from '../transport/hid.ts';
import { listUsbDevices, type UsbDevice } from '../transport/usb-bulk.ts';
import { table } from './table.ts';

/** Files of devices on lines and of line printers. */
const FILES = ['/dev/usb/lp*', '/dev/ttyACM*', '/dev/ttyUSB*', '/dev/yimen/*'];
const POINT_OF_SALE_SCANNER = 0x8c;

const numbersOf = ({ vendorId, productId }: UsbDevice): string => `${hex4(vendorId)}:${hex4(productId)}`;

function mayOpen(path: string): string {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return 'yes';
  } catch {
    return 'no';
  }
}

/** What a device on USB is taken for before it has been asked anything. */
function takenFor(found: HidDevice | UsbDevice, settings: DeviceSettings): string {
  const model = modelsWith(settings.readers).find(
    ({ vendorId, productId }) => vendorId === found.vendorId && productId === found.productId
  );
  if (model) return `perhaps an ID-card reader: ${model.name}, ${model.link}`;
  if ('usagePage' in found && found.usagePage === POINT_OF_SALE_SCANNER) return 'code scanner (HID POS)';
  return 'not for Yimen';
}

/** `devices list`: what is plugged in. Nothing is opened, nothing is written to. */
export async function list(settings: DeviceSettings): Promise<string> {
  const [hid, usb] = await Promise.all([listHidDevices(), listUsbDevices()]);
  const isHid = (one: UsbDevice) => hid.some((other) => numbersOf(other) === numbersOf(one));
  const rows = [
    ...hid.map((one) => ['HID', numbersOf(one), one.product, takenFor(one, settings)]),
    ...usb.filter((one) => !isHid(one)).map((one) => ['USB', numbersOf(one), one.product, takenFor(one, settings)]),
    ...FILES.flatMap((pattern) => globSync(pattern)).map((path) => [
      'file',
      path,
      '',
      `may be opened by this user: ${mayOpen(path)}`
    ])
  ];
  if (rows.length === 0)
    return 'Nothing is plugged in that this user can see: no USB device, no line printer, no serial line.';
  return table(['how', 'which', 'calls itself', 'taken for'], rows);
}
