import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createPinyin } from './engine.ts';

const dictionary = await readFile(new URL('../../../static/pinyin/words.txt', import.meta.url), 'utf8');
const pinyin = createPinyin();
pinyin.read(dictionary);
const texts = (typed: string, most = 8) => pinyin.candidates(typed, most).map((candidate) => candidate.text);

describe('pinyin', () => {
  it.each([
    ['juzhuzheng', '居住证'],
    ['canjizheng', '残疾证'],
    ['shebaoka', '社保卡'],
    ['nihao', '你好'],
    ['jiedaoban', '街道办']
  ])('%s is %s first', (typed, word) => expect(texts(typed)[0]).toBe(word));

  it('finds words by their initials', () => expect(texts('jwh')).toContain('居委会'));
  it('finds a word before its last syllable is finished', () => expect(texts('juzhuzhen')).toContain('居住证'));
  it('forgives southern sounds', () => expect(texts('canjizen')).toContain('残疾证'));

  it('says how many letters a candidate uses up', () => {
    const wo = pinyin.candidates('wojiating', 40).find((candidate) => candidate.text === '我');
    expect(wo?.length).toBe(2);
  });

  it('reaches characters of names that general dictionaries lack', () => {
    for (const [typed, name] of [
      ['zhe', '喆'],
      ['yun', '赟'],
      ['min', '旻'],
      ['yao', '垚']
    ] as const)
      expect(texts(typed, 400)).toContain(name);
  });

  it('has nothing to offer for nothing, or for what is no pinyin', () => {
    expect(texts('')).toEqual([]);
    expect(texts('vvv')).toEqual([]);
  });

  it('reads its dictionary in pieces as it reads it whole', () => {
    const middle = dictionary.indexOf('\n', dictionary.length / 2) + 1;
    const pieced = createPinyin();
    for (const piece of [dictionary.slice(0, middle), dictionary.slice(middle)]) pieced.read(piece);
    for (const typed of ['juzhuzheng', 'jwh', 'nihao'])
      expect(pieced.candidates(typed, 20)).toEqual(pinyin.candidates(typed, 20));
  });
});
