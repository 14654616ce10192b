import type { PrinterProfile } from './profiles.ts';

/**
 * Two-byte codes of GB 18030 that printers' fonts hold, worked out from the platform's own decoder. Left out: private use,
 * four-byte codes, and the row FE, which many font chips lack.
 */
function build(font: PrinterProfile['font']): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const codes = new Map<string, readonly [number, number]>();
  const [firstLead, lastLead] = font === 'gb2312' ? [0xa1, 0xf7] : [0x81, 0xfd];
  for (let lead = firstLead; lead <= lastLead; lead++)
    for (let trail = font === 'gb2312' ? 0xa1 : 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      try {
        const text = decoder.decode(Uint8Array.of(lead, trail));
        const point = text.codePointAt(0) ?? 0;
        const isPrivate = point >= 0xe000 && point <= 0xf8ff;
        if ([...text].length === 1 && !isPrivate && !codes.has(text)) codes.set(text, [lead, trail]);
      } catch {
        // This pair is no character.
      }
    }
  // U+00A5 has four bytes in GB 18030; printers without them print nonsense.
  const yen = codes.get('￥');
  if (yen) codes.set('¥', yen);
  return codes;
}

const sets = new Map<PrinterProfile['font'], ReadonlyMap<string, readonly [number, number]>>();

/** The characters that a printer's own font can print, with their codes. */
export function characterSet(font: PrinterProfile['font']): ReadonlyMap<string, readonly [number, number]> {
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

/** Marks that do not begin a line, and those that do not end one. */
const NOT_FIRST = '，。、；：？！）》」』”’%…—';
const NOT_LAST = '（《「『“‘';

/** Breaks a text into lines of so many columns. Digits and Latin words stay together where they fit on a line. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of paragraph.match(/[\x21-\x7e]+|[\s\S]/gu) ?? []) {
      const parts = widthOf(piece) > columns ? [...piece] : [piece];
      for (const part of parts) {
        if (widthOf(line) + widthOf(part) <= columns) line += part;
        else if (NOT_FIRST.includes(part) && line.length > 1) {
          lines.push(line.slice(0, -1));
          line = line.slice(-1) + part;
        } else {
          const held = NOT_LAST.includes(line.at(-1) ?? '·') ? (line.at(-1) ?? '') : '';
          lines.push(held ? line.slice(0, -1) : line);
          line = held + (part === ' ' ? '' : part);
        }
      }
    }
    lines.push(line);
  }
  return lines.map((line) => line.trimEnd());
}
