import type { PrinterProfile } from './profiles.ts';

/** What a printer's font holds, and in which codes it may be asked for it. */
export type Alphabet = Pick<PrinterProfile, 'font' | 'fourByteCodes'>;

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

/** CJK Extension A, which GB 18030-2000 already asks of every font. */
const isExtensionA = (point: number): boolean => within(point, 0x3400, 0x4db5);

/** All codes of one kind, decoded by the platform: the code of a character, for those that `isHeld` and `isWanted` take. */
function collect(
  codes: readonly (readonly number[])[],
  isWanted: (point: number) => boolean,
  into: Map<string, readonly number[]>
): void {
  const text = new TextDecoder('gb18030').decode(Uint8Array.from(codes.flat()));
  for (const [index, character] of [...text].entries()) {
    const code = codes[index];
    if (code && isWanted(character.codePointAt(0) ?? 0) && !into.has(character)) into.set(character, code);
  }
}

function twoByteCodes(isHeld: (lead: number, trail: number) => boolean): number[][] {
  const codes: number[][] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f && isHeld(lead, trail)) codes.push([lead, trail]);
  return codes;
}

/** The four-byte codes that begin with 81 or 82: Extension A lies among them (GB 18030, four-byte part, 8139EE39–82358738). */
function fourByteCodes(): number[][] {
  const codes: number[][] = [];
  for (const first of [0x81, 0x82])
    for (let second = 0x30; second <= 0x39; second++)
      for (let third = 0x81; third <= 0xfe; third++)
        for (let fourth = 0x30; fourth <= 0x39; fourth++) codes.push([first, second, third, fourth]);
  return codes;
}

function build({ font, fourByteCodes: takesFourBytes }: Alphabet): ReadonlyMap<string, readonly number[]> {
  const set = new Map<string, readonly number[]>();
  collect(twoByteCodes(font === 'gb2312' ? isGb2312 : isGbk), (point) => !isDisputed(point), set);
  if (takesFourBytes) collect(fourByteCodes(), isExtensionA, set);
  // U+00A5 has four bytes in GB 18030; printers without them print nonsense.
  const yen = set.get('￥');
  if (yen) set.set('¥', yen);
  return set;
}

const sets = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** The characters beyond ASCII that a printer's own font can print, with their codes. */
export function characterSet(alphabet: Alphabet): ReadonlyMap<string, readonly number[]> {
  const key = `${alphabet.font} ${alphabet.fourByteCodes}`;
  const known = sets.get(key) ?? build(alphabet);
  sets.set(key, known);
  return known;
}

export const isAscii = (character: string): boolean => within(character.charCodeAt(0), 0x20, 0x7e);

/** Columns a text takes: one for ASCII, two for anything else. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += isAscii(character) ? 1 : 2;
  return width;
}

/** Bytes of a text in a printer's character set; null where one character is not in it. */
export function encodeText(text: string, alphabet: Alphabet): number[] | null {
  const set = characterSet(alphabet);
  const bytes: number[] = [];
  for (const character of text) {
    if (isAscii(character)) bytes.push(character.charCodeAt(0));
    else {
      const code = set.get(character);
      if (!code) return null;
      bytes.push(...code);
    }
  }
  return bytes;
}
