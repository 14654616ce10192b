import { expect, it } from 'vitest';
import { changeText } from './changed.ts';

it.each([
  ['', '安', '安'],
  ['平', '平安', '安'],
  ['平安里', '平安', '删去里'],
  ['1380', '138', '删去0'],
  ['平', '', '清空了'],
  ['甲乙', '甲丙', '丙'],
  ['平', '平𠮷', '𠮷']
])('of “%s” that became “%s” is said “%s”', (before, after, said) => {
  expect(changeText(before, after)).toBe(said);
});
