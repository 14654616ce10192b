import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { isAscii } from './character-set.ts';
import type { Typefaces } from './typefaces.ts';

/** One-bit pictures, a row of whole bytes at a time, a set bit is black. What is white at the right is left out. */
export interface Bitmap {
  readonly bytesPerRow: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** Of 255: what is darker becomes a dot. */
const DARK = 140;
/** White below a line, so that a drawn one stands as far from the next as a printed one. */
const LEADING_DOTS = 10;
/** Of a cell, from its top: where Chinese fonts have the line that letters stand on. */
const BASELINE = 0.88;

/** The dots of what was drawn. */
function bitmapOf(context: SKRSContext2D, bytesPerRow: number, rows: number): Bitmap {
  const { data } = context.getImageData(0, 0, bytesPerRow * 8, rows);
  const bits = new Uint8Array(bytesPerRow * rows);
  for (let at = 0; at < bits.length; at++) {
    let byte = 0;
    for (let dot = 0; dot < 8; dot++) byte = (byte << 1) | ((data[4 * (8 * at + dot)] ?? 255) < DARK ? 1 : 0);
    bits[at] = byte;
  }
  return { bytesPerRow, rows, bits };
}

/**
 * Draws one line of text in dots: full-width characters in cells of `size` dots, ASCII in half of that, like the printer's
 * own font, so that columns still stand under each other. `left` is white before it. Every character has a typeface
 * (`printable` sees to that).
 */
export function rasterLine(
  text: string,
  { size, left }: { readonly size: number; readonly left: number },
  typefaces: Typefaces
): Bitmap {
  const characters = [...text.trimEnd()].map((character) => ({
    character,
    width: isAscii(character) ? size / 2 : size
  }));
  const width = characters.reduce((sum, { width: own }) => sum + own, left);
  const bytesPerRow = Math.max(1, Math.ceil(width / 8));
  const rows = size + Math.max(LEADING_DOTS, Math.ceil(size / 4));
  const context = createCanvas(bytesPerRow * 8, rows).getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, bytesPerRow * 8, rows);
  context.fillStyle = '#000000';
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  context.lineWidth = 0.8;
  let x = left;
  let family = '';
  for (const { character, width: own } of characters) {
    const typeface = typefaces.of(character);
    if (typeface) {
      if (typeface.family !== family) context.font = `${Math.round(size * 0.96)}px "${typeface.family}"`;
      family = typeface.family;
      // Letters of a book font are of any width: the wide ones are squeezed into their half of a cell.
      context.fillText(character, x + own / 2, size * BASELINE, own);
      if (typeface.isThin) context.strokeText(character, x + own / 2, size * BASELINE, own);
    }
    x += own;
  }
  return bitmapOf(context, bytesPerRow, rows);
}

/** White around a QR code, in modules (ISO/IEC 18004 §5.3.8). */
export const QUIET_MODULES = 4;

/** Dots to a module, so that a code of so many modules stands on the paper with its white: `largest`, or what fits. */
export const moduleDots = (size: number, dots: number, largest: number): number =>
  Math.min(largest, Math.floor(dots / (size + 2 * QUIET_MODULES)));

/** A QR code's modules as black squares of `side` dots in the middle of `dots`, with white above and below. */
export function rasterModules(
  modules: { readonly size: number; get(row: number, column: number): number },
  dots: number,
  side: number
): Bitmap {
  const quiet = QUIET_MODULES * side;
  const width = modules.size * side;
  const left = Math.floor((dots - width) / 2);
  const bytesPerRow = Math.ceil((left + width) / 8);
  const rows = width + 2 * quiet;
  const bits = new Uint8Array(bytesPerRow * rows);
  for (let row = 0; row < modules.size; row++) {
    const start = (quiet + row * side) * bytesPerRow;
    for (let x = 0; x < width; x++)
      if (modules.get(row, Math.floor(x / side))) {
        const at = start + ((left + x) >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> ((left + x) & 7));
      }
    for (let again = 1; again < side; again++) bits.copyWithin(start + again * bytesPerRow, start, start + bytesPerRow);
  }
  return { bytesPerRow, rows, bits };
}
