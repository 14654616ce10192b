import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { parseSlipCode } from '../../server/contract/case-number.ts';
import { digestOf, verifyNotice } from '../../server/contract/notice-code.ts';
import type { Slip } from '../../server/contract/slip.ts';
import { slip, slipKey } from '../../tests/fixtures/slip.ts';
import { characterSet, encodeText, widthOf } from './character-set.ts';
import { encodeReceipt } from './codec.ts';
import { PAPER_58, PAPER_80, type PrinterProfile } from './profiles.ts';
import { moduleDots } from './raster.ts';
import type { PaperMark } from './sim/commands.ts';
import { createInterpreter } from './sim/interpreter.ts';
import { codesOn } from './sim/paper.ts';
import { layOutSlip } from './slip-layout.ts';
import { wrap } from './wrap.ts';

const marksOf = (bytes: Uint8Array, dots = 576): PaperMark[] =>
  createInterpreter({ dots })
    .push(bytes)
    .flatMap((effect) => (effect.kind === 'mark' ? [effect.mark] : []));
const print = (of: Slip, profile: PrinterProfile, reprint = false) =>
  marksOf(encodeReceipt(layOutSlip(of, reprint, profile), profile, null), profile.dots);
const textOf = (marks: readonly PaperMark[]) =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join('\n');

const GBK = { font: 'gbk', fourByteCodes: false } as const;
const GB2312 = { font: 'gb2312', fourByteCodes: false } as const;

describe('the character set', () => {
  it('has the 21,725 two-byte characters of GBK at most, and none that needs four bytes', () => {
    expect(encodeText('办件编号 A1', GBK)).toEqual([...Buffer.from('b0ecbcfeb1e0bac5204131', 'hex')]);
    for (const character of ['㛃', '𠅤', '\ue863', '😀', '𬭚']) expect(encodeText(character, GBK)).toBeNull();
    expect(encodeText('¥', GBK)).toEqual([0xa3, 0xa4]);
  });

  it('is smaller on old printers', () => {
    expect(encodeText('镕', GBK)).not.toBeNull();
    expect(encodeText('镕', GB2312)).toBeNull();
    // GB 2312-80: 682 signs and 6763 characters; and the ¥ that is printed as ￥.
    expect(characterSet(GB2312).size).toBe(682 + 6763 + 1);
  });

  it('does not trust codes that printers disagree upon', () => {
    for (const character of ['䶮', '︐', '〾', '\uf92c']) expect(encodeText(character, GBK), character).toBeNull();
  });

  it('breaks no character in two, and leaves no mark at the head of a line', () => {
    expect(wrap('龙龙龙𠅤，好', 8)).toEqual(['龙龙龙', '𠅤，好']);
    expect(wrap('一二三”。好', 6)).toEqual(['一二', '三”。', '好']);
    expect(wrap('12月3日（星期四）前办好', 10)).toEqual(['12月3日', '（星期四）', '前办好']);
  });

  it('breaks lines by columns, keeps numbers whole and closes marks with what they close', () => {
    const lines = wrap('请在2026年12月3日以前带身份证到服务窗口，办理。', 16);
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(16);
      expect('，。').not.toContain(line[0]);
    }
    expect(lines.join('')).toBe('请在2026年12月3日以前带身份证到服务窗口，办理。');
    expect(lines.some((line) => line.includes('2026'))).toBe(true);
  });
});

describe.each([
  ['80 mm', PAPER_80],
  ['58 mm', PAPER_58]
])('a slip on %s', (_, profile) => {
  it('says everything that it has to, within the paper', () => {
    const marks = print(slip, profile);
    const text = textOf(marks).replaceAll('\n', '').replaceAll(' ', '');
    for (const part of ['收件回执', '高龄津贴申请', '12月3日（星期四）前办好', '员一', '048213', '福*长'])
      expect(text).toContain(part);
    expect(text).toContain('330102016001202611240001'.slice(0, 24));
    for (const mark of marks) if (mark.kind === 'text') expect(mark.isFull, mark.text).toBe(false);
    expect(marks.at(-1)).toEqual({ kind: 'cut', how: 'partial' });
  });

  it('carries a code that reads back as what the centre signed', async () => {
    const [code = ''] = codesOn(print(slip, profile));
    expect(parseSlipCode(code)).toBe(slip.caseNumber);
    const verified = await verifyNotice([slipKey], code);
    expect(verified).toMatchObject({ ok: true, value: { number: slip.number, kind: slip.kind } });
    expect(verified.ok && verified.value.digest).toBe(await digestOf(slip));
  });

  it('has modules of three quarters of a millimetre, whole and with their white', () => {
    const { modules } = qrcode.create(slip.code, { errorCorrectionLevel: 'M' });
    // Eight dots to the millimetre.
    expect(moduleDots(modules.size, profile.dots, 6)).toBe(6);
  });

  it('never prints a name as question marks', () => {
    const marks = print({ ...slip, applicant: '龙𠅤㛃' }, profile);
    expect(textOf(marks)).not.toContain('?');
    expect(textOf(marks)).not.toContain('申请人：');
    expect(marks.filter((mark) => mark.kind === 'picture').length).toBeGreaterThanOrEqual(2);
  });
});

it.each([PAPER_80, PAPER_58])('prints nothing larger than what has to be remembered', (profile) => {
  const lines = layOutSlip(slip, false, profile).flatMap((line) => (line.kind === 'text' ? [line] : []));
  const largest = lines.filter(({ scale }) => scale === 3).map(({ text }) => text);
  expect(largest.join('')).toBe(slip.headline);
});

