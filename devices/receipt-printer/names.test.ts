import { expect, it } from 'vitest';
import type { Slip } from '../../server/contract/slip.ts';
import { chance } from '../../tests/fixtures/chance.ts';
import { slip } from '../../tests/fixtures/slip.ts';
import { encodeReceipt } from './codec.ts';
import { PAPER_58, PAPER_80, type PrinterProfile } from './profiles.ts';
import { rasterLine } from './raster.ts';
import type { Model, PaperMark } from './sim/commands.ts';
import { createInterpreter } from './sim/interpreter.ts';
import { layOutSlip, type ReceiptLine } from './slip-layout.ts';
import { installedTypefaces } from './typefaces.ts';

/** What a name may be made of, from the usual to what no name has. First and last code point; `?` is in none of them. */
const PARTS: readonly (readonly [number, number])[] = [
  [0x4e00, 0x9fa5],
  [0x4e00, 0x9fa5],
  [0x9fa6, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2ebe0],
  [0x30000, 0x323af],
  [0xe000, 0xf8ff],
  [0xf0000, 0xf00ff],
  [0xd800, 0xdfff],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe1f],
  [0x1f600, 0x1f64f],
  [0x0300, 0x036f],
  [0xfe00, 0xfe0f],
  [0xe0100, 0xe01ef],
  [0x05d0, 0x05ea],
  [0x0627, 0x064a],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x0080, 0x00ff],
  [0xac00, 0xd7a3],
  [0x0000, 0x0009],
  [0x0040, 0x007e],
  [0xb7, 0xb7],
  [0x3000, 0x3000],
  [0xffe5, 0xffe5]
];

function nameOf(random: (below: number) => number): string {
  let name = '';
  for (let left = 1 + random(14); left > 0; left--) {
    const [first, last] = PARTS[random(PARTS.length)] ?? [0x4e00, 0x4e00];
    name += String.fromCodePoint(first + random(last - first + 1));
  }
  return name;
}

const PROFILES: readonly (readonly [string, PrinterProfile, Partial<Model>])[] = [
  ['80 mm', PAPER_80, {}],
  ['58 mm', PAPER_58, {}],
  ['GB 2312', { ...PAPER_58, font: 'gb2312' }, { font: 'gb2312' }],
  ['four bytes', { ...PAPER_80, font: 'gb18030', fourByteCodes: true }, { fourByteCodes: true }],
  ['Chinese with a size of its own', { ...PAPER_80, chineseSize: 'own' }, { chineseSize: 'own' }]
];

/** In the largest size, in bold and in a list too. */
const withName = (name: string): Slip => ({
  ...slip,
  applicant: name,
  headline: name,
  rows: [],
  lists: [{ title: name, entries: [name] }]
});

/** The lines of the name alone, as they are laid out: the first behind its label, the others indented under it. */
function nameLines(lines: readonly ReceiptLine[]): readonly string[] {
  const texts = lines.map((line) => (line.kind === 'text' ? line.text : null));
  const first = texts.findIndex((text) => text?.startsWith('申请人：'));
  const end = texts.findIndex((text, index) => index > first && !text?.startsWith(' '.repeat(8)));
  return texts.slice(first, end).map((text) => (text ?? '').slice(text?.startsWith('申') ? 4 : 8));
}

/** The name that a reader of the paper would write down, in which 〔U+20164〕 is one character; blanks do not count. */
const readBack = (lines: readonly string[]): string =>
  lines
    .join('')
    .replace(/〔U\+([0-9A-F]{4,6})〕/g, (_, point) => String.fromCodePoint(Number.parseInt(point, 16)))
    .normalize('NFC')
    .replace(/\s/g, '');
/** The same of what was given: what is no letter at all is a blank, and ¥ is printed as ￥. */
const given = (name: string): string =>
  name
    .replace(/\p{Cc}|\p{Z}/gu, '')
    .normalize('NFC')
    .replaceAll('¥', '￥');

/** Every line of text is on paper as itself, or as a picture with something on it; `marks` holds nothing else of kind text. */
function expectPrinted(lines: readonly ReceiptLine[], marks: readonly PaperMark[], name: string): void {
  const printed = marks.filter(({ kind }) => kind === 'text' || kind === 'picture');
  for (const line of lines) {
    if (line.kind === 'space' || (line.kind === 'text' && line.text === '')) continue;
    const next = printed.shift();
    if (line.kind === 'text' && next?.kind === 'text') expect(next.text, name).toBe(line.text.replaceAll('¥', '￥'));
    if (line.kind === 'text' && next?.kind === 'picture') {
      const strips = [next];
      // A tall line comes in strips; all but the last of them are whole.
      for (let last: PaperMark | undefined = next; last?.kind === 'picture' && last.rows === 64; ) {
        last = printed.shift();
        if (last?.kind === 'picture') strips.push(last);
      }
      const isBlank = strips.every(({ bits }) => bits.every((byte) => byte === 0));
      expect(isBlank, name).toBe(line.text.trim() === '');
    }
    if (line.kind === 'code') return;
    expect(['text', 'picture'], name).toContain(next?.kind);
  }
}

it.each(PROFILES)('a name prints right or as its code points, within the paper: %s', (_, profile, model) => {
  const random = chance(20_164);
  for (let turn = 0; turn < 150; turn++) {
    const name = nameOf(random);
    const lines = layOutSlip(withName(name), false, profile);
    const written = nameLines(lines);
    expect(readBack(written), JSON.stringify(name)).toBe(given(name));
    const marks = createInterpreter({ dots: profile.dots, ...model })
      .push(encodeReceipt(lines, profile, null))
      .flatMap((effect) => (effect.kind === 'mark' ? [effect.mark] : []));
    for (const mark of marks)
      if (mark.kind === 'text') expect([mark.isFull, mark.text.includes('?')], name).toEqual([false, false]);
    expectPrinted(lines, marks, JSON.stringify(name));
  }
});

it('characters that are drawn differ from each other: none of them is the box of a missing one', () => {
  const seen = new Set<string>();
  for (let point = 0x3400; point < 0x3700; point++)
    seen.add(
      Buffer.from(rasterLine(String.fromCodePoint(point), { size: 24, left: 0 }, installedTypefaces).bits).toString(
        'hex'
      )
    );
  expect(seen.size).toBe(0x300);
});
