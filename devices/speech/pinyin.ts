import { pinyin } from 'pinyin-pro';
import { assertNever } from '../../server/contract/result.ts';
import type { Spoken } from './codec.ts';

/** How numerals are read by themselves, where no neighbour changes their tone. */
const NUMERALS: Readonly<Record<string, string>> = {
  零: 'ling2',
  一: 'yi1',
  二: 'er4',
  三: 'san1',
  四: 'si4',
  五: 'wu3',
  六: 'liu4',
  七: 'qi1',
  八: 'ba1',
  九: 'jiu3',
  十: 'shi2',
  百: 'bai3',
  千: 'qian1',
  万: 'wan4',
  亿: 'yi4',
  点: 'dian3',
  幺: 'yao1'
};

/** Words of forms and offices that the dictionary reads wrongly, or takes apart in the wrong place. */
const READINGS: Readonly<Record<string, readonly string[]>> = {
  行政: ['xing2', 'zheng4'],
  还款: ['huan2', 'kuan3'],
  发卡: ['fa1', 'ka3'],
  重填: ['chong2', 'tian2'],
  补种: ['bu3', 'zhong4'],
  受种: ['shou4', 'zhong4'],
  未种: ['wei4', 'zhong4'],
  空着: ['kong4', 'zhe0'],
  有空: ['you3', 'kong4'],
  房间: ['fang2', 'jian1'],
  写得: ['xie3', 'de0'],
  拿得: ['na2', 'de0']
};

/** A character that no dictionary knows has a place in the sentence all the same: 某. */
const UNKNOWN = 'mou3';

function readWords(text: string, surname: 'head' | 'off'): readonly string[] {
  const read = pinyin(text, { toneType: 'num', type: 'array', v: true, surname });
  for (const [word, reading] of Object.entries(READINGS))
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      read.splice([...text.slice(0, at)].length, word.length, ...reading);
  return read.map((one) => (/^[a-z]+[0-5]$/.test(one) ? one : UNKNOWN));
}

/** 一百 and 一千 fall, 一万 and 一亿 rise, as in every sentence. */
const readNumerals = (text: string): readonly string[] =>
  [...text].map((character, at) => {
    const next = text[at + 1] ?? '';
    if (character === '一' && /[百千]/.test(next)) return 'yi4';
    if (character === '一' && /[万亿]/.test(next)) return 'yi2';
    return NUMERALS[character] ?? UNKNOWN;
  });

function readOne(one: Spoken): string {
  switch (one.say) {
    case 'words':
      return readWords(one.text, 'off').join(' ');
    case 'name':
      return readWords(one.text, 'head').join(' ');
    case 'counted':
    case 'spelled':
      return readNumerals(one.text).join(' ');
    case 'letters':
      return one.text;
    case 'pause':
      return one.length === 'long' ? '.' : ',';
    default:
      return assertNever(one);
  }
}

/**
 * What is said in pinyin with numbers for tones, letters as letters, pauses as marks: what espeak-ng reads with its voice
 * `cmn-latn-pinyin`. Nothing else comes out, so that no text can give it orders (`[[…]]`, SSML).
 */
export const pinyinOf = (said: readonly Spoken[]): string =>
  said
    .map(readOne)
    .join(' ')
    .replaceAll(/ ([.,])/g, '$1');
