import { type CodeParser, LONGEST_CODE_BYTES, textOf } from './codec.ts';

/** Scanned Data Report of a HID POS scanner (usage page 0x8C, usage 0x02), its id byte first. */
const SCANNED_DATA = 0x02;
const REPORT_BYTES = 64;
const LENGTH_AT = 1;
/** Not nought where the code goes on in the next report. */
const MORE_AT = 63;
const AIM_BYTES = 3;
const MOST_DATA_BYTES = 56;
/** Each AIM identifier begins so: `]Q1` a QR code, `]h0` Han Xin, `]C0` Code 128 (ISO/IEC 15424). */
const BRACKET = 0x5d;

interface Report {
  readonly aim: string;
  readonly data: Uint8Array;
  readonly more: boolean;
}

/**
 * One report of a scanned code; null where it is something else. The AIM identifier stands behind the length, at once
 * (Honeywell) or after a nought (Zebra); data follow, at most 56 bytes.
 */
function readReport(report: Uint8Array): Report | null {
  if (report.length !== REPORT_BYTES || report[0] !== SCANNED_DATA) return null;
  const aimAt = [LENGTH_AT + 1, LENGTH_AT + 2].find((at) => report[at] === BRACKET);
  const length = report[LENGTH_AT] ?? 0;
  if (aimAt === undefined || length > MOST_DATA_BYTES) return null;
  const dataAt = aimAt + AIM_BYTES;
  return {
    aim: String.fromCharCode(...report.subarray(aimAt, dataAt)),
    data: report.subarray(dataAt, dataAt + length),
    more: report[MORE_AT] !== 0
  };
}

/** A scanner may be set to end a code as if it typed it. */
function withoutEnd(bytes: readonly number[]): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0d || bytes[end - 1] === 0x0a)) end--;
  return Uint8Array.from(bytes.slice(0, end));
}

/**
 * The codes of a HID POS scanner. Each `push` is one input report of 64 bytes, as hidraw delivers it. A report of another
 * kind of code ends one whose rest did not come; a code that grows longer than any is noise, and dropped to its end.
 */
export function createHidPosParser(): CodeParser {
  let held: number[] = [];
  let aim = '';
  let noisy = false;
  const reset = () => {
    held = [];
    aim = '';
    noisy = false;
  };
  return {
    push(bytes) {
      const report = readReport(bytes);
      if (!report) return [];
      if (report.aim !== aim) reset();
      aim = report.aim;
      if (held.length + report.data.length > LONGEST_CODE_BYTES) noisy = true;
      else held.push(...report.data);
      if (report.more) return [];
      const code = withoutEnd(held);
      const isCode = code.length > 0 && !noisy;
      reset();
      return isCode ? [textOf(code)] : [];
    },
    reset
  };
}
