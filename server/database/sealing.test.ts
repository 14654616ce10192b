import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSealing } from './sealing.ts';

const sealing = createSealing(randomBytes(32));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

it.each(['330102194403122029', '古丽·演示江', '龙𠅤㛃', 'e\u0301', '\uE000', '\uD842', ''])(
  'what was sealed opens as every code unit it was: %j',
  (text) => {
    expect(sealing.open('residents.name', sealing.seal('residents.name', text))).toBe(text);
  }
);

it('the same text never looks the same twice, and nothing of it can be read', () => {
  const [one, other] = [sealing.seal('a', '330102194403122029'), sealing.seal('a', '330102194403122029')];
  expect(hex(one)).not.toBe(hex(other));
  expect(Buffer.from(one).includes('330102194403122029')).toBe(false);
});

it('opens only for the column it was sealed for, untouched, with the same key', () => {
  const sealed = Buffer.from(sealing.seal('residents.name', '福寿长'));
  expect(() => sealing.open('residents.id_number', sealed)).toThrow();
  for (const place of [0, 12, sealed.length - 1]) {
    const touched = Buffer.from(sealed);
    touched[place] = (touched[place] ?? 0) ^ 1;
    expect(() => sealing.open('residents.name', touched)).toThrow();
  }
  expect(() => createSealing(randomBytes(32)).open('residents.name', sealed)).toThrow();
  expect(() => sealing.open('residents.name', sealed.subarray(0, 20))).toThrow();
});

it('an index finds the same text again, for one purpose and one key only', () => {
  const index = hex(sealing.index('residents.id_number', '330102194403122029'));
  expect(hex(sealing.index('residents.id_number', '330102194403122029'))).toBe(index);
  expect(hex(sealing.index('residents.id_number', '330102194403122020'))).not.toBe(index);
  expect(hex(sealing.index('other', '330102194403122029'))).not.toBe(index);
  expect(hex(createSealing(randomBytes(32)).index('residents.id_number', '330102194403122029'))).not.toBe(index);
});

it('a key of another length is refused', () => {
  expect(() => createSealing(randomBytes(16))).toThrow(RangeError);
});
