import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { create, type Font } from 'fontkit';
import { isAscii } from './character-set.ts';

/** One-bit pictures, a row of whole bytes at a time, a set bit is black. */
export interface Bitmap {
  readonly bytesPerRow: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** Fonts for what a printer's own does not have. Debian's Hanazono fonts are used where they are installed. */
const PACKAGED = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'
);
const INSTALLED = [
  '/usr/share/fonts/truetype/hanazono/HanaMinA.ttf',
  '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf'
];

interface Face {
  readonly family: string;
  readonly font: Font;
}
let faces: readonly Face[] | null = null;

function loadFaces(): readonly Face[] {
  faces ??= [PACKAGED, ...INSTALLED.filter(existsSync)].map((path, index) => {
    const family = `receipt-${index}`;
    GlobalFonts.registerFromPath(path, family);
    const font = create(readFileSync(path));
    if ('fonts' in font) throw new TypeError(`${path} holds several fonts`);
    return { family, font };
  });
  return faces;
}

/** Private use has no agreed shape: a font that draws one would draw its own. */
const isPrivate = (point: number): boolean => (point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000;

function faceOf(character: string): Face | undefined {
  const point = character.codePointAt(0) ?? 0;
  return isPrivate(point) ? undefined : loadFaces().find(({ font }) => font.hasGlyphForCodePoint(point));
}

/**
 * A text that can be printed: characters that neither the printer (`isHeld`) nor any font here has are written as their code
 * point, never as a box or a `?`. Control characters become blanks; line breaks stay.
 */
export function printable(text: string, isHeld: (character: string) => boolean = () => false): string {
  return [...text]
    .map((character) => {
      if (/[\n ]/.test(character) || isHeld(character)) return character;
      if (/\p{Cc}/u.test(character)) return ' ';
      if (faceOf(character)) return character;
      return `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;
    })
    .join('');
}

const DARK = 140;
/** White below a line, so that a drawn one stands as far from the next as a printed one. */
const LEADING_DOTS = 10;

/**
 * Draws one line of text in dots: full-width characters in cells of `size` dots, ASCII in half of that, like the printer's
 * own font, so that columns still stand under each other.
 */
export function rasterLine(
  text: string,
  options: { readonly dots: number; readonly size: number; readonly left: number }
): Bitmap {
  const { dots, size, left } = options;
  const bytesPerRow = Math.ceil(dots / 8);
  const rows = size + Math.max(LEADING_DOTS, Math.ceil(size / 4));
  const canvas = createCanvas(bytesPerRow * 8, rows);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, rows);
  context.fillStyle = '#000000';
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  const list = loadFaces();
  let x = left;
  for (const character of text) {
    const width = isAscii(character) ? size / 2 : size;
    const face = faceOf(character) ?? list[0];
    if (face && character !== ' ') {
      context.font = `${Math.round(size * 0.96)}px ${face.family}`;
      context.fillText(character, x + width / 2, size * 0.98);
      // Hairlines of a book font vanish on thermal paper.
      if (face !== list[0]) {
        context.lineWidth = 0.8;
        context.strokeText(character, x + width / 2, size * 0.98);
      }
    }
    x += width;
  }
  const { data } = context.getImageData(0, 0, canvas.width, rows);
  const bits = new Uint8Array(bytesPerRow * rows);
  for (let index = 0; index < canvas.width * rows; index++)
    if ((data[4 * index] ?? 255) < DARK) {
      const row = Math.floor(index / canvas.width);
      const column = index % canvas.width;
      const at = row * bytesPerRow + (column >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (column & 7));
    }
  return { bytesPerRow, rows, bits };
}

/** Puts black squares on a bitmap of `dots` width, centred: a QR code's modules. */
export function rasterModules(
  modules: { readonly size: number; get(row: number, column: number): number },
  dots: number,
  moduleDots: number
): Bitmap {
  const bytesPerRow = Math.ceil(dots / 8);
  const quiet = 4 * moduleDots;
  const side = modules.size * moduleDots;
  const rows = side + 2 * quiet;
  const left = Math.floor((dots - side) / 2);
  const bits = new Uint8Array(bytesPerRow * rows);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (modules.get(Math.floor(y / moduleDots), Math.floor(x / moduleDots))) {
        const at = (y + quiet) * bytesPerRow + ((left + x) >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> ((left + x) & 7));
      }
  return { bytesPerRow, rows, bits };
}
