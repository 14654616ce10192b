import type { BytePort, PortSource } from '../../device.ts';

/** A serial scanner at the level of bytes: what is held before it comes out as its characters and a CR LF. */
export interface SimulatedScanner {
  readonly source: PortSource;
  show(code: string): void;
  setConnected(connected: boolean): void;
}

const PIECE_BYTES = 16;

export function createSimulatedScanner(): SimulatedScanner {
  let connected = true;
  let line: { deliver(bytes: Uint8Array): void; unplug(): void } | null = null;

  function openLine(): BytePort {
    const data = new Set<(bytes: Uint8Array) => void>();
    const closed = new Set<(reason: 'unplugged') => void>();
    line = {
      deliver: (bytes) => {
        for (const listener of data) listener(bytes);
      },
      unplug: () => {
        for (const listener of closed) listener('unplugged');
      }
    };
    return {
      write: async () => {},
      onData(listener) {
        data.add(listener);
        return () => data.delete(listener);
      },
      onClose(listener) {
        closed.add(listener);
        return () => closed.delete(listener);
      },
      close: async () => {
        line = null;
      }
    };
  }

  return {
    source: { open: async () => (connected ? openLine() : null) },
    show(code) {
      const bytes = new TextEncoder().encode(`${code}\r\n`);
      // A serial line hands over pieces as they come, never a code at a time.
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) line?.deliver(bytes.slice(at, at + PIECE_BYTES));
    },
    setConnected(next) {
      if (connected === next) return;
      connected = next;
      if (!connected) line?.unplug();
    }
  };
}
