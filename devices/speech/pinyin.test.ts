import { expect, it } from 'vitest';
import { spokenOf } from './codec.ts';
import { pinyinOf } from './pinyin.ts';

it.each([
  ['银行行长', 'yin2 hang2 hang2 zhang3'],
  ['重庆', 'chong2 qing4'],
  ['街道行政部门', 'jie1 dao4 xing2 zheng4 bu4 men2'],
  ['还款', 'huan2 kuan3'],
  ['绿色女儿', 'lv4 se4 nv3 er2'],
  ['还有30秒。', 'hai2 you3 san1 shi2 miao3'],
  ['差1件，有2份', 'cha4 yi2 jian4, you3 liang3 fen4'],
  ['2026年12月1日', 'er4 ling2 er4 liu4 nian2 shi2 er4 yue4 yi1 ri4'],
  ['1100元', 'yi4 qian1 yi4 bai3 yuan2'],
  ['短码123 456', 'duan3 ma3 yao1 er4 san1, si4 wu3 liu4'],
  ['A4纸。好', 'A si4 zhi3. hao3'],
  ['㐀先生', 'mou3 xian1 sheng1'],
  ['𠅤街道行政', 'xi2 jie1 dao4 xing2 zheng4']
])('%s is read %s', (text, read) => {
  expect(pinyinOf(spokenOf(text, []))).toBe(read);
});

it('a surname is read as one where it is known to be a name, and the same character elsewhere is not', () => {
  expect(pinyinOf(spokenOf('单*明，单位', ['单*明']))).toBe('shan4 mou3 ming2, dan1 wei4');
  expect(pinyinOf(spokenOf('仇*，区*', ['仇*', '区*']))).toBe('qiu2 mou3, ou1 mou3');
});

it('nothing but syllables, letters and pauses reaches the engine', () => {
  const said = pinyinOf(spokenOf('[[h@l]]<break time="1s"/> -w /etc/x 好‮\u0007|$(id)`ü？！', []));
  expect(said).toMatch(/^[A-Za-z0-5 .,]+$/);
});
