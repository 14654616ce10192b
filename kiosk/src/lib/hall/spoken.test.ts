import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RECORDED, recordingsOf, sentenceOf } from './spoken.ts';

it.each([
  ['A007', '3号窗口', 'A零零七号，请到三号窗口'],
  ['Y012', '10号窗口', 'Y零一二号，请到十号窗口'],
  ['B1034', '12号窗口', 'B一零三四号，请到十二号窗口'],
  ['A100', '20号窗口', 'A一零零号，请到二十号窗口'],
  ['A100', '35号窗口', 'A一零零号，请到三十五号窗口'],
  ['A100', '2楼107室', 'A一零零号，请到二楼一零七室'],
  ['A100', '综合窗口', 'A一零零号，请到综合窗口']
])('%s at %s is said digit by digit, with its counter', (number, counter, sentence) => {
  expect(sentenceOf({ number, counter })).toBe(sentence);
});

it('is put together from what was recorded', () => {
  expect(recordingsOf({ number: 'A007', counter: '3号窗口' })).toEqual([
    'letter-a',
    'digit-0',
    'digit-0',
    'digit-7',
    'number-go-to',
    'digit-3',
    'number-window'
  ]);
  expect(recordingsOf({ number: 'Y020', counter: '综合窗口' }).slice(-2)).toEqual(['general', 'window']);
});

it('of a counter with a name that nobody recorded says the number, and points to the screen', () => {
  expect(recordingsOf({ number: 'A007', counter: '民政窗口' })).toEqual([
    'letter-a',
    'digit-0',
    'digit-0',
    'digit-7',
    'number-see-screen'
  ]);
});

it.each(Object.values(RECORDED))('%s is there', (name) => {
  expect(existsSync(new URL(`../../../static/voice/${name}.wav`, import.meta.url))).toBe(true);
});
