import { describe, expect, it } from 'vitest';
import { whereText, wrongText } from './words.ts';

const department = { id: 'a', name: '民政科' };
const asked = (name: string, opinion: 'asked' | 'agreed' = 'asked') => ({ id: name, name, opinion });

describe('where a case lies', () => {
  it.each([
    ['at the window: nothing is said', { state: 'accepted', department: null, opinions: [] }, null],
    ['closed: nothing is said', { state: 'granted', department, opinions: [] }, null],
    ['passed up: nothing is said', { state: 'passed-up', department, opinions: [] }, null],
    ['with any officer', { state: 'reviewing', department: null, opinions: [] }, '本中心审批人员'],
    ['with a department', { state: 'publicised', department, opinions: [asked('城建科', 'agreed')] }, '民政科'],
    ['held by a department', { state: 'suspended', department, opinions: [] }, '民政科'],
    ['held at the window', { state: 'suspended', department: null, opinions: [] }, null],
    [
      'waiting for opinions',
      { state: 'reviewing', department, opinions: [asked('城建科'), asked('人社局'), asked('残联', 'agreed')] },
      '等城建科、人社局意见'
    ]
  ] as const)('%s', (_, row, text) => {
    expect(whereText({ ...row, opinions: [...row.opinions] })).toBe(text);
  });
});

it('says which answers were not taken, and why', () => {
  const wrong = [
    { field: 'rent', code: 'answer.required' },
    { field: 'photo', code: 'answer.not-asked' }
  ];
  expect(wrongText(wrong, [{ key: 'rent', label: '每月房租' }])).toBe(
    '每月房租：这一项要填，不能空着。 另一项：照前面填的，这一项不用填。'
  );
});
