/** How a reader on USB is spoken to: one of three wrappings of HID, or bulk pipes. */
export const USB_LINKS = ['raw-64', 'length-63', 'miaxis', 'bulk'] as const;
export type UsbLink = (typeof USB_LINKS)[number];

/** Where a device is, as an operator writes it. */
export type PortAddress =
  /** `/dev/usb/lp0`: a device file that takes bytes as they come. */
  | { readonly kind: 'file'; readonly path: string }
  /** `/dev/ttyS0:115200`: a serial line and its speed in bits a second. */
  | { readonly kind: 'serial'; readonly path: string; readonly baudRate: number }
  /** `printer.example:9100`; 9100 where no port is named. */
  | { readonly kind: 'network'; readonly host: string; readonly port: number }
  /** `0483:572B:length-63`: numbers of vendor and product in hexadecimal, and the link. */
  | { readonly kind: 'usb'; readonly vendorId: number; readonly productId: number; readonly link: UsbLink };

const PRINTER_PORT = 9100;
const SPEEDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400];
const USB = /^([0-9a-f]{4}):([0-9a-f]{4}):([\w-]+)$/i;
const SERIAL = /^(\/.+):(\d+)$/;
const NETWORK = /^([\w.-]+)(?::(\d{1,5}))?$/;

const isLink = (text: string): text is UsbLink => (USB_LINKS as readonly string[]).includes(text);

/** Reads an address; null where it is none. */
export function parsePortAddress(text: string): PortAddress | null {
  const usb = USB.exec(text);
  if (usb) {
    const [, vendor = '', product = '', link = ''] = usb;
    if (!isLink(link)) return null;
    return { kind: 'usb', vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16), link };
  }
  const serial = SERIAL.exec(text);
  if (serial) {
    const baudRate = Number(serial[2]);
    return SPEEDS.includes(baudRate) ? { kind: 'serial', path: serial[1] ?? '', baudRate } : null;
  }
  if (text.startsWith('/')) return { kind: 'file', path: text };
  const [, host, port = String(PRINTER_PORT)] = NETWORK.exec(text) ?? [];
  return host && Number(port) >= 1 && Number(port) <= 65_535 ? { kind: 'network', host, port: Number(port) } : null;
}

/** An address as an operator writes it. */
export function formatPortAddress(address: PortAddress): string {
  switch (address.kind) {
    case 'file':
      return address.path;
    case 'serial':
      return `${address.path}:${address.baudRate}`;
    case 'network':
      return `${address.host}:${address.port}`;
    case 'usb':
      return `${hex4(address.vendorId)}:${hex4(address.productId)}:${address.link}`;
  }
}

/** A vendor's or a product's number as it is written everywhere: four hexadecimal digits. */
export const hex4 = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');
