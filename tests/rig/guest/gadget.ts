import { mkdirSync, readFileSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import type { Plug } from '../wish.ts';
import { type Descriptor, READER } from './descriptor.ts';

const GADGETS = '/sys/kernel/config/usb_gadget';
const ENGLISH = 'strings/0x409';
const PRINTER_ID = 'MFG:Rig;MDL:Virtual Printer;CMD:ESC/POS;CLS:PRINTER;';

/** A USB device made by the kernel itself, on a port without wires (dummy_hcd). */
export interface Gadget {
  /** The device's own side, as a file. */
  readonly node: string;
  unplug(): void;
}

interface Function {
  readonly name: string;
  readonly settings: Readonly<Record<string, string | Uint8Array>>;
  node(folder: string): string;
}

const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
const numberIn = (file: string): string => /(\d+)\s*$/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';

function functionOf(as: Exclude<Plug['as'], 'uhid'>): Function {
  switch (as) {
    case 'hid':
      return hidOf(READER);
    case 'printer':
      return {
        name: 'printer.rig',
        // Linux 6.1 answers two bytes short; what it cuts off are these spaces. One request at a time: little memory.
        settings: { pnp_string: `${PRINTER_ID}  `, q_len: '1' },
        node: () => '/dev/g_printer0'
      };
    case 'serial':
      return { name: 'acm.rig', settings: {}, node: (folder) => `/dev/ttyGS${numberIn(`${folder}/port_num`)}` };
  }
}

const hidOf = (descriptor: Descriptor): Function => ({
  name: 'hid.rig',
  settings: {
    protocol: '0',
    subclass: '0',
    report_length: String(descriptor.reportBytes),
    report_desc: descriptor.bytes
  },
  node: (folder) => `/dev/hidg${numberIn(`${folder}/dev`)}`
});

const ports = new Set(['dummy_udc.0', 'dummy_udc.1', 'dummy_udc.2', 'dummy_udc.3']);

/** Makes a device and plugs it in. */
export function plugGadget({ as, vendor, product }: Plug & { readonly as: Exclude<Plug['as'], 'uhid'> }): Gadget {
  const [port] = ports;
  if (!port) throw new Error('every USB port is taken');
  ports.delete(port);
  const { name, settings, node } = functionOf(as);
  const gadget = `${GADGETS}/${port}`;
  const functions = `${gadget}/functions/${name}`;
  const configuration = `${gadget}/configs/c.1`;
  for (const folder of [gadget, `${gadget}/${ENGLISH}`, configuration, functions]) mkdirSync(folder);
  const set = (file: string, value: string | Uint8Array) => writeFileSync(`${gadget}/${file}`, value);
  set('idVendor', hex(vendor));
  set('idProduct', hex(product));
  set('bcdUSB', '0x0200');
  set(`${ENGLISH}/manufacturer`, 'Rig');
  set(`${ENGLISH}/product`, `Virtual ${as}`);
  set(`${ENGLISH}/serialnumber`, port);
  for (const [key, value] of Object.entries(settings)) set(`functions/${name}/${key}`, value);
  symlinkSync(functions, `${configuration}/${name}`);
  set('UDC', port);
  return {
    node: node(functions),
    unplug() {
      set('UDC', '\n');
      unlinkSync(`${configuration}/${name}`);
      for (const folder of [configuration, functions, `${gadget}/${ENGLISH}`, gadget]) rmdirSync(folder);
      ports.add(port);
    }
  };
}
