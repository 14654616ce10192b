/**
 * How readers cut a frame into 64-byte HID reports. `raw-64`: the frame as it is, in pieces, padded with noughts.
 * `length-63`: each report begins with how many of its bytes count.
 */
export type HidWrapping = 'raw-64' | 'length-63';

const REPORT = 64;

/** The reports of one frame, each 64 bytes, without a report id. */
export function wrapReports(frame: Uint8Array, wrapping: HidWrapping): Uint8Array[] {
  const room = wrapping === 'raw-64' ? REPORT : REPORT - 1;
  const reports: Uint8Array[] = [];
  for (let start = 0; start < frame.length; start += room) {
    const piece = frame.subarray(start, start + room);
    const report = new Uint8Array(REPORT);
    if (wrapping === 'length-63') report[0] = piece.length;
    report.set(piece, REPORT - room);
    reports.push(report);
  }
  return reports;
}

/** The bytes of a frame in one report. Padding of `raw-64` is left to the parser, which looks for a preamble. */
export function unwrapReport(report: Uint8Array, wrapping: HidWrapping): Uint8Array {
  if (wrapping === 'raw-64') return report;
  return report.subarray(1, 1 + Math.min(report[0] ?? 0, REPORT - 1));
}
