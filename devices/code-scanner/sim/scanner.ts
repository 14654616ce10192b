import type { PortSource } from '../../device.ts';
import { createPortListeners } from '../../port.ts';

/** What a simulated scanner speaks: lines on a serial line, or HID POS reports as one of two makers lays them out. */
export type ScannerKind = 'serial' | 'honeywell' | 'zebra';

/** A scanner at the level of bytes: what is held before it comes out at its port. */
export interface SimulatedScanner {
  readonly source: PortSource;
  readonly kind: ScannerKind;
  /** A code by its text, in UTF-8, or by its bytes. */
  show(code: string | Uint8Array): void;
  /** Bytes that are no code, delivered as they are. */
  babble(bytes: Uint8Array): void;
  setConnected(connected: boolean): void;
  /** Another one in its place. */
  setKind(kind: ScannerKind): void;
  /** It is there, but the system lets nobody open it. */
  setForbidden(forbidden: boolean): void;
}

const PIECE_BYTES = 16;
const REPORT_BYTES = 64;
const DATA_BYTES = 56;
const QR_CODE = [...Buffer.from(']Q1')];

/** A serial line hands over pieces as they come, never a code at a time. */
function* piecesOf(code: Uint8Array): Generator<Uint8Array> {
  const line = Uint8Array.from([...code, 0x0d, 0x0a]);
  for (let at = 0; at < line.length; at += PIECE_BYTES) yield line.slice(at, at + PIECE_BYTES);
}

/** Id, length, for Zebra a nought, AIM identifier, data; last of all whether more is to come. */
function* reportsOf(code: Uint8Array, kind: 'honeywell' | 'zebra'): Generator<Uint8Array> {
  for (let at = 0; at === 0 || at < code.length; at += DATA_BYTES) {
    const data = code.subarray(at, at + DATA_BYTES);
    const report = new Uint8Array(REPORT_BYTES);
    report.set([0x02, data.length, ...(kind === 'zebra' ? [0] : []), ...QR_CODE, ...data]);
    report[REPORT_BYTES - 1] = at + DATA_BYTES < code.length ? 1 : 0;
    yield report;
  }
}

/** A scanner with a cable. */
export function createSimulatedScanner(first: ScannerKind = 'serial'): SimulatedScanner {
  let kind = first;
  let connected = true;
  let forbidden = false;
  let line: ReturnType<typeof createPortListeners> | null = null;
  const encoder = new TextEncoder();

  return {
    source: {
      async open() {
        if (!connected) return null;
        if (forbidden) throw new Error('Permission denied');
        const listeners = createPortListeners();
        line = listeners;
        return {
          write: async () => {},
          onData: listeners.onData,
          onClose: listeners.onClose,
          close: async () => void listeners.end('closed')
        };
      }
    },
    get kind() {
      return kind;
    },
    show(code) {
      const bytes = typeof code === 'string' ? encoder.encode(code) : code;
      for (const piece of kind === 'serial' ? piecesOf(bytes) : reportsOf(bytes, kind)) line?.deliver(piece);
    },
    babble(bytes) {
      line?.deliver(bytes);
    },
    setConnected(next) {
      if (connected === next) return;
      connected = next;
      if (!connected) line?.end('unplugged');
    },
    setKind(next) {
      if (kind === next) return;
      kind = next;
      line?.end('unplugged');
    },
    setForbidden(next) {
      forbidden = next;
    }
  };
}
