import qrcode from 'qrcode';
import { encodeText, widthOf } from './character-set.ts';
import type { PrinterProfile } from './profiles.ts';
import { type Bitmap, moduleDots, QUIET_MODULES, rasterLine, rasterModules } from './raster.ts';
import type { ReceiptLine, Scale } from './slip-layout.ts';
import { installedTypefaces, printable, type Typefaces } from './typefaces.ts';

/** Pieces of a stream, in order. */
type Bytes = readonly number[] | Uint8Array;

/** ESC/POS, as far as a slip needs it. Bytes by Epson's reference, which the Chinese makers follow. */
const INITIALISE = [0x1b, 0x40];
const align = (centred: boolean) => [0x1b, 0x61, centred ? 1 : 0];
const bold = (on: boolean) => [0x1b, 0x45, on ? 1 : 0];
const LINE_FEED = [0x0a];
const LINE_DOTS = 34;
const lineSpacing = (dots: number) => [0x1b, 0x33, dots];
const CUTS: Readonly<Record<PrinterProfile['cutter'], Bytes>> = {
  partial: [0x1d, 0x56, 0x42, 0],
  full: [0x1d, 0x56, 0x41, 0],
  'old-partial': [0x1b, 0x6d],
  'old-full': [0x1b, 0x69],
  none: []
};

const CELL_DOTS = 24;
/** Printers keep a strip in memory while it arrives; taller ones overflow the cheap ones. */
const STRIP_ROWS = 64;
const MODULE_DOTS = 6;

/** DLE EOT n: the printer answers at once, whatever it is doing. */
export const statusRequest = (ask: number): Uint8Array => Uint8Array.of(0x10, 0x04, ask);

const DISCARDS: Readonly<Record<PrinterProfile['discard'], Uint8Array | null>> = {
  'dle-dc4': Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8),
  'dle-enq': Uint8Array.of(0x10, 0x05, 2),
  none: null
};

/** What makes a printer forget at once all that it was given and has not printed; null where nothing does. */
export const discardRequest = ({ discard }: PrinterProfile): Uint8Array | null => DISCARDS[discard];

/**
 * NULs, which mean nothing to a printer, for as long as the longest command of ours. A command whose end never came takes
 * them for its end; without them it would take the beginning of the next receipt.
 */
export const fillUp = ({ dots }: PrinterProfile): Uint8Array => new Uint8Array(8 + (STRIP_ROWS * dots) / 8);

/** What is asked behind a job so that its answer proves it printed: GS ( H 48 with four bytes of ours, or GS r 1. */
export type JobEnd = { readonly kind: 'process-id'; readonly id: Uint8Array } | { readonly kind: 'paper-sensor' };

function jobEnd(end: JobEnd | null): number[] {
  if (!end) return [];
  return end.kind === 'process-id' ? [0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...end.id] : [0x1d, 0x72, 0x01];
}

/** GS !, and FS ! for Chinese where that has a size of its own. */
function scaled(scale: Scale, { chineseSize }: PrinterProfile): number[] {
  const size = [0x1d, 0x21, ((scale - 1) << 4) | (scale - 1)];
  return chineseSize === 'own' ? [...size, 0x1c, 0x21, scale > 1 ? 0x0c : 0] : size;
}

function feed(dots: number): number[] {
  const bytes: number[] = [];
  for (let left = dots; left > 0; left -= 255) bytes.push(0x1b, 0x4a, Math.min(255, left));
  return bytes;
}

