import { expect, it } from 'vitest';
import { table } from './table.ts';

it('puts Chinese and Latin under each other', () => {
  expect(
    table(
      ['which', 'is'],
      [
        ['打印机', 'here'],
        ['x', '']
      ]
    )
  ).toBe('which   is\n──────  ────\n打印机  here\nx');
});

it('a name that a device gives itself gives no orders to the screen', () => {
  const shown = table(['name'], [['Reader\x1b]0;owned\x07\r\n\u202e\ue863']]);
  expect(shown.split('\n').slice(2)).toEqual(['Reader\ufffd]0;owned\ufffd\ufffd\ufffd\ufffd\ue863']);
});
