import { expect, it } from 'vitest';
import { altKey } from './alt-key.ts';

const pressed = (code: string, changes: object = {}) =>
  altKey({ code, altKey: true, ctrlKey: false, metaKey: false, repeat: false, ...changes });

it.each([
  ['Digit1', '1'],
  ['Numpad9', '9'],
  ['KeyM', 'M']
])('%s with Alt is %s', (code, key) => expect(pressed(code)).toBe(key));

it.each([
  ['a scanner’s digit', 'Digit1', { altKey: false }],
  ['a key that is held down', 'Digit1', { repeat: true }],
  ['AltGr, as Windows has it', 'KeyQ', { ctrlKey: true }],
  ['an arrow, which leads back in the browser', 'ArrowLeft', {}],
  ['F1', 'F1', {}]
])('%s is none', (_, code, changes) => expect(pressed(code, changes)).toBeNull());