it('writes a character that nobody can print as its code point, within the paper', () => {
  const applicant = '\ue863\ud840'.repeat(12);
  const lines = layOutSlip({ ...slip, applicant }, false, PAPER_58).flatMap((line) =>
    'text' in line ? [line.text] : []
  );
  expect(lines.join('').replaceAll(' ', '')).toContain('〔U+E863〕〔U+D840〕'.repeat(12));
  for (const line of lines.slice(0, -3)) expect(widthOf(line), line).toBeLessThanOrEqual(PAPER_58.columns);
});

it('gives a label that is long a line of its own', () => {
  const rows = [{ label: '一个非常非常长的标签名称共有十六字', text: '七个工作日之内' }];
  const text = textOf(print({ ...slip, rows }, PAPER_58));
  expect(text).toContain('\n  七个工作日之内\n');
});

it('prints a slip of rare characters only, however long', () => {
  const rows = Array.from({ length: 90 }, () => ({ label: '𠅤', text: '㛃'.repeat(20) }));
  const bytes = encodeReceipt(layOutSlip({ ...slip, rows }, false, PAPER_80), PAPER_80, null);
  expect(bytes.length).toBeGreaterThan(150_000);
  expect(codesOn(marksOf(bytes))).toEqual([slip.code]);
});

it.each([PAPER_80, PAPER_58])(
  'leaves the code to a printer that draws its own, with room for how it packs it',
  (profile) => {
    const native = { ...profile, code: 'native' } as const;
    const marks = print(slip, native);
    expect(marks.filter(({ kind }) => kind === 'picture')).toEqual([]);
    expect(codesOn(marks)).toEqual([slip.code]);
    const bytes = Buffer.from(encodeReceipt(layOutSlip(slip, false, native), native, null));
    const side = bytes[bytes.indexOf(Buffer.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43)) + 7] ?? 0;
    const [largest] = [qrcode.create([{ data: Buffer.from(slip.code), mode: 'byte' }], { errorCorrectionLevel: 'M' })];
    expect((largest.modules.size + 8) * side).toBeLessThanOrEqual(profile.dots);
  }
);

it('a second copy says so', () => {
  expect(textOf(print(slip, PAPER_80, true))).toContain('补打');
  expect(textOf(print(slip, PAPER_80))).not.toContain('补打');
});

it.each([1, 2, 3, 5, 64, 1000])('reads the same in pieces of %i bytes', (size) => {
  const bytes = encodeReceipt(layOutSlip({ ...slip, applicant: '龙𠅤' }, false, PAPER_80), PAPER_80, null);
  const interpreter = createInterpreter();
  const effects: unknown[] = [];
  for (let start = 0; start < bytes.length; start += size)
    effects.push(...interpreter.push(bytes.slice(start, start + size)));
  expect(effects).toEqual(createInterpreter().push(bytes));
});

describe('what a model has of its own', () => {
  const hexOf = (profile: PrinterProfile) =>
    Buffer.from(encodeReceipt(layOutSlip(slip, false, profile), profile, null)).toString('hex');

  it.each([
    ['partial', /1b4a301d564200$/],
    ['full', /1b4a301d564100$/],
    ['old-partial', /1b4a301b6d$/],
    ['old-full', /1b4a301b69$/],
    ['none', /1b4a30$/]
  ] as const)('a knife: %s', (cutter, end) => {
    expect(hexOf({ ...PAPER_80, cutter })).toMatch(end);
  });

  it('a long way to the bar', () => {
    expect(hexOf({ ...PAPER_80, cutter: 'none', feedDots: 300 })).toMatch(/1b4aff1b4a2d$/);
  });

  it('a way to begin', () => {
    expect(hexOf(PAPER_80)).toMatch(/^1b401c26/);
    expect(hexOf({ ...PAPER_80, start: '1D 61 00 1C 26' })).toMatch(/^1b401d61001c26/);
  });

  it('Chinese that has a size of its own: the title is as large as elsewhere, and nothing three times', () => {
    const profile: PrinterProfile = { ...PAPER_80, chineseSize: 'own' };
    const marks = createInterpreter({ chineseSize: 'own' })
      .push(encodeReceipt(layOutSlip(slip, false, profile), profile, null))
      .flatMap((effect) => (effect.kind === 'mark' && effect.mark.kind === 'text' ? [effect.mark] : []));
    const sizes = new Map(marks.flatMap(({ runs }) => runs.map(({ text, width, height }) => [text, [width, height]])));
    expect(sizes.get('收件回执')).toEqual([2, 2]);
    expect(Math.max(...[...sizes.values()].flat())).toBe(2);
  });

  it('four bytes for a rare character, in the line with the others', () => {
    const profile: PrinterProfile = { ...PAPER_80, font: 'gb18030', fourByteCodes: true };
    const bytes = encodeReceipt(layOutSlip({ ...slip, applicant: '龙㛃' }, false, profile), profile, null);
    expect(Buffer.from(bytes).toString('hex')).toContain('c1fa8230b7310a');
  });
});

it('a picture holds nothing that a printer would take for a real-time command', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    label: String.fromCodePoint(0x3400 + 7 * index),
    text: String.fromCodePoint(...Array.from({ length: 18 }, (_, at) => 0x3500 + 18 * index + at))
  }));
  const bytes = encodeReceipt(layOutSlip({ ...slip, rows }, false, PAPER_80), PAPER_80, null);
  const commands = bytes.filter((byte, at) => byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0));
  expect(commands).toHaveLength(0);
});

it.each([PAPER_80, PAPER_58])('a long code is drawn smaller, and reads', (profile) => {
  const code = `https://example.cn/r/${'x'.repeat(200)}`;
  for (const by of ['raster', 'native'] as const)
    expect(codesOn(print({ ...slip, code }, { ...profile, code: by }))).toEqual([code]);
});
