import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unpackDebian } from '../../tests/debian.ts';
import { openTypefaces, printable } from './typefaces.ts';

const packaged = openTypefaces('/nowhere');

describe('without any fonts but the packaged one', () => {
  it.each([
    ['龙𠅤㛃', '龙𠅤㛃'],
    ['𠮷', '〔U+20BB7〕'],
    ['\ue863\ud840', '〔U+E863〕〔U+D840〕'],
    ['😀', '〔U+1F600〕'],
    ['e\u0301', 'é'],
    ['q\u0301', 'q〔U+0301〕'],
    ['葛\u{e0100}', '葛〔U+E0100〕'],
    ['אב', '〔U+05D0〕〔U+05D1〕'],
    ['一\u200b二', '一〔U+200B〕二'],
    ['\u3164', '〔U+3164〕'],
    ['一\t二\u00a0三\u3000四', '一 二 三\u3000四'],
    ['一\n二', '一\n二']
  ])('%s is written %s', (text, written) => {
    expect(printable(text, packaged)).toBe(written);
  });

  it('what the printer has itself stays as it is', () => {
    expect(printable('𠮷a', packaged, (character) => character === '𠮷')).toBe('𠮷a');
  });

  it('a glyph that is wider than its cell is not drawn over its neighbour', () => {
    expect(printable('⸻', packaged)).toBe('〔U+2E3B〕');
  });
});

describe('with the fonts of Debian', () => {
  it('characters of all extensions are drawn, each with the first font that has it', () => {
    const folder = unpackDebian('receipt-fonts', ['fonts-hanazono', 'fonts-babelstone-han']);
    const installed = openTypefaces(join(folder, 'usr/share/fonts/truetype'));
    const fontOf = (character: string) => installed.of(character)?.family.split('/').at(-1);
    expect(['龙', '𠮷', '𪜀', '鿿', '𰻝'].map(fontOf)).toEqual([
      'NotoSansSC_500Medium.ttf',
      'HanaMinA.ttf',
      'HanaMinB.ttf',
      'BabelStoneHan.ttf',
      'NotoSansSC_500Medium.ttf'
    ]);
    // Extension B, whole; private use, which fonts fill as they please, never.
    for (let point = 0x20000; point <= 0x2a6df; point += 61)
      expect(installed.of(String.fromCodePoint(point)), point.toString(16)).not.toBeNull();
    for (const point of [0xe000, 0xe863, 0xf8ff, 0xf0000]) expect(fontOf(String.fromCodePoint(point))).toBeUndefined();
  }, 60_000);
});
