import { describe, expect, it } from 'vitest';
import { alignmentPoints } from './search/align.ts';
import { createPieces } from './search/pieces.ts';
import { createSounds, soundOf } from './search/sounds.ts';
import { editsOf, intactPieces } from './search/typos.ts';
import { createParts } from './search/word.ts';
import { createSearch } from './search.ts';

const READINGS = {
  ...Object.fromEntries(
    '居ju 住zhu 证zheng 申shen 领ling 暂zan 最zui 低di 生sheng 活huo 保bao 障zhang 请qing 高gao 龄ling 津jin 贴tie 补bu'
      .split(' ')
      .map((one) => [one.slice(0, 1), one.slice(1)])
  ),
  ...{ 老: 'lao', 人: 'ren', 钱: 'qian', 银: 'yin', 行: 'hang|xing', 卡: 'ka|qia', 变: 'bian', 更: 'geng' }
};
const row = (code: string, ...words: string[]) => ({ code, plainHint: '', words });
const rows = [
  row('1', '居住证申领', '暂住证'),
  row('2', '最低生活保障申请', '低保'),
  row('3', '高龄津贴', '高龄补贴', '老人钱'),
  row('4', '银行卡变更')
];
const partsOf = createParts(READINGS);
const { find } = createSearch(rows, READINGS);
const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code);

describe('a word answers to', () => {
  const parts = partsOf('居住证');
  it.each(['居住证', '居', '住证', 'juzhuzheng', 'juzhu', 'jzz', 'jz', 'zz', '居zz', 'juzz', 'j住zheng', 'zhuzheng'])(
    '%s',
    (query) => expect(alignmentPoints(query, parts)).toBeGreaterThan(0)
  );
  it.each(['居证', 'juzheng', 'zhuju', 'z', 'uzhu', 'juzhuzhengx'])('%s not', (query) =>
    expect(alignmentPoints(query, parts)).toBe(0)
  );
  it('each of its ways to be said', () => {
    const bank = partsOf('银行');
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
  it('are the same of syllables and of all their letters', () => {
    const sounds = createSounds();
    for (const syllables of [
      ['ping', 'an'],
      ['zhong', 'guo'],
      ['lv', 'shi'],
      ['hong', 'e', 'huan']
    ])
      expect(sounds(syllables).join('')).toBe(soundOf(syllables.join('')));
  });
});

describe('typing errors', () => {
  const edits = (query: string, text: string) => editsOf(query, { text, beginnings: [0, 2] }, 3);
  it.each([
    ['none', 'dibao', 0],
    ['another letter', 'dinao', 1],
    ['a letter too few', 'diao', 1],
    ['a letter too many', 'dibaoo', 1],
    ['two that changed places', 'diboa', 1],
    ['two of them', 'dbaoo', 2]
  ])('%s: %s has %i', (_, query, count) => expect(edits(query, 'dibao')).toBe(count));
  it('are none where the word goes on', () => expect(edits('dib', 'dibao')).toBe(0));
  it('are none where a later part is meant, but for one that begins elsewhere', () => {
    expect(edits('bao', 'dibao')).toBe(0);
    expect(edits('ibao', 'dibao')).toBe(1);
  });
  it('are not counted further than asked', () =>
    expect(editsOf('dbaoo', { text: 'dibao', beginnings: [0] }, 1)).toBeNull());
  it.each([1, 2])('%i leave a piece of it intact', (most) => {
    const query = 'juzhuzheng';
    for (let at = 0; at < query.length; at++)
      for (const wrong of [
        `${query.slice(0, at)}${query.slice(at + 1)}`,
        `${query.slice(0, at)}x${query.slice(at)}`,
        `${query.slice(0, at)}x${query.slice(at + 1)}`,
        `${query.slice(0, at)}${query.charAt(at + 1)}${query.charAt(at)}${query.slice(at + 2)}`
      ])
        expect(intactPieces(wrong, most).some((piece) => query.includes(piece))).toBe(true);
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
    expect(find('居住证')).toMatchObject({ near: [], understood: '居住证' }));
  it.each([
    ['other sounds', 'zuidisenhuo', '2'],
    ['a typing error', 'dibap', '2'],
    ['another character', '居往证', '1'],
    ['other order and words of several', '老人补贴', '3'],
    ['letters of several words', 'laorenbutie', '3'],
    ['words between', 'woyaobanjuzhuzheng', '1']
  ])('finds by %s what is near', (_, typed, code) => {
    const found = find(typed);
    expect(codes(found.rows)).toEqual([]);
    expect(codes(found.near)[0]).toBe(code);
    expect(found.understood).toBe(typed);
  });
  it('finds what stands in a sentence', () => expect(codes(find('我要办低保').rows)).toEqual(['2']));
  it('falls back upon the longest beginning that is known', () =>
    expect(find('dibqqqqqqqqqq')).toMatchObject({ rows: [], near: [{ code: '2' }], understood: 'dib' }));
  it('finds nothing in what is like nothing', () => {
    expect(find('qqqq')).toEqual({ rows: [], near: [], understood: '' });
    expect(find(' ')).toEqual({ rows: [], near: [], understood: '' });
  });
  it('answers the same whether it is written letter by letter or at once, and after something else', () => {
    for (const typed of ['juzhuzheng', 'dibap', 'laorenbutie', 'yinxingka', 'dibqqq', '居住zheng'])
      for (let length = 1; length <= typed.length; length++) {
        const written = typed.slice(0, length);
        expect(find(written)).toEqual(createSearch(rows, READINGS).find(written));
      }
  });
});
