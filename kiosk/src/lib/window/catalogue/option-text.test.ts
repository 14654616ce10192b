import { expect, it } from 'vitest';
import { changedText, listTitle, offeredText } from './option-text.ts';

const used = (label: string) => ({ code: 'SQ-04-001', itemName: '入学登记', label, isBooked: false });
const nothing = {
  revision: 2,
  changedAt: '',
  changedBy: null,
  added: [],
  renamed: [],
  retired: [],
  restored: [],
  moved: false
};

it('a list is called by the questions that offer it, or as somebody called it', () => {
  expect(listTitle({ name: 'SQ-04-001.school', usedBy: [used('意向学校'), used('意向学校')] })).toBe('意向学校');
  expect(listTitle({ name: 'SQ-04-001.school', usedBy: [] })).toBe('SQ-04-001.school');
  expect(listTitle({ name: '网格', usedBy: [used('住在哪个网格')] })).toBe('网格');
});

it('what is retired is not offered', () => {
  const entries = ['甲', '乙', '丙'].map((text) => ({ text, retired: text === '乙', formerly: [] }));
  expect(offeredText(entries)).toBe('甲、丙');
});

it('a change is one line', () => {
  expect(
    changedText({
      ...nothing,
      added: ['三小'],
      renamed: [{ from: '一小', to: '南校区' }],
      retired: ['二小'],
      restored: ['四小'],
      moved: true
    })
  ).toBe('加上三小；一小改为南校区；停用二小；恢复四小；换了顺序');
  expect(changedText(nothing)).toBe('没有改');
});
