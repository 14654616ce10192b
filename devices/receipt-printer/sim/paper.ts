import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import qrcode from 'qrcode';
import type { PaperMark } from './interpreter.ts';

const MARGIN = 24;
const CELL = 24;
const FAMILY = 'paper';
GlobalFonts.registerFromPath(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  FAMILY
);

const isDot = (bits: Uint8Array, bytesPerRow: number, x: number, y: number): boolean =>
  (((bits[y * bytesPerRow + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;

/** Modules to a side of a code, quiet zone not counted. */
const modulesOf = (text: string) => qrcode.create(text, { errorCorrectionLevel: 'M' }).modules;

const heightOf = (mark: PaperMark): number => {
  if (mark.kind === 'text') return CELL * mark.height + 10;
  if (mark.kind === 'picture') return mark.rows;
  if (mark.kind === 'code') return modulesOf(mark.text).size * mark.moduleDots;
  return mark.kind === 'feed' ? mark.dots : 0;
};

/** Where something of this width begins on the paper. */
const leftOf = (align: 0 | 1 | 2, width: number, dots: number): number =>
  MARGIN + (align === 1 ? (dots - width) / 2 : align === 2 ? dots - width : 0);

/** Draws the marks of one receipt as they would stand on paper of so many dots; a PNG at one pixel a dot. */
export function drawPaper(marks: readonly PaperMark[], dots: number): Uint8Array {
  const height = marks.reduce((sum, mark) => sum + heightOf(mark), 2 * MARGIN);
  const canvas = createCanvas(dots + 2 * MARGIN, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fffef8';
  context.fillRect(0, 0, canvas.width, height);
  context.fillStyle = '#111111';
  let y = MARGIN;
  for (const mark of marks) {
    if (mark.kind === 'text') {
      const cells = [...mark.text].map((character) => (character <= '~' ? CELL / 2 : CELL) * mark.width);
      const width = cells.reduce((sum, cell) => sum + cell, 0);
      let x = leftOf(mark.align, width, dots);
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
    if (mark.kind === 'code') {
      const modules = modulesOf(mark.text);
      const { moduleDots } = mark;
      const left = leftOf(mark.align, modules.size * moduleDots, dots);
      for (let row = 0; row < modules.size; row++)
        for (let column = 0; column < modules.size; column++)
          if (modules.get(row, column))
            context.fillRect(left + column * moduleDots, y + row * moduleDots, moduleDots, moduleDots);
    }
    y += heightOf(mark);
  }
  return canvas.toBuffer('image/png');
}

/** QR codes on the paper: those the printer drew itself, and those among the pictures. */
export const codesOn = (marks: readonly PaperMark[]): string[] => [
  ...marks.flatMap((mark) => (mark.kind === 'code' ? [mark.text] : [])),
  ...codesInPictures(marks)
];

/** Strips that follow each other are one picture. */
function codesInPictures(marks: readonly PaperMark[]): string[] {
  const pictures: { bytesPerRow: number; rows: number; bits: Uint8Array }[] = [];
  let open = false;
  for (const mark of marks) {
    const last = pictures.at(-1);
    if (mark.kind !== 'picture') open = false;
    else if (open && last?.bytesPerRow === mark.bytesPerRow) {
      last.bits = Buffer.concat([last.bits, mark.bits]);
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