function joined(pieces: readonly Bytes[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** GS ( k, function by function: model 2, module size, error correction M, the data, print. */
function nativeCode(text: string, side: number): number[] {
  const data = Buffer.from(text, 'utf8');
  const length = data.length + 3;
  const order = (...parameters: number[]) => [0x1d, 0x28, 0x6b, parameters.length, 0x00, ...parameters];
  return [
    ...order(0x31, 0x41, 0x32, 0x00),
    ...order(0x31, 0x43, side),
    ...order(0x31, 0x45, 0x31),
    ...[0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...data],
    ...order(0x31, 0x51, 0x30)
  ];
}

/**
 * Printers look for real-time commands (10 04, 10 05, 10 14) in everything that arrives, and obey them in the middle of a
 * picture too: where one stands there by chance, a dot more breaks it.
 */
function withoutCommands(bits: Uint8Array): Uint8Array {
  for (let at = bits.indexOf(0x10); at >= 0; at = bits.indexOf(0x10, at + 1))
    if ([0x04, 0x05, 0x14].includes(bits[at + 1] ?? 0)) bits[at] = 0x18;
  return bits;
}

/** GS v 0, strip by strip. */
function picture({ bytesPerRow, rows, bits }: Bitmap): Bytes[] {
  const pieces: Bytes[] = [];
  for (let row = 0; row < rows; row += STRIP_ROWS) {
    const height = Math.min(STRIP_ROWS, rows - row);
    pieces.push([0x1d, 0x76, 0x30, 0, bytesPerRow & 0xff, bytesPerRow >> 8, height, 0]);
    pieces.push(withoutCommands(bits.slice(row * bytesPerRow, (row + height) * bytesPerRow)));
  }
  return pieces;
}

type TextLine = Extract<ReceiptLine, { kind: 'text' }>;

/** One character outside the font: the whole line becomes a picture, or it would not stand in line with itself. */
function drawnLine(line: TextLine, { dots }: PrinterProfile, typefaces: Typefaces): Bytes[] {
  const text = printable(line.text, typefaces);
  const size = Math.min(CELL_DOTS * line.scale, Math.floor((2 * dots) / Math.max(1, widthOf(text))));
  const left = line.centred ? Math.max(0, Math.floor((dots - (widthOf(text) * size) / 2) / 2)) : 0;
  return [align(false), ...picture(rasterLine(text, { size, left }, typefaces))];
}

function textLine(line: TextLine, profile: PrinterProfile, typefaces: Typefaces): Bytes[] {
  const encoded = encodeText(line.text, profile);
  if (!encoded) return drawnLine(line, profile, typefaces);
  const written = [align(line.centred), bold(line.bold), scaled(line.scale, profile), encoded, LINE_FEED];
  if (line.scale === 1) return written;
  return [lineSpacing(CELL_DOTS * line.scale + 12), ...written, scaled(1, profile), lineSpacing(LINE_DOTS)];
}

/** A printer may pack every character as a byte, which makes its own code larger than one that is packed well. */
function nativeSize(text: string): number {
  const segment = { data: new TextEncoder().encode(text), mode: 'byte' } as const;
  return qrcode.create([segment], { errorCorrectionLevel: 'M' }).modules.size;
}

function codeLine(text: string, profile: PrinterProfile): Bytes[] {
  if (profile.code === 'native') {
    const side = moduleDots(nativeSize(text), profile.dots, MODULE_DOTS);
    const white = feed(QUIET_MODULES * side);
    return [align(true), white, nativeCode(text, side), white, align(false)];
  }
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const side = moduleDots(modules.size, profile.dots, MODULE_DOTS);
  return [align(false), ...picture(rasterModules(modules, profile.dots, side))];
}

function lineBytes(line: ReceiptLine, profile: PrinterProfile, typefaces: Typefaces): Bytes[] {
  switch (line.kind) {
    case 'text':
      return textLine(line, profile, typefaces);
    case 'rule':
      return [align(false), bold(false), Buffer.from('-'.repeat(profile.columns)), LINE_FEED];
    case 'space':
      return [feed(CELL_DOTS / 2)];
    case 'code':
      return codeLine(line.text, profile);
  }
}

const start = (profile: PrinterProfile): Bytes[] => [
  INITIALISE,
  Buffer.from(profile.start.replaceAll(' ', ''), 'hex'),
  scaled(1, profile),
  lineSpacing(LINE_DOTS)
];
const finish = ({ feedDots, cutter }: PrinterProfile, end: JobEnd | null): Bytes[] => [
  feed(feedDots),
  CUTS[cutter],
  jobEnd(end)
];

/**
 * The bytes of one receipt, whole: from initialising to the cut. `end` asks for a confirmation behind it (an id is 4 bytes,
 * each 0x21–0x7e); null asks for none.
 */
export function encodeReceipt(
  lines: readonly ReceiptLine[],
  profile: PrinterProfile,
  end: JobEnd | null,
  typefaces: Typefaces = installedTypefaces
): Uint8Array {
  return joined([
    ...start(profile),
    ...lines.flatMap((line) => lineBytes(line, profile, typefaces)),
    ...finish(profile, end)
  ]);
}

/**
 * Ends whatever an interrupted receipt left behind, so that the next one begins on paper of its own: completes a command
 * that was cut off, forgets a line that was not printed yet, and cuts off what hangs in the printer.
 */
export const encodeSweep = (profile: PrinterProfile, end: JobEnd | null): Uint8Array =>
  joined([fillUp(profile), ...start(profile), ...finish(profile, end)]);
