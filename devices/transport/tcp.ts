import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { BytePort, PortEnd, PortSource } from '../device.ts';
import { createPortListeners } from '../port.ts';

const CONNECT_MS = 2000;
const KEEP_ALIVE_MS = 5000;
const WRITE_MS = 15_000;

/** A printer on the network (port 9100). One connection at a time; a cable that is cut is noticed by keep-alive. */
export function createTcpSource(address: { readonly host: string; readonly port: number }): PortSource {
  return {
    async open() {
      const socket = connect(address);
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      try {
        await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_MS) });
      } catch {
        socket.destroy();
        return null;
      }
      return portOf(socket);
    }
  };
}

function portOf(socket: Socket): BytePort {
  const listeners = createPortListeners();
  let reason: PortEnd = 'unplugged';
  let writing = 0;
  /** What the system still holds of a write under way is not delivered behind our back, piece by piece, to the next reader. */
  const cut = () => (writing > 0 ? socket.resetAndDestroy() : socket.destroy());
  socket.on('error', () => {
    reason = 'failed';
  });
  socket.on('data', (chunk) => listeners.deliver(new Uint8Array(chunk)));
  socket.once('close', () => listeners.end(reason));
  return {
    write(bytes) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const late = setTimeout(() => {
        reject(new Error('the printer takes no bytes'));
        cut();
      }, WRITE_MS);
      writing++;
      socket.write(bytes, (error) => {
        writing--;
        clearTimeout(late);
        if (error) reject(error);
        else resolve();
      });
      return promise;
    },
    onData: listeners.onData,
    onClose: listeners.onClose,
    async close() {
      if (socket.destroyed) return;
      reason = 'closed';
      cut();
      await once(socket, 'close');
    }
  };
}
