import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { create } from 'fontkit';

/** A font under the name by which pictures are drawn with it. */
export interface Typeface {
  readonly family: string;
  /** A book font, whose hairlines vanish on thermal paper. */
  readonly isThin: boolean;
}

/** Fonts for what a printer's own does not have, in the order in which they are asked. */
export interface Typefaces {
  /** What draws a character; null where nothing here does. */
  of(character: string): Typeface | null;
}

const PACKAGED = '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf';
/** Where Debian puts fonts-hanazono (Extensions B to F) and fonts-babelstone-han (the end of the first plane, G, H). */
const DEBIAN = ['hanazono/HanaMinA.ttf', 'hanazono/HanaMinB.ttf', 'babelstone/BabelStoneHan.ttf'];

/** A glyph that is wider than the square it is given would lie over its neighbour. */
const WIDEST_EM = 1.05;

/** Private use has no agreed shape, and marks stand on something else: what a font draws for them alone means nothing. */
const MEANS_NOTHING_ALONE = /[\p{Co}\p{M}]/u;

interface OpenTypeface extends Typeface {
  draws(point: number): boolean;
}

function open(path: string, isThin: boolean): OpenTypeface {
  const font = create(readFileSync(path));
  if ('fonts' in font) throw new TypeError(`${path} holds several fonts`);
  const family = `receipt ${path}`;
  GlobalFonts.registerFromPath(path, family);
  return {
    family,
    isThin,
    draws(point) {
      if (!font.hasGlyphForCodePoint(point)) return false;
      const glyph = font.glyphForCodePoint(point);
      // Fonts have empty glyphs too, for what is meant to be invisible: a name must not lose anything in silence.
      return glyph.path.commands.length > 0 && glyph.advanceWidth <= WIDEST_EM * font.unitsPerEm;
    }
  };
}

/**
 * The packaged font, and those of Debian where they are installed below `fonts`. Each is opened at the first character that
 * those before it lack: together they are a hundred megabytes.
 */
export function openTypefaces(fonts = '/usr/share/fonts/truetype'): Typefaces {
  const closed = [
    { path: createRequire(import.meta.url).resolve(PACKAGED), isThin: false },
    ...DEBIAN.map((path) => ({ path: join(fonts, path), isThin: true })).filter(({ path }) => existsSync(path))
  ];
  const opened: OpenTypeface[] = [];
  const known = new Map<string, Typeface | null>();

  function find(character: string): Typeface | null {
    if (MEANS_NOTHING_ALONE.test(character)) return null;
    const point = character.codePointAt(0) ?? 0;
    for (const [index, { path, isThin }] of closed.entries()) {
      opened[index] ??= open(path, isThin);
      if (opened[index].draws(point)) return opened[index];
    }
    return null;
  }

  return {
    of(character) {
      const before = known.get(character);
      if (before !== undefined) return before;
      const found = find(character);
      known.set(character, found);
      return found;
    }
  };
}

/** Those of this machine. */
export const installedTypefaces = openTypefaces();

const codePointOf = (character: string): string =>
  `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;

/** A letter and the marks on it, as one character where Unicode has that one. */
const compose = (cluster: string): string => {
  const composed = cluster.normalize('NFC');
  return [...composed].length === 1 ? composed : cluster;
};

/**
 * A text that can be printed: characters that neither the printer (`isHeld`) nor any typeface has are written as their code
 * point, 〔U+20164〕, never as a box or a `?`. Control characters and odd blanks become blanks; line breaks stay.
 */
export function printable(
  text: string,
  typefaces: Typefaces,
  isHeld: (character: string) => boolean = () => false
): string {
  let printed = '';
  for (const character of text.replace(/\P{M}\p{M}+/gu, compose)) {
    if (character === '\n' || character === '\u3000' || isHeld(character)) printed += character;
    else if (/[\p{Cc}\p{Z}]/u.test(character)) printed += ' ';
    else printed += typefaces.of(character) ? character : codePointOf(character);
  }
  return printed;
}
