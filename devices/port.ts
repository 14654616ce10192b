import type { BytePort, PortEnd } from './device.ts';

/** The two lists of listeners that every byte port keeps, real or simulated, and the one end that it can have. */
export interface PortListeners extends Pick<BytePort, 'onData' | 'onClose'> {
  readonly open: boolean;
  /** Hands on what arrived; after the end nothing is heard any more. */
  deliver(bytes: Uint8Array): void;
  /** Tells everybody that the port is over. True the first time; later ends are not heard. */
  end(reason: PortEnd): boolean;
}

/** Listeners of one port that was just opened. */
export function createPortListeners(): PortListeners {
  const data = new Set<(bytes: Uint8Array) => void>();
  const ends = new Set<(reason: PortEnd) => void>();
  let open = true;
  return {
    get open() {
      return open;
    },
    deliver(bytes) {
      if (open) for (const listener of data) listener(bytes);
    },
    end(reason) {
      if (!open) return false;
      open = false;
      for (const listener of ends) listener(reason);
      return true;
    },
    onData(listener) {
      data.add(listener);
      return () => data.delete(listener);
    },
    onClose(listener) {
      ends.add(listener);
      return () => ends.delete(listener);
    }
  };
}
