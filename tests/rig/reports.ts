import type { PortSource } from '../../devices/device.ts';
import { type HidWrapping, unwrapReport, wrapReports } from '../../devices/transport/hid-wrapping.ts';
import { REPORT_BYTES } from './wish.ts';

/** The reader's own side of a wrapping: bytes of a frame in a report that came, and reports of an answer. */
interface Side {
  unwrap(report: Uint8Array): Uint8Array;
  wrap(answer: Uint8Array): Uint8Array[];
}

/**
 * MIAXIS wraps the two ways differently. Out: 88, number (2), length (2, little endian, counts the command), B1, bytes, sum.
 * In: AA, number (2), length (2, counts the result), result, two bytes of no meaning, bytes, sum.
 */
const MIAXIS: Side = {
  unwrap(report) {
    if (report[0] !== 0x88 || report[5] !== 0xb1) throw new Error('this is not how MIAXIS is spoken to');
    return report.subarray(6, 5 + (report[3] ?? 0));
  },
  wrap(answer) {
    const room = REPORT_BYTES - 10;
    return Array.from({ length: Math.ceil(answer.length / room) }, (_, index) => {
      const piece = answer.subarray(index * room, (index + 1) * room);
      const counted = [piece.length + 3, 0, 0, 0, 0, ...piece];
      const sum = counted.reduce((total, byte) => total + byte, 0);
      const report = new Uint8Array(REPORT_BYTES);
      report.set([0xaa, 0, 0, ...counted, sum & 0xff, sum >> 8]);
      return report;
    });
  }
};

/** The other two are the same both ways. */
const sideOf = (wrapping: HidWrapping): Side =>
  wrapping === 'miaxis'
    ? MIAXIS
    : { unwrap: (report) => unwrapReport(report, wrapping), wrap: (answer) => wrapReports(answer, wrapping) };

/** What a reader behind HID is at the level of reports: each that comes is unwrapped, each answer wrapped. */
export function inReports(reader: PortSource, wrapping: HidWrapping): PortSource {
  const { unwrap, wrap } = sideOf(wrapping);
  return {
    async open() {
      const port = await reader.open();
      if (!port) return null;
      let held = Buffer.alloc(0);
      return {
        ...port,
        async write(bytes) {
          held = Buffer.concat([held, bytes]);
          for (; held.length >= REPORT_BYTES; held = held.subarray(REPORT_BYTES))
            await port.write(unwrap(held.subarray(0, REPORT_BYTES)));
        },
        onData(listener) {
          // Pieces that come in one turn are one answer, and wrapped together.
          let pieces: Uint8Array[] = [];
          const send = () => {
            const answer = Buffer.concat(pieces);
            pieces = [];
            for (const report of wrap(answer)) listener(report);
          };
          return port.onData((bytes) => {
            if (pieces.push(bytes) === 1) queueMicrotask(send);
          });
        }
      };
    }
  };
}
