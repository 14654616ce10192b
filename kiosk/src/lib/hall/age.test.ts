import { describe, expect, it } from 'vitest';
import { ageText, hall } from '../words/hall.ts';
import { ageOf } from './age.ts';

describe('how old what is shown is', () => {
  it.each([
    ['is nothing to say while the centre speaks', true, 9_900, null],
    ['is nothing to say while a sign of life is a little late', true, 12_000, null],
    ['is said of a line that is there and silent', true, 13_000, 13_000],
    ['is nothing to say of a line that is back at once', false, 1_500, null],
    ['is said of a line that was cut', false, 2_000, 2_000],
    ['grows', false, 3_600_000, 3_600_000]
  ])('%s', (_, isUp, silentMs, age) => {
    expect(ageOf(isUp, silentMs)).toBe(age);
  });

  it.each([
    [-50, '0秒'],
    [12_900, '12秒'],
    [59_999, '59秒'],
    [60_000, '1分钟'],
    [3_599_999, '59分钟'],
    [7_200_000, '2小时']
  ])('%i ms are %s', (ms, text) => {
    expect(ageText(ms)).toBe(text);
  });

  it('is a sentence', () => {
    expect(hall.lost(ageText(12_000))).toBe('连不上中心，这是12秒前的情况');
  });
});

it.each([
  [0, null, '现在没有人在等'],
  [3, null, '3人在等'],
  [3, 0, '3人在等，马上就到'],
  [12, 25, '12人在等，大约要等25分钟']
])('%i people and %s minutes', (people, minutes, text) => {
  expect(hall.waiting(people, minutes)).toBe(text);
});
