import qrcode from 'qrcode';
import { encodeText, widthOf } from './character-set.ts';
import type { PrinterProfile } from './profiles.ts';
import { type Bitmap, drawable, rasterLine, rasterModules } from './raster.ts';
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

/** GS ( H 48: answered with 37 22 and these four bytes when everything before it has been printed. */
export const jobEnd = (id: Uint8Array): number[] => [0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...id];

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
  const text = drawable(line.text);
  const fits = Math.min(line.scale, Math.max(1, Math.floor(profile.columns / Math.max(1, widthOf(text)))));
  const size = CELL_DOTS * fits;
  const left = line.centred ? Math.max(0, Math.floor((profile.dots - (widthOf(text) * size) / 2) / 2)) : 0;
  return [...align(false), ...picture(rasterLine(text, { dots: profile.dots, size, left }))];
}

/**
 * The bytes of one receipt, whole: from initialising to the cut. `jobId` (4 bytes, each 0x21–0x7e) asks for a
 * confirmation where the profile's printers give one; null asks for none.
 */
export function encodeReceipt(
  lines: readonly ReceiptLine[],
  profile: PrinterProfile,
  jobId: Uint8Array | null
): Uint8Array {
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
        const { modules } = qrcode.create(line.text, { errorCorrectionLevel: 'M' });
        bytes.push(...align(false), ...picture(rasterModules(modules, profile.dots, MODULE_DOTS)));
        break;
      }
    }
  bytes.push(...feedAndCut(profile.feedBeforeCut));
  if (jobId) bytes.push(...jobEnd(jobId));
  return Uint8Array.from(bytes);
}

/** What arrived from a printer. */
export type PrinterAnswer =
  | { readonly kind: 'status'; readonly bits: number }
  | { readonly kind: 'job-end'; readonly id: Uint8Array };

/** Tells status bytes from confirmations in a printer's answers; anything else is dropped. Pieces may be of any size. */
export function createAnswerReader(): (bytes: Uint8Array) => PrinterAnswer[] {
  let kept: number[] = [];
  return (bytes) => {
    kept.push(...bytes);
    const found: PrinterAnswer[] = [];
    while (kept.length > 0) {
      const [first = 0] = kept;
      if (first === 0x37) {
        if (kept.length < 7) break;
        found.push({ kind: 'job-end', id: Uint8Array.from(kept.slice(2, 6)) });
        kept = kept.slice(7);
        continue;
      }
      if ((first & 0x93) === 0x12) found.push({ kind: 'status', bits: first });
      kept = kept.slice(1);
    }
    return found;
  };
}
