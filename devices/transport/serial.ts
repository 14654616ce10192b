import { type BytePort, PortDenied, type PortSource } from '../device.ts';
import { createPortListeners } from '../port.ts';
import { createQueue } from '../queue.ts';

/** Readers and cheap printers take no more than this at once before they have to be asked whether they can. */
const WRITE_MS = 15_000;

/**
 * A device on a serial line: 8 data bits, no parity, 1 stop bit, at this many bits a second. Its file is named by the
 * operator, best by a link that udev made for the device and not by the number of the port. Nothing is opened unless it is
 * named: a serial line does not tell what hangs on it.
 */
export function createSerialSource(address: { readonly path: string; readonly baudRate: number }): PortSource {
  return {
    async open() {
      const { SerialPort } = await import('serialport');
      const serial = new SerialPort({ ...address, autoOpen: false });
      const { promise, resolve } = Promise.withResolvers<Error | null>();
      serial.open(resolve);
      const error = await promise;
      if (error && /permission denied/i.test(error.message)) throw new PortDenied('the serial line may not be opened');
      return error ? null : portOf(serial);
    }
  };
}

function portOf(serial: import('serialport').SerialPort): BytePort {
  const listeners = createPortListeners();
  const inTurn = createQueue();
  serial.on('data', (chunk: Buffer) => {
    listeners.deliver(Uint8Array.from(chunk));
    // It may hold a person; the driver zeroes its copy.
    chunk.fill(0);
  });
  serial.on('error', () => listeners.end('failed'));
  serial.on('close', () => listeners.end('unplugged'));

  function writeAll(bytes: Uint8Array): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = setTimeout(() => reject(new Error('the device takes no bytes')), WRITE_MS);
    const settle = (error: Error | null | undefined) => {
      clearTimeout(late);
      if (error) reject(error);
      else resolve();
    };
    // Written is what has left the machine, not what the system holds: a receipt counts as sent only then.
    serial.write(Buffer.from(bytes), (error) => (error ? settle(error) : serial.drain(settle)));
    return promise;
  }

  return {
    onData: listeners.onData,
    onClose: listeners.onClose,
    write: (bytes) => inTurn(() => writeAll(bytes)),
    async close() {
      if (!listeners.end('closed')) return;
      await new Promise<void>((resolve) => serial.close(() => resolve()));
    }
  };
}
