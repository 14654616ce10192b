import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Model, type PaperMark, UnknownCommand } from './commands.ts';
import { createInterpreter } from './interpreter.ts';
import { codesOn } from './paper.ts';
import { cellOf } from './print-buffer.ts';

const fixture = (name: string) => new URL(`../../../tests/fixtures/escpos/receiptline-4.0.4_${name}`, import.meta.url);
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const read = (hex: string, model: Partial<Model> = {}): PaperMark[] =>
  createInterpreter(model)
    .push(bytesOf(hex))
    .flatMap((effect) => (effect.kind === 'mark' ? [effect.mark] : []));
const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

describe('a stream of another producer', () => {
  const marks = read(readFileSync(fixture('escpos_gb18030_80mm.bin')).toString('hex'));
  const svg = readFileSync(fixture('80mm.svg.txt'), 'utf8');
  /** What the producer's own picture of the same document draws, group by group: where, and what. */
  const groups = [...svg.matchAll(/<g transform="translate\((\d+),(\d+)\)">(.*?)<\/g>/g)].map(
    ([, x, y, what = '']) => ({
      x: Number(x),
      y: Number(y),
      what
    })
  );

  it('has every character where its own picture of the document has it', () => {
    const drawn = groups.flatMap(({ y, what }) => {
      const scale = Number(/scale\((\d)/.exec(what)?.[1] ?? 1);
      return [...what.matchAll(/<tspan x="(\d+)">([^<&])/g)].map(([, x, text]) => [text, Number(x) * scale, y]);
    });
    let bottom = 0;
    const printed = marks.flatMap((mark) => {
      if (mark.kind === 'picture') bottom += mark.rows;
      if (mark.kind !== 'text') return [];
      bottom += mark.feed;
      return mark.runs.flatMap(({ text, x, width }) =>
        [...text].map((character, index) => {
          const cell = cellOf(character, width);
          return [character, x + (index + 0.5) * cell, bottom];
        })
      );
    });
    expect(printed.filter(([character]) => character !== ' ')).toEqual(drawn);
  });

  it('has a code of the same dots, that reads', () => {
    const picture = marks.find((mark) => mark.kind === 'picture');
    if (picture?.kind !== 'picture') throw new Error('no picture');
    const black = new Set<string>();
    for (let y = 0; y < picture.rows; y++)
      for (let x = 0; x < picture.bytesPerRow * 8; x++)
        if (((picture.bits[y * picture.bytesPerRow + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) black.add(`${x} ${y}`);
    const drawn = new Set<string>();
    const path = groups.find(({ what }) => what.startsWith('<path d="M0,0l4,0'))?.what ?? '';
    for (const [, x, y, side] of path.matchAll(/M(\d+),(\d+)l(\d+),0/g))
      for (let dot = 0; dot < Number(side) ** 2; dot++)
        drawn.add(`${Number(x) + (dot % Number(side))} ${Number(y) + Math.floor(dot / Number(side))}`);
    expect([...black].sort()).toEqual([...drawn].sort());
    expect(codesOn(marks)).toEqual(['https://example.cn/r/1']);
  });
});

describe('the interpreter refuses', () => {
  it.each([
    ['an unknown command', '1b7a'],
    ['an unknown control code', '1f00'],
    ['Chinese where Chinese was switched off', '1c2e b0ec'],
    ['a code that no two fonts agree upon', 'fe9f'],
    ['a code of private use', 'aaa1'],
    ['four bytes, on a printer that takes two', '8230b731'],
    ['half a character', '8120'],
    ['an alignment that there is not', '1b6103'],
    ['reserved bits of the size', '1d2188'],
    ['a position beyond the paper', '1b24ff7f'],
    ['margins wider than the paper', '1d4c1000 1d574002'],
    ['a picture wider than the paper', `1d763000 4900 0100 ${'00'.repeat(73)}`],
    ['a picture of no width', '1d763000 0000 0100'],
    ['a picture of no height', '1d763000 0100 0000'],
    ['a picture in the middle of a line', '41 1d763000 0100 0100 ff'],
    ['a picture in a mode that there is not', '1d763004 0100 0100 ff'],
    ['a QR code without data', '1d286b0300315130'],
    ['QR modules of no size', '1d286b0300314300'],
    ['QR parameters too many', '1d286b040031430601'],
    ['a QR code wider than the paper', `1d286b0300314310 1d286b8300315030${ascii('x'.repeat(128))} 1d286b0300315130`],
    ['more in a QR code than fits', `1d286b0300314533 1d286bfd04315030${ascii('x'.repeat(1274))} 1d286b0300315130`],
    ['a process id that is not ASCII', '1d2848060030301f414243'],
    ['a way to cut that there is not', '1d5603'],
    ['DLE DC4 that would open a drawer', '10140100010000000000']
  ])('%s', (_, hex) => {
    expect(() => read(hex)).toThrow(UnknownCommand);
  });

  it('what an old font does not have', () => {
    expect(() => read('e946 0a', { font: 'gb2312' })).toThrow(UnknownCommand);
    expect(read('b0a1 0a', { font: 'gb2312' })).toMatchObject([{ text: '啊' }]);
  });
});

describe('the interpreter', () => {
  it('breaks a line at the edge of the paper, as a printer does', () => {
    const lines = read(`${ascii('-'.repeat(50))} 0a`);
    expect(lines).toMatchObject([
      { text: '-'.repeat(48), isFull: true },
      { text: '--', isFull: false }
    ]);
    expect(read(`${ascii('-'.repeat(33))} 0a`, { dots: 384 })).toHaveLength(2);
  });

  it('does not print half of a Chinese character beyond the edge', () => {
    expect(read(`${ascii('-'.repeat(47))} b0a1 0a`)).toMatchObject([{ text: '-'.repeat(47) }, { text: '啊' }]);
  });

  it('leaves Chinese small where it has a size of its own', () => {
    const large = { width: 2, height: 2 };
    const mixed = '1d2111 41 b0a1 0a';
    expect(read(mixed)).toMatchObject([{ runs: [{ text: 'A啊', ...large }] }]);
    expect(read(mixed, { chineseSize: 'own' })).toMatchObject([
      {
        runs: [
          { text: 'A', ...large },
          { text: '啊', width: 1, height: 1 }
        ]
      }
    ]);
    expect(read(`1c210c ${mixed}`, { chineseSize: 'own' })).toMatchObject([{ runs: [{ text: 'A啊', ...large }] }]);
  });

  it('takes four bytes where its font has them', () => {
    expect(read('8230b731 0a', { fourByteCodes: true })).toMatchObject([{ text: '㛃' }]);
  });

  it('forgets a line that was not ended, at ESC @', () => {
    expect(read(`${ascii('half')} 1b40 ${ascii('whole')} 0a`)).toMatchObject([{ text: 'whole' }]);
  });

  it('draws a QR code by itself, at the level that was asked for', () => {
    const code = read(`1d286b0300314533 1d286b0500315030${ascii('ab')} 1d286b0300315130`);
    expect(code).toMatchObject([{ kind: 'code', text: 'ab', moduleDots: 3, modules: { size: 21 } }]);
  });
});
