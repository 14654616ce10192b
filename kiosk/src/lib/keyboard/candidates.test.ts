import { describe, expect, it } from 'vitest';
import { oneRow } from './candidates.ts';

const words = ['测试', '城市', '从事', '长寿路街道', '出生', '车', '次数', '场所'].map((text) => ({ text }));
const shown = (from: number, ems: number) => oneRow(words, from, ems).map(({ text }) => text);

describe('the candidates in sight', () => {
  it('are as many as stand whole in the row, six at most', () => {
    expect(shown(0, 100)).toHaveLength(6);
    expect(shown(0, 10.5)).toEqual(['测试', '城市', '从事']);
    expect(shown(2, 10.5)).toEqual(['从事', '长寿路街道']);
  });

  it('are never none: a word too long for the row is there all the same', () => {
    expect(shown(3, 2)).toEqual(['长寿路街道']);
    expect(shown(0, 0)).toEqual(['测试']);
    expect(shown(8, 100)).toEqual([]);
  });

  it('come to every word, one row after another', () => {
    const seen: string[] = [];
    for (let from = 0; from < words.length; from += shown(from, 8).length) seen.push(...shown(from, 8));
    expect(seen).toEqual(words.map(({ text }) => text));
  });
});
