import { describe, expect, it } from 'vitest';
import { type Control, controlText, joined, nameless, newTexts, piecesOf, stageOf } from './sentences.ts';

describe('what is said in one breath', () => {
  it('is whole sentences, as many as go together', () => {
    expect(piecesOf('来办事，刷一下身份证。平放在读卡处。')).toEqual(['来办事，刷一下身份证。平放在读卡处。']);
    const long = `${'办'.repeat(60)}。`;
    expect(piecesOf(long + long)).toEqual([long, long]);
  });

  it('is cut at a comma where a sentence is too long, and anywhere where it has none', () => {
    expect(piecesOf(`${'办'.repeat(60)}，${'好'.repeat(60)}`)).toEqual([`${'办'.repeat(60)}，`, '好'.repeat(60)]);
    expect(piecesOf('办'.repeat(230)).map(({ length }) => length)).toEqual([100, 100, 30]);
  });

  it('is nothing where there is nothing to say', () => {
    expect([piecesOf(''), piecesOf(' \n'), piecesOf('。→')]).toEqual([[], [], []]);
  });
});

it('parts follow each other with a pause, and with one only', () => {
  expect(joined(['请刷身份证', '平放。', '', '别动'], '。')).toBe('请刷身份证。平放。别动');
  expect(joined([], '，')).toBe('');
});

it.each<[Partial<Control>, string]>([
  [{}, '下一步，按钮'],
  [{ kind: 'field' }, '下一步，填写框'],
  [{ chosen: true }, '下一步，按钮，已选'],
  [{ disabled: true, description: '还没有签名' }, '下一步，按钮，现在不能按，还没有签名']
])('a control %o is said “%s”', (change, said) => {
  const control: Control = { name: '下一步', kind: 'button', chosen: false, disabled: false, description: '' };
  expect(controlText({ ...control, ...change })).toBe(said);
});

it.each([
  ['福*长，您好', '您好'],
  ['福寿长的记录', '您的记录'],
  ['您在替远*来办', '您在替被代办人办'],
  ['请刷身份证', '请刷身份证']
])('in a hall “%s” is “%s”', (text, said) => {
  expect(nameless(text, { resident: '福寿长', principal: '远道来' })).toBe(said);
});

it('a text is new once, as long as it stays', () => {
  expect(newTexts([], ['正在取', '正在取'])).toEqual(['正在取']);
  expect(newTexts(['正在取'], ['正在取', '取好了', ''])).toEqual(['取好了']);
  expect(newTexts(['取好了'], ['正在取'])).toEqual(['正在取']);
});

it.each([
  [60, 'begun'],
  [11, 'begun'],
  [10, 'ten'],
  [6, 'ten'],
  [5, 'five'],
  [1, 'five']
])('with %i seconds left the countdown is at “%s”', (seconds, stage) => {
  expect(stageOf(seconds)).toBe(stage);
});
