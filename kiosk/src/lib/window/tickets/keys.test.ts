import { expect, it } from 'vitest';
import { deedOf } from './keys.ts';

const press = (name: string, more: object = {}) => ({
  key: name.replace('Shift ', ''),
  shiftKey: name.startsWith('Shift '),
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...more
});
const called = { acts: ['recall', 'begin', 'hold', 'park', 'forward', 'miss'] as const };
const serving = { acts: ['hold', 'park', 'forward', 'finish'] as const };

it.each([
  ['F8', null, 'next'],
  ['F8', serving, 'next'],
  ['F4', null, 'line'],
  ['F9', called, 'begin'],
  ['F9', serving, 'finish'],
  ['F9', null, null],
  ['Shift F8', called, 'recall'],
  ['Shift F8', serving, null],
  ['Shift F9', called, 'miss'],
  ['Shift F9', serving, null],
  ['Shift F2', serving, 'look'],
  ['F2', serving, null],
  ['a', called, null]
] as const)('%s with %j at the counter: %s', (name, current, deed) => {
  expect(deedOf(press(name), current && { acts: [...current.acts] })).toBe(deed);
});

it.each(['altKey', 'ctrlKey', 'metaKey', 'repeat'])('with %s it means nothing', (modifier) => {
  expect(deedOf(press('F8', { [modifier]: true }), null)).toBeNull();
});
