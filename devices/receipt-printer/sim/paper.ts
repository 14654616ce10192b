import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import type { PaperMark } from './commands.ts';
import { type Align, cellOf, type PrintedLine, type Run } from './print-buffer.ts';

const MARGIN = 24;
const CELL = 24;
const FAMILY = 'paper';
GlobalFonts.registerFromPath(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  FAMILY
);
/** Above the foot of a character's cell. */
const BASELINE = 0.12;

const isDot = (bits: Uint8Array, bytesPerRow: number, x: number, y: number): boolean =>
  (((bits[y * bytesPerRow + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;

const heightOf = (mark: PaperMark): number => {
  switch (mark.kind) {
    case 'text':
      return mark.feed;
    case 'picture':
      return mark.rows;
    case 'code':
      return mark.modules.size * mark.moduleDots;
    case 'feed':
      return mark.dots;
    case 'cut':
      return 0;
  }
};

/** Where something of this width begins in an area. */
const leftOf = (align: Align, width: number, area: number): number =>
  align === 1 ? Math.floor((area - width) / 2) : align === 2 ? area - width : 0;

const widthOfRun = ({ text, width }: Run): number =>
  [...text].reduce((sum, character) => sum + cellOf(character, width), 0);

function drawLine(context: SKRSContext2D, line: PrintedLine, top: number): void {
  const { runs, align, area, left } = line;
  const width = Math.max(...runs.map((run) => run.x + widthOfRun(run)));
  const tallest = Math.max(...runs.map(({ height }) => height));
  context.textAlign = 'center';
  for (const run of runs) {
    let x = MARGIN + left + leftOf(align, width, area) + run.x;
    context.font = `${run.bold ? 'bold ' : ''}${CELL}px ${FAMILY}`;
    for (const character of run.text) {
      const cell = cellOf(character, run.width);
      context.save();
      context.translate(x + cell / 2, top + CELL * tallest - CELL * BASELINE * run.height);
      context.scale(run.width, run.height);
      context.fillText(character, 0, 0, cell / run.width);
      context.restore();
      x += cell;
    }
  }
}

function drawMark(context: SKRSContext2D, mark: PaperMark, top: number, dots: number): void {
  if (mark.kind === 'text') drawLine(context, mark, top);
  if (mark.kind === 'picture') {
    const { bits, bytesPerRow, rows, align } = mark;
    const left = MARGIN + leftOf(align, bytesPerRow * 8, dots);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < bytesPerRow * 8; column++)
        if (isDot(bits, bytesPerRow, column, row)) context.fillRect(left + column, top + row, 1, 1);
  }
  if (mark.kind === 'code') {
    const { modules, moduleDots, align } = mark;
    const left = MARGIN + leftOf(align, modules.size * moduleDots, dots);
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        if (modules.get(row, column))
          context.fillRect(left + column * moduleDots, top + row * moduleDots, moduleDots, moduleDots);
  }
}

/** Draws the marks of one receipt as they would stand on paper of so many dots; a PNG at one pixel a dot. */
export function drawPaper(marks: readonly PaperMark[], dots: number): Uint8Array {
  const height = marks.reduce((sum, mark) => sum + heightOf(mark), 2 * MARGIN);
  const canvas = createCanvas(dots + 2 * MARGIN, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fffef8';
  context.fillRect(0, 0, canvas.width, height);
  context.fillStyle = '#111111';
  let top = MARGIN;
  for (const mark of marks) {
    drawMark(context, mark, top, dots);
    top += heightOf(mark);
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
  return pictures.flatMap(codeIn);
}

function codeIn({ bytesPerRow, rows, bits }: { bytesPerRow: number; rows: number; bits: Uint8Array }): string[] {
  const width = bytesPerRow * 8;
  // A border of white, as paper has it.
  const border = 24;
  const side = width + 2 * border;
  const pixels = new Uint8ClampedArray(side * (rows + 2 * border) * 4).fill(255);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < width; column++) {
      const at = ((row + border) * side + column + border) * 4;
      if (isDot(bits, bytesPerRow, column, row)) pixels.fill(0, at, at + 3);
    }
  const found = decode(pixels, side, rows + 2 * border);
  return found ? [found.data] : [];
}

/** The package is CommonJS; Node and the bundlers disagree about where its function is. */
const decode = ((jsqr as unknown as { default?: typeof jsqr.default }).default ?? jsqr) as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number
) => { readonly data: string } | null;
