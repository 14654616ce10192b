import type { PrinterProfile } from './profiles.ts';

type Code = readonly [number, number];

const within = (value: number, first: number, last: number): boolean => value >= first && value <= last;

/** GB 2312-80: 682 signs in rows 1 to 9, 6763 characters in rows 16 to 87. GBK put more signs between the old ones. */
function isGb2312(lead: number, trail: number): boolean {
  if (trail < 0xa1) return false;
  switch (lead) {
    case 0xa2:
      return within(trail, 0xb1, 0xe2) || within(trail, 0xe5, 0xee) || within(trail, 0xf1, 0xfc);
    case 0xa6:
      return within(trail, 0xa1, 0xb8) || within(trail, 0xc1, 0xd8);
    case 0xa8:
      return within(trail, 0xa1, 0xba) || within(trail, 0xc5, 0xe9);
    default:
      return within(lead, 0xa1, 0xa9) || within(lead, 0xb0, 0xf7);
  }
}

/** The parts of GBK that printers' fonts agree upon: rows A1–F7 with their extensions to both sides, without row FE. */
const isGbk = (lead: number, trail: number): boolean =>
  (within(lead, 0xa1, 0xf7) && trail >= 0xa1) ||
  within(lead, 0x81, 0xa0) ||
  (within(lead, 0xaa, 0xfc) && trail <= 0xa0) ||
  (lead === 0xfd && trail <= 0x9b);

/** Left out: private use, and upright forms (U+FE10–FE19), whose codes meant private use to older fonts. */
const isDisputed = (point: number): boolean => within(point, 0xe000, 0xf8ff) || within(point, 0xfe10, 0xfe19);

/** Two-byte codes that a printer's font holds, worked out from the platform's own decoder of GB 18030. */
function build(font: PrinterProfile['font']): ReadonlyMap<string, Code> {
  const decoder = new TextDecoder('gb18030');
  const isHeld = font === 'gb2312' ? isGb2312 : isGbk;
  const codes = new Map<string, Code>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f || !isHeld(lead, trail)) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const isOne = [...text].length === 1 && text !== '\ufffd';
      if (isOne && !isDisputed(text.codePointAt(0) ?? 0) && !codes.has(text)) codes.set(text, [lead, trail]);
    }
  // U+00A5 has four bytes in GB 18030; printers without them print nonsense.
  const yen = codes.get('￥');
  if (yen) codes.set('¥', yen);
  return codes;
}

const sets = new Map<PrinterProfile['font'], ReadonlyMap<string, Code>>();

/** The characters that a printer's own font can print, with their codes. */
export function characterSet(font: PrinterProfile['font']): ReadonlyMap<string, Code> {
  const known = sets.get(font) ?? build(font);
  sets.set(font, known);
  return known;
}

export const isAscii = (character: string): boolean => character >= ' ' && character <= '~';

/** Columns a text takes: one for ASCII, two for anything else. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (isAscii(character) ? 1 : 2), 0);

/** Bytes of a text in a printer's character set; null where one character is not in it. */
export function encodeText(text: string, font: PrinterProfile['font']): Uint8Array | null {
  const set = characterSet(font);
  const bytes: number[] = [];
  for (const character of text) {
    if (isAscii(character)) bytes.push(character.charCodeAt(0));
    else {
      const code = set.get(character);
      if (!code) return null;
      bytes.push(...code);
    }
  }
  return Uint8Array.from(bytes);
}
