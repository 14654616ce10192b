import { expect, it } from 'vitest';
import { isOnDutyList } from './rules.ts';

const CIVIL_AFFAIRS = { creditCode: '11330102MB0000A12K' };
const LIST = [
  {
    ...CIVIL_AFFAIRS,
    power: '高龄津贴给付',
    items: ['SQ-05-006'],
    listedOn: '2026-01-01',
    endedOn: null
  },
  { ...CIVIL_AFFAIRS, power: '临时救助', items: [], listedOn: '2026-01-01', endedOn: '2026-07-01' }
];

it('an item is on the list of its body by the name of a power, or by its own code', () => {
  for (const known of ['高龄津贴给付', '“高龄津贴”给付', 'SQ-05-006'])
    expect(isOnDutyList(LIST, CIVIL_AFFAIRS, known, '2026-11-24'), known).toBe(true);
  expect(isOnDutyList(LIST, { creditCode: '11330102mb0000a12k' }, 'SQ-05-006', '2026-11-24')).toBe(true);
});

it('it is not by a part of a name, at another body, or by nothing', () => {
  for (const other of ['高龄津贴', 'SQ-05-00', 'SQ-05-007', ''])
    expect(isOnDutyList(LIST, CIVIL_AFFAIRS, other, '2026-11-24'), other).toBe(false);
  expect(isOnDutyList(LIST, { creditCode: '11330102MB0000A20E' }, 'SQ-05-006', '2026-11-24')).toBe(false);
  expect(isOnDutyList([], CIVIL_AFFAIRS, 'SQ-05-006', '2026-11-24')).toBe(false);
});

it('only while the power holds: from its first day, to the eve of the one on which it was taken away', () => {
  const on = (day: string) => isOnDutyList(LIST, CIVIL_AFFAIRS, '临时救助', day);
  expect([on('2025-12-31'), on('2026-01-01'), on('2026-06-30'), on('2026-07-01')]).toEqual([false, true, true, false]);
});
