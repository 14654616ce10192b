import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import type { PaperMark } from './interpreter.ts';

const DOTS = 576;
const MARGIN = 24;
const CELL = 24;
const FAMILY = 'paper';
GlobalFonts.registerFromPath(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  FAMILY
);

const isDot = (bits: Uint8Array, bytesPerRow: number, x: number, y: number): boolean =>
  (((bits[y * bytesPerRow + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;

const heightOf = (mark: PaperMark): number => {
  if (mark.kind === 'text') return CELL * mark.height + 10;
  if (mark.kind === 'picture') return mark.rows;
  return mark.kind === 'feed' ? mark.dots : 0;
};

/** Draws the marks of one receipt as they would stand on the paper; a PNG at one pixel a dot. */
export function drawPaper(marks: readonly PaperMark[]): Uint8Array {
  const height = marks.reduce((sum, mark) => sum + heightOf(mark), 2 * MARGIN);
  const canvas = createCanvas(DOTS + 2 * MARGIN, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fffef8';
  context.fillRect(0, 0, canvas.width, height);
  context.fillStyle = '#111111';
  let y = MARGIN;
  for (const mark of marks) {
    if (mark.kind === 'text') {
      const cells = [...mark.text].map((character) => (character <= '~' ? CELL / 2 : CELL) * mark.width);
      const width = cells.reduce((sum, cell) => sum + cell, 0);
      let x = MARGIN + (mark.align === 1 ? (DOTS - width) / 2 : mark.align === 2 ? DOTS - width : 0);
      context.textAlign = 'center';
      for (const [index, character] of [...mark.text].entries()) {
        const cell = cells[index] ?? 0;
        context.save();
        context.translate(x + cell / 2, y + CELL * mark.height * 0.92);
        context.scale(mark.width, mark.height);
        context.font = `${mark.bold ? 'bold ' : ''}${CELL}px ${FAMILY}`;
        context.fillText(character, 0, 0);
        context.restore();
        x += cell;
      }
    }
    if (mark.kind === 'picture')
      for (let row = 0; row < mark.rows; row++)
        for (let column = 0; column < mark.bytesPerRow * 8; column++)
          if (isDot(mark.bits, mark.bytesPerRow, column, row)) context.fillRect(MARGIN + column, y + row, 1, 1);
    y += heightOf(mark);
  }
  return canvas.toBuffer('image/png');
}

/** QR codes among the pictures: strips that follow each other are one picture. */
export function codesOn(marks: readonly PaperMark[]): string[] {
  const pictures: { bytesPerRow: number; rows: number; bits: Uint8Array }[] = [];
  let open = false;
  for (const mark of marks) {
    const last = pictures.at(-1);
    if (mark.kind !== 'picture') open = false;
    else if (open && last?.bytesPerRow === mark.bytesPerRow) {
      last.bits = Uint8Array.of(...last.bits, ...mark.bits);
      last.rows += mark.rows;
    } else {
      pictures.push({ bytesPerRow: mark.bytesPerRow, rows: mark.rows, bits: mark.bits });
      open = true;
    }
  }
  return pictures.flatMap(({ bytesPerRow, rows, bits }) => {
    const width = bytesPerRow * 8;
    // One code unit a pixel is enough: a border of white, as paper has it.
    const border = 24;
    const side = width + 2 * border;
    const pixels = new Uint8ClampedArray(side * (rows + 2 * border) * 4).fill(255);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < width; column++)
        if (isDot(bits, bytesPerRow, column, row))
          pixels.fill(
            0,
            ((row + border) * side + column + border) * 4,
            ((row + border) * side + column + border) * 4 + 3
          );
    const found = decode(pixels, side, rows + 2 * border);
    return found ? [found.data] : [];
  });
}

/** The package is CommonJS; Node and the bundlers disagree about where its function is. */
const decode = ((jsqr as unknown as { default?: typeof jsqr.default }).default ?? jsqr) as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number
) => { readonly data: string } | null;
