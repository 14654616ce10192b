import { describe, expect, it } from 'vitest';
import { alignmentPoints } from './search/align.ts';
import { createPieces } from './search/pieces.ts';
import { soundOf } from './search/sounds.ts';
import { createTypos } from './search/typos.ts';
import { partsOf, type SearchWord } from './search/word.ts';
import { createSearch } from './search.ts';

const row = (code: string, ...words: SearchWord[]) => ({ code, plainHint: '', words });
const rows = [
  row('1', { text: '居住证申领', pinyin: 'ju zhu zheng shen ling' }, { text: '暂住证', pinyin: 'zan zhu zheng' }),
  row(
    '2',
    { text: '最低生活保障申请', pinyin: 'zui di sheng huo bao zhang shen qing' },
    { text: '低保', pinyin: 'di bao' }
  ),
  row(
    '3',
    { text: '高龄津贴', pinyin: 'gao ling jin tie' },
    { text: '高龄补贴', pinyin: 'gao ling bu tie' },
    { text: '老人钱', pinyin: 'lao ren qian' }
  ),
  row('4', { text: '银行卡变更', pinyin: 'yin hang|xing ka|qia bian geng' })
];
const search = createSearch(rows);
const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code);

describe('a word answers to', () => {
  const parts = partsOf({ text: '居住证', pinyin: 'ju zhu zheng' });
  it.each(['居住证', '居', '住证', 'juzhuzheng', 'juzhu', 'jzz', 'jz', 'zz', '居zz', 'juzz', 'j住zheng', 'zhuzheng'])(
    '%s',
    (query) => expect(alignmentPoints(query, parts)).toBeGreaterThan(0)
  );
  it.each(['居证', 'juzheng', 'zhuju', 'z', 'uzhu', 'juzhuzhengx'])('%s not', (query) =>
    expect(alignmentPoints(query, parts)).toBe(0)
  );
  it('each of its ways to be said', () => {
    const bank = partsOf({ text: '银行', pinyin: 'yin hang|xing' });
    expect(alignmentPoints('yinhang', bank)).toBe(alignmentPoints('yinxing', bank));
  });
  it('whole before its beginning, and that before what is inside', () => {
    const [whole = 0, beginning = 0, inside = 0] = ['jzz', 'juzhu', 'zhuzheng'].map((query) =>
      alignmentPoints(query, parts)
    );
    expect([whole > beginning, beginning > inside]).toEqual([true, true]);
  });
});

describe('sounds that many do not tell apart are one', () => {
  it.each([
    ['zhu', 'zu'],
    ['cheng', 'cen'],
    ['shi', 'si'],
    ['nian', 'lian'],
    ['huan', 'fan'],
    ['ling', 'nin'],
    ['nv', 'lu']
  ])('%s and %s', (one, other) => expect(soundOf(one)).toBe(soundOf(other)));
  it('but a g before a vowel begins the next', () => expect(soundOf('pingan')).not.toBe(soundOf('pinan')));
});

describe('typing errors', () => {
  const words = ['dibao', 'dibaohu', 'jiaotong', 'juzhuzheng', 'juzhubutie'].map((text) => ({ text }));
  const typos = createTypos(words);
  const found = (query: string, most: number) =>
    Object.fromEntries(typos(query, most).map(({ word, edits }) => [word.text, edits]));
  it.each([
    ['another letter', 'dinao'],
    ['a letter too few', 'diao'],
    ['a letter too many', 'dibaoo'],
    ['two that changed places', 'diboa']
  ])('%s is one', (_, query) => expect(found(query, 1)).toHaveProperty('dibao', 1));
  it('are counted, and not more than were asked for', () => {
    expect(found('jvzhvzheng', 2)).toEqual({ juzhuzheng: 2 });
    expect(found('jvzhvzheng', 1)).toEqual({});
  });
  it('count for a word that goes on, too', () => expect(found('juzhhu', 1)).toEqual({ juzhubutie: 1, juzhuzheng: 1 }));
  it('are the same as when each word is compared by itself', () => {
    for (const query of ['dib', 'dobaohu', 'juzhubuzheng', 'jaotong', 'x'])
      for (const word of words) expect(createTypos([word])(query, 2)[0]?.edits).toBe(found(query, 2)[word.text]);
  });
});

describe('pieces', () => {
  const pieces = createPieces(
    [
      { text: '老人', row: 0 },
      { text: '补贴', row: 0 },
      { text: '补贴', row: 1 }
    ],
    2
  );
  it('say how much of it a row has', () => {
    expect(pieces('老人补贴').get(0)?.share).toBe(1);
    expect(pieces('老人补贴').get(1)?.share).toBe(0.5);
    expect(pieces('读书')).toEqual(new Map());
  });
  it('are worth more where they are rare', () =>
    expect(pieces('老人').get(0)?.rarity).toBeGreaterThan(pieces('补贴').get(1)?.rarity ?? 9));
});

describe('search', () => {
  it('gives what is exactly so, and then nothing that is only near', () =>
    expect(search('居住证')).toMatchObject({ near: [], understood: '居住证' }));
  it.each([
    ['other sounds', 'zuidisenhuo', '2'],
    ['a typing error', 'dibap', '2'],
    ['another character', '居往证', '1'],
    ['other order and words of several', '老人补贴', '3'],
    ['letters of several words', 'laorenbutie', '3'],
    ['words between', 'woyaobanjuzhuzheng', '1']
  ])('finds by %s what is near', (_, typed, code) => {
    const found = search(typed);
    expect(codes(found.rows)).toEqual([]);
    expect(codes(found.near)[0]).toBe(code);
    expect(found.understood).toBe(typed);
  });
  it('finds what stands in a sentence', () => expect(codes(search('我要办低保').rows)).toEqual(['2']));
  it('falls back upon the longest beginning that is known', () =>
    expect(search('dibqqqqqqqqqq')).toMatchObject({ rows: [], near: [{ code: '2' }], understood: 'dib' }));
  it('finds nothing in what is like nothing', () => {
    expect(search('qqqq')).toEqual({ rows: [], near: [], understood: '' });
    expect(search(' ')).toEqual({ rows: [], near: [], understood: '' });
  });
  it('answers the same whether it is written letter by letter or at once, and after something else', () => {
    for (const typed of ['juzhuzheng', 'dibap', 'laorenbutie', 'yinxingka', 'dibqqq', '居住zheng'])
      for (let length = 1; length <= typed.length; length++) {
        const written = typed.slice(0, length);
        expect(search(written)).toEqual(createSearch(rows)(written));
      }
  });
});
