import { close, constants, open, read, write } from 'node:fs';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import { type BytePort, PortDenied, type PortSource } from '../device.ts';
import { createPortListeners } from '../port.ts';
import { createQueue } from '../queue.ts';
import { createSerialSource } from './serial.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const readFile = promisify(read);
const writeFile = promisify(write);

const RETRY_MS = 20;
const WRITE_MS = 15_000;
const BUFFER_BYTES = 256;
/** At which a line begins that was never set. */
const BAUD_RATE = 9600;

const isLater = (error: unknown): boolean =>
  ['EAGAIN', 'EWOULDBLOCK'].includes((error as NodeJS.ErrnoException).code ?? '');
const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A device behind a file: a printer at `/dev/usb/lp0` (Linux usblp), a scanner at `/dev/ttyACM0`. Opened so that nothing
 * ever blocks: a printer without paper takes no bytes, and a waiting read would hold a thread of this process for ever.
 * A line of the system is opened as one (`createSerialSource`): as a file it would send back what it hears, put a CR before
 * every LF of a picture, and not tell that the cable is out.
 */
export function createCharacterDeviceSource(path: string): PortSource {
  return {
    async open() {
      try {
        const file = await openFile(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
        if (!isatty(file)) return portOf(file);
        await closeFile(file);
      } catch (error) {
        if (['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
          throw new PortDenied('the device file may not be opened');
        return null;
      }
      return createSerialSource({ path, baudRate: BAUD_RATE }).open();
    }
  };
}

function portOf(file: number): BytePort {
  const listeners = createPortListeners();
  const inTurn = createQueue();

  async function listen(): Promise<void> {
    const buffer = Buffer.alloc(BUFFER_BYTES);
    while (listeners.open) {
      try {
        const { bytesRead } = await readFile(file, buffer, 0, BUFFER_BYTES, null);
        if (bytesRead === 0) await after(RETRY_MS);
        else listeners.deliver(Uint8Array.from(buffer.subarray(0, bytesRead)));
      } catch (error) {
        if (!isLater(error)) listeners.end('unplugged');
        else await after(RETRY_MS);
      }
    }
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    const late = performance.now() + WRITE_MS;
    for (let at = 0; at < bytes.length; ) {
      if (!listeners.open) throw new Error('the device is gone');
      try {
        const { bytesWritten } = await writeFile(file, bytes, at, bytes.length - at, null);
        at += bytesWritten;
      } catch (error) {
        if (!isLater(error)) listeners.end('unplugged');
        if (!isLater(error) || performance.now() > late) throw error;
        await after(RETRY_MS);
      }
    }
  }

  // Closed only when nothing reads or writes any more: its number may belong to another file a moment later.
  const finished = listen()
    .then(inTurn.settled)
    .then(() => closeFile(file))
    .catch(() => undefined);

  return {
    onData: listeners.onData,
    onClose: listeners.onClose,
    // One after the other: a question that overtook the rest of a receipt would stand in the middle of it.
    write: (bytes) => inTurn(() => writeAll(bytes)),
    async close() {
      listeners.end('closed');
      await finished;
    }
  };
}
