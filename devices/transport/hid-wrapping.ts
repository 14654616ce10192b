/**
 * How readers cut a frame into 64-byte HID reports. `raw-64`: the frame as it is, in pieces, padded with noughts.
 * `length-63`: each report begins with how many of its bytes count. `miaxis`: each report is an envelope of MIAXIS's own,
 * with a serial number, a length, a command and a sum.
 */
export type HidWrapping = 'raw-64' | 'length-63' | 'miaxis';

const REPORT = 64;

/** MIAXIS, out: 88, serial number (2), length (2, little endian, counts the command), B1, the bytes, sum (2, little endian). */
const MIAXIS_OUT = { mark: 0x88, command: 0xb1, dataAt: 6 } as const;
/** MIAXIS, in: AA, serial number (2), length (2, counts the result), result, two bytes that are not of the frame, the bytes, sum. */
const MIAXIS_IN = { mark: 0xaa, dataAt: 6, notOfFrame: 2 } as const;
/** The sum counts everything from the length on. */
const SUMMED_FROM = 3;

const ROOM: Readonly<Record<HidWrapping, number>> = {
  'raw-64': REPORT,
  'length-63': REPORT - 1,
  miaxis: REPORT - MIAXIS_OUT.dataAt - 2
};

function wrapPiece(piece: Uint8Array, wrapping: HidWrapping): Uint8Array {
  const report = new Uint8Array(REPORT);
  switch (wrapping) {
    case 'raw-64':
      report.set(piece);
      return report;
    case 'length-63':
      report[0] = piece.length;
      report.set(piece, 1);
      return report;
    case 'miaxis': {
      const view = new DataView(report.buffer);
      const end = MIAXIS_OUT.dataAt + piece.length;
      report[0] = MIAXIS_OUT.mark;
      view.setUint16(SUMMED_FROM, piece.length + 1, true);
      report[MIAXIS_OUT.dataAt - 1] = MIAXIS_OUT.command;
      report.set(piece, MIAXIS_OUT.dataAt);
      view.setUint16(end, sumOf(report.subarray(SUMMED_FROM, end)), true);
      return report;
    }
  }
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum & 0xffff;
}

/** The reports of one frame, each 64 bytes, without a report id. */
export function wrapReports(frame: Uint8Array, wrapping: HidWrapping): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let start = 0; start < frame.length; start += ROOM[wrapping])
    reports.push(wrapPiece(frame.subarray(start, start + ROOM[wrapping]), wrapping));
  return reports;
}

/**
 * The bytes of a frame in one report, a view into it. Padding of `raw-64` is left to the parser, which looks for a preamble;
 * a report that is none of `miaxis` holds nothing, and its sum is left to the check of the frame.
 */
export function unwrapReport(report: Uint8Array, wrapping: HidWrapping): Uint8Array {
  switch (wrapping) {
    case 'raw-64':
      return report;
    case 'length-63':
      return report.subarray(1, 1 + Math.min(report[0] ?? 0, REPORT - 1));
    case 'miaxis': {
      if (report[0] !== MIAXIS_IN.mark) return report.subarray(0, 0);
      const length = (report[3] ?? 0) | ((report[4] ?? 0) << 8);
      return report.subarray(MIAXIS_IN.dataAt + MIAXIS_IN.notOfFrame, Math.max(0, MIAXIS_IN.dataAt + length - 1));
    }
  }
}
