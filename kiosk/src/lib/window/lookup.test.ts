import { expect, it } from 'vitest';
import { composeCaseNumber } from '../../../../server/contract/case-number.ts';
import { idNumberCheck } from '../../../../server/contract/id-number.ts';
import { noticeIn, whatWasTyped } from './lookup.ts';

const number = composeCaseNumber({ communityCode: '330102016001', day: '2026-11-24', serial: 17 });
const idNumber = `33010219440312202${idNumberCheck('33010219440312202')}`;

it.each([
  [`YIMEN:${number}`, { caseNumber: number }],
  [`yimen:${number}-2:grant:20261124 0123`, { caseNumber: number }],
  [` ${number.slice(0, 12)} ${number.slice(12)} `, { caseNumber: number }],
  ['048 213', { shortCode: '048213' }],
  [idNumber.toLowerCase(), { idNumber }],
  ['福寿长', null],
  [`${number.slice(0, 25)}${(Number(number[25]) + 1) % 10}`, null]
])('%s is found as %j', (text, found) => {
  expect(whatWasTyped(text)).toEqual(found);
});

it('a notice’s code is verified as it stands on the paper, whatever became of it on the way', () => {
  expect(noticeIn(` yimen:${number}-2:grant:20261124 0123\n`)).toBe(`YIMEN:${number}-2:GRANT:202611240123`);
  expect(noticeIn(`YIMEN:${number}`)).toBeNull();
  expect(noticeIn(number)).toBeNull();
});
