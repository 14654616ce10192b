import { type BytePort, type PortCandidate, PortDenied, type PortFinder } from '../device.ts';
import { createPortListeners } from '../port.ts';
import { createQueue } from '../queue.ts';
import { hex4 } from './address.ts';

/**
 * The pipes of a SAM_V module on USB (not HID). `four`: preamble and length in one pair of pipes, the rest in another (the
 * standard's form). `two`: the whole frame in one pair.
 */
export type BulkPipes =
  | {
      readonly form: 'four';
      readonly headOut: number;
      readonly bodyOut: number;
      readonly headIn: number;
      readonly bodyIn: number;
    }
  | { readonly form: 'two'; readonly out: number; readonly in: number };

/** One endpoint of an interface, as USB describes it. */
export interface Endpoint {
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
}

/** The transfers that a port needs of a device; a whole packet or less comes with each. */
export interface BulkDevice {
  transferIn(endpoint: number, length: number, timeoutMs: number): Promise<{ readonly data?: DataView | undefined }>;
  transferOut(endpoint: number, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>;
  close(): Promise<void>;
}

const FOUR = { headOut: 2, bodyOut: 6, headIn: 1, bodyIn: 5 } as const;
/** Preamble and length. */
const HEAD_BYTES = 7;
const PACKET_BYTES = 64;
/** A read that waits longer is begun anew, so that closing is never held up for longer. */
const READ_MS = 500;

/** Which pipes these endpoints are; null where a reader cannot speak through them. */
export function pipesOf(endpoints: readonly Endpoint[]): BulkPipes | null {
  const has = (direction: 'in' | 'out', number: number) =>
    endpoints.some((one) => one.direction === direction && one.endpointNumber === number);
  if (has('out', FOUR.headOut) && has('out', FOUR.bodyOut) && has('in', FOUR.headIn) && has('in', FOUR.bodyIn))
    return { form: 'four', ...FOUR };
  const first = (direction: 'in' | 'out') => endpoints.find((one) => one.direction === direction)?.endpointNumber;
  const [out, into] = [first('out'), first('in')];
  return out === undefined || into === undefined ? null : { form: 'two', out, in: into };
}

/** The transfers of one frame: pipe and bytes, in order. */
export const transfersOf = (frame: Uint8Array, pipes: BulkPipes): readonly (readonly [number, Uint8Array])[] =>
  pipes.form === 'two'
    ? [[pipes.out, frame]]
    : [
        [pipes.headOut, frame.subarray(0, HEAD_BYTES)],
        [pipes.bodyOut, frame.subarray(HEAD_BYTES)]
      ];

const isTimeout = (error: unknown): boolean => /cancelled|timed ?out/i.test(String(error));

/** A port over the pipes of a device that was opened and whose interface is ours. */
export function createBulkPort(device: BulkDevice, pipes: BulkPipes): BytePort {
  const listeners = createPortListeners();
  const inTurn = createQueue();

  /**
   * One packet, and the length that it tells if it is a head; null where none came in time. What was read is zeroed once it
   * was handed on: it may hold a person. A pipe that is halted gives nothing any more, at once and every time.
   */
  async function take(endpoint: number): Promise<{ readonly length: number; readonly told: number } | null> {
    try {
      const { data } = await device.transferIn(endpoint, PACKET_BYTES, READ_MS);
      if (!data) {
        listeners.end('failed');
        return null;
      }
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const { length } = bytes;
      const told = length === HEAD_BYTES ? data.getUint16(HEAD_BYTES - 2) : 0;
      listeners.deliver(bytes.slice());
      bytes.fill(0);
      return { length, told };
    } catch (error) {
      if (!isTimeout(error)) listeners.end('unplugged');
      return null;
    }
  }

  async function listen(): Promise<void> {
    while (listeners.open)
      if (pipes.form === 'two') await take(pipes.in);
      else {
        const head = await take(pipes.headIn);
        let left = head?.told ?? 0;
        while (left > 0 && listeners.open) {
          const body = await take(pipes.bodyIn);
          // Whoever promised more and sends nothing begins anew: the driver's deadline tells it is silent.
          left = body ? left - body.length : 0;
        }
      }
  }

  const finished = listen().then(() => device.close().catch(() => undefined));

  return {
    onData: listeners.onData,
    onClose: listeners.onClose,
    write: (bytes) =>
      inTurn(async () => {
        for (const [endpoint, part] of transfersOf(bytes, pipes)) await device.transferOut(endpoint, part.slice());
      }),
    async close() {
      listeners.end('closed');
      await finished;
    }
  };
}

/** What is used of a device of the `usb` package; its own types want those of a browser. */
interface PluggedDevice extends BulkDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly productName?: string | null;
  readonly serialNumber?: string | null;
  readonly configuration?: {
    readonly interfaces: readonly {
      readonly interfaceNumber: number;
      readonly alternate: { readonly endpoints: readonly (Endpoint & { readonly type: string })[] };
    }[];
  } | null;
  open(): Promise<void>;
  selectConfiguration(number: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
}

async function pluggedDevices(): Promise<readonly PluggedDevice[]> {
  try {
    const { usb } = await import('usb');
    return (await usb.getDevices()) as unknown as readonly PluggedDevice[];
  } catch {
    // No USB on this machine, or no library for its processor: then no such reader is there.
    return [];
  }
}

/** A USB device that is plugged in, as `devices list` shows it. */
export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber: string;
}

/** Every USB device that is plugged in. Nothing is opened, nothing is written. */
export async function listUsbDevices(): Promise<readonly UsbDevice[]> {
  return (await pluggedDevices()).map((found) => ({
    vendorId: found.vendorId,
    productId: found.productId,
    product: found.productName ?? '',
    serialNumber: found.serialNumber ?? ''
  }));
}

/** Card readers that are SAM_V modules on USB bulk pipes, among these models. */
export function createUsbBulkFinder(
  models: readonly { readonly vendorId: number; readonly productId: number }[]
): PortFinder {
  return {
    async find() {
      return (await pluggedDevices())
        .filter((found) => models.some((one) => one.vendorId === found.vendorId && one.productId === found.productId))
        .map(
          (found): PortCandidate => ({
            identity: `${hex4(found.vendorId)}:${hex4(found.productId)} bulk ${found.serialNumber ?? ''}`.trim(),
            open: () => openBulk(found)
          })
        );
    }
  };
}

async function openBulk(device: PluggedDevice): Promise<BytePort | null> {
  try {
    await device.open();
    if (!device.configuration) await device.selectConfiguration(1);
    for (const { interfaceNumber, alternate } of device.configuration?.interfaces ?? []) {
      const pipes = pipesOf(alternate.endpoints.filter(({ type }) => type === 'bulk'));
      if (!pipes) continue;
      await device.claimInterface(interfaceNumber);
      return createBulkPort(device, pipes);
    }
    await device.close();
    return null;
  } catch (error) {
    await device.close().catch(() => undefined);
    if (/permission|denied|access/i.test(String(error))) throw new PortDenied('the USB device may not be opened');
    return null;
  }
}
