import qrcode from 'qrcode';
import { encodeText, widthOf } from './character-set.ts';
import type { PrinterProfile } from './profiles.ts';
import { type Bitmap, printable, rasterLine, rasterModules } from './raster.ts';
import type { ReceiptLine } from './slip-layout.ts';

/** ESC/POS, as far as a slip needs it. Bytes by Epson's reference, which the Chinese makers follow. */
const INITIALISE = [0x1b, 0x40];
const CHINESE_ON = [0x1c, 0x26];
const align = (centred: boolean) => [0x1b, 0x61, centred ? 1 : 0];
const bold = (on: boolean) => [0x1b, 0x45, on ? 1 : 0];
const scaled = (scale: number) => [0x1d, 0x21, ((scale - 1) << 4) | (scale - 1)];
const LINE_FEED = 0x0a;
const feedAndCut = (dots: number) => [0x1d, 0x56, 0x42, dots];
const LINE_DOTS = 34;
const lineSpacing = (dots: number) => [0x1b, 0x33, dots];
const feed = (dots: number) => [0x1b, 0x4a, dots];

const CELL_DOTS = 24;
/** Printers keep a strip in memory while it arrives; taller ones overflow the cheap ones. */
const STRIP_ROWS = 128;
const MODULE_DOTS = 6;

/** DLE EOT n: the printer answers at once, whatever it is doing. */
export const statusRequest = (kind: 1 | 2 | 3 | 4): Uint8Array => Uint8Array.of(0x10, 0x04, kind);

/** What is asked behind a job so that its answer proves it printed: GS ( H 48 with four bytes of ours, or GS r 1. */
export type JobEnd = { readonly kind: 'process-id'; readonly id: Uint8Array } | { readonly kind: 'paper-sensor' };

const jobEnd = (end: JobEnd): number[] =>
  end.kind === 'process-id' ? [0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...end.id] : [0x1d, 0x72, 0x01];

/** GS ( k, function by function: model 2, module size, error correction M, the data, print. */
function nativeCode(text: string): number[] {
  const data = Buffer.from(text, 'utf8');
  const length = data.length + 3;
  const order = (...parameters: number[]) => [0x1d, 0x28, 0x6b, parameters.length, 0x00, ...parameters];
  return [
    ...order(0x31, 0x41, 0x32, 0x00),
    ...order(0x31, 0x43, MODULE_DOTS),
    ...order(0x31, 0x45, 0x31),
    ...[0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...data],
    ...order(0x31, 0x51, 0x30)
  ];
}

function picture(bitmap: Bitmap): number[] {
  const bytes: number[] = [];
  for (let row = 0; row < bitmap.rows; row += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, bitmap.rows - row);
    const width = bitmap.bytesPerRow;
    bytes.push(0x1d, 0x76, 0x30, 0, width & 0xff, width >> 8, rows & 0xff, rows >> 8);
    bytes.push(...bitmap.bits.subarray(row * width, (row + rows) * width));
  }
  return bytes;
}

function textBytes(line: Extract<ReceiptLine, { kind: 'text' }>, profile: PrinterProfile): number[] {
  const encoded = encodeText(line.text, profile.font);
  if (encoded) return [...align(line.centred), ...bold(line.bold), ...scaled(line.scale), ...encoded, LINE_FEED];
  // One character outside the font: the whole line becomes a picture, or it would not stand in line with itself.
  const text = printable(line.text);
  const size = Math.min(CELL_DOTS * line.scale, Math.floor((2 * profile.dots) / widthOf(text)));
  const left = line.centred ? Math.max(0, Math.floor((profile.dots - (widthOf(text) * size) / 2) / 2)) : 0;
  return [...align(false), ...picture(rasterLine(text, { dots: profile.dots, size, left }))];
}

/**
 * The bytes of one receipt, whole: from initialising to the cut. `end` asks for a confirmation behind it (an id is 4 bytes,
 * each 0x21–0x7e); null asks for none.
 */
export function encodeReceipt(lines: readonly ReceiptLine[], profile: PrinterProfile, end: JobEnd | null): Uint8Array {
  const bytes: number[] = [...INITIALISE, ...CHINESE_ON, ...lineSpacing(LINE_DOTS)];
  for (const line of lines)
    switch (line.kind) {
      case 'text': {
        if (line.scale > 1) bytes.push(...lineSpacing(CELL_DOTS * line.scale + 12));
        bytes.push(...textBytes(line, profile));
        if (line.scale > 1) bytes.push(...scaled(1), ...lineSpacing(LINE_DOTS));
        break;
      }
      case 'rule':
        bytes.push(...align(false), ...bold(false), ...scaled(1));
        bytes.push(...Buffer.from('-'.repeat(profile.columns)), LINE_FEED);
        break;
      case 'space':
        bytes.push(...feed(CELL_DOTS / 2));
        break;
      case 'code': {
        if (profile.code === 'native') {
          bytes.push(...align(true), ...nativeCode(line.text), ...align(false));
          break;
        }
        const { modules } = qrcode.create(line.text, { errorCorrectionLevel: 'M' });
        bytes.push(...align(false), ...picture(rasterModules(modules, profile.dots, MODULE_DOTS)));
        break;
      }
    }
  bytes.push(...feedAndCut(profile.feedBeforeCut));
  if (end) bytes.push(...jobEnd(end));
  return Uint8Array.from(bytes);
}

/** What arrived from a printer. */
export type PrinterAnswer =
  | { readonly kind: 'status'; readonly bits: number }
  | { readonly kind: 'paper-sensor'; readonly bits: number }
  | { readonly kind: 'process-id'; readonly id: Uint8Array };

const PROCESS_ID_HEAD = [0x37, 0x22] as const;
const PROCESS_ID_LENGTH = 7;

/**
 * Tells the answers of a printer apart by their fixed bits: DLE EOT `0xx1xx10`, GS r `0xx0xxxx`, process ids by their head.
 * Anything else (automatic status, XON, XOFF) is dropped. Pieces may be of any size.
 */
export function createAnswerReader(): (bytes: Uint8Array) => PrinterAnswer[] {
  let kept: number[] = [];
  return (bytes) => {
    kept.push(...bytes);
    const found: PrinterAnswer[] = [];
    for (let [first, second] = kept; first !== undefined; [first, second] = kept) {
      if (first === PROCESS_ID_HEAD[0] && (second ?? PROCESS_ID_HEAD[1]) === PROCESS_ID_HEAD[1]) {
        if (kept.length < PROCESS_ID_LENGTH) break;
        found.push({ kind: 'process-id', id: Uint8Array.from(kept.slice(2, 6)) });
        kept = kept.slice(PROCESS_ID_LENGTH);
        continue;
      }
      if ((first & 0x93) === 0x12) found.push({ kind: 'status', bits: first });
      else if ((first & 0x90) === 0) found.push({ kind: 'paper-sensor', bits: first });
      kept = kept.slice(1);
    }
    return found;
  };
}
