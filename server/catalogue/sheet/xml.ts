import { SaxesParser } from 'saxes';
import { LIMITS } from './grid.ts';
import type { PartReader } from './unpack.ts';

/** What is heard of a part of a workbook. Names come without the prefix of their namespace. */
export interface XmlEars {
  opens?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  closes?(name: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML as its bytes come. A document type is refused, and with it every entity of its own: no workbook has one.
 * `goOn` is asked before each piece.
 */
export function xmlReader(ears: XmlEars, goOn: () => boolean = () => true): PartReader {
  let state: ReturnType<PartReader> = 'more';
  let tags = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const refuse = () => {
    state = 'damaged';
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  const hear = (listen: () => void) => {
    if (state === 'more' && goOn()) listen();
  };
  parser.on('opentag', ({ name, attributes }) => {
    if (++tags > LIMITS.tags && state === 'more') state = 'too-large';
    hear(() => ears.opens?.(localName(name), attributes));
  });
  if (ears.text) {
    parser.on('text', (text) => hear(() => ears.text?.(text)));
    parser.on('cdata', (text) => hear(() => ears.text?.(text)));
  }
  if (ears.closes) parser.on('closetag', ({ name }) => hear(() => ears.closes?.(localName(name))));
  return (bytes, last) => {
    try {
      parser.write(decoder.decode(bytes, { stream: !last }));
      if (last) parser.close();
    } catch {
      refuse();
    }
    return state === 'more' && !goOn() ? 'end' : state;
  };
}

const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
/** Control characters and halves of characters: XML has no way to write them. */
const UNWRITABLE = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Text of a cell as spreadsheets write it: signs that XML has none of stand as `_x000D_`. Line ends become `\n`. */
export const cellText = (written: string): string =>
  written.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\r\n?/g, '\n');

/** The same way back. */
export const writtenText = (text: string): string =>
  text
    .replace(ESCAPED, (whole) => `_x005F${whole}`)
    .replace(UNWRITABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
