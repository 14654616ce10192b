import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import type { Plug } from '../wish.ts';
import { openBulk } from './bulk.ts';
import { type Descriptor, READER, SCANNER } from './descriptor.ts';
import { type FarSide, openNode } from './far-side.ts';

const GADGETS = '/sys/kernel/config/usb_gadget';
const ENGLISH = 'strings/0x409';
const PRINTER_ID = 'MFG:Rig;MDL:Virtual Printer;CMD:ESC/POS;CLS:PRINTER;';

/** What a USB device does: one of the kernel's functions for gadgets. */
interface Function {
  readonly name: string;
  readonly settings: Readonly<Record<string, string | Uint8Array>>;
  /** Called before the device is plugged in; `open` once it is, `end` when it is out. */
  begin(folder: string): { open(): Promise<FarSide>; end?(): void };
}

const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
const numberIn = (file: string): string => /(\d+)\s*$/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';

async function openLine(path: string): Promise<FarSide> {
  const far = await openNode(path);
  // A line that this side would edit and echo is no cable.
  execFileSync('stty', ['-F', path, 'raw', '-echo']);
  return far;
}

const hidOf = ({ bytes, reportBytes }: Descriptor): Function => ({
  name: 'hid.rig',
  settings: { protocol: '0', subclass: '0', report_length: String(reportBytes), report_desc: bytes },
  begin: (folder) => ({ open: () => openNode(`/dev/hidg${numberIn(`${folder}/dev`)}`) })
});

const FUNCTIONS: Readonly<Record<Exclude<Plug['as'], 'uhid'>, Function>> = {
  hid: hidOf(READER),
  'hid-pos': hidOf(SCANNER),
  printer: {
    name: 'printer.rig',
    // Linux 6.1 answers two bytes short; what it cuts off are these spaces. One request at a time: little memory.
    settings: { pnp_string: `${PRINTER_ID}  `, q_len: '1' },
    begin: () => ({ open: () => openNode('/dev/g_printer0') })
  },
  serial: {
    name: 'acm.rig',
    settings: {},
    begin: (folder) => ({ open: () => openLine(`/dev/ttyGS${numberIn(`${folder}/port_num`)}`) })
  },
  bulk: {
    name: 'ffs.rig',
    settings: {},
    begin() {
      const { far, remove } = openBulk();
      return { open: async () => far, end: remove };
    }
  }
};

const ports = new Set(['dummy_udc.0', 'dummy_udc.1', 'dummy_udc.2', 'dummy_udc.3']);

/** A USB device made by the kernel itself, on a port without wires (dummy_hcd). It is pulled out once its far side is closed. */
export async function plugGadget(
  as: Exclude<Plug['as'], 'uhid'>,
  { vendor, product }: Plug
): Promise<{ readonly far: FarSide; unplug(): void }> {
  const [port] = ports;
  if (!port) throw new Error('every USB port is taken');
  ports.delete(port);
  const { name, settings, begin } = FUNCTIONS[as];
  const gadget = `${GADGETS}/${port}`;
  const itself = `${gadget}/functions/${name}`;
  const configuration = `${gadget}/configs/c.1`;
  for (const folder of [gadget, `${gadget}/${ENGLISH}`, configuration, itself]) mkdirSync(folder);
  const set = (file: string, value: string | Uint8Array) => writeFileSync(`${gadget}/${file}`, value);
  set('idVendor', hex(vendor));
  set('idProduct', hex(product));
  set('bcdUSB', '0x0200');
  set(`${ENGLISH}/manufacturer`, 'Rig');
  set(`${ENGLISH}/product`, `Virtual ${as}`);
  set(`${ENGLISH}/serialnumber`, port);
  for (const [key, value] of Object.entries(settings)) set(`functions/${name}/${key}`, value);
  symlinkSync(itself, `${configuration}/${name}`);
  const { open, end } = begin(itself);
  set('UDC', port);
  return {
    far: await open(),
    unplug() {
      set('UDC', '\n');
      end?.();
      unlinkSync(`${configuration}/${name}`);
      for (const folder of [configuration, itself, `${gadget}/${ENGLISH}`, gadget]) rmdirSync(folder);
      ports.add(port);
    }
  };
}
