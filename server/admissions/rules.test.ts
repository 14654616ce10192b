import { expect, it } from 'vitest';
import type { Work } from '../contract/work-list-wire.ts';
import { admissionProblem, groundOf, refusalProblem } from './rules.ts';

const ASKED = { basis: '《统计法》', funds: '每户2元', people: '', until: null, answerable: false };
const UNLISTED = { listed: null, near: [] };
const LISTED = { listed: {} as Work, near: [] };
const TODAY = '2026-11-24';

it.each([
  ['unlisted, without a word', ASKED, UNLISTED, '', 'unlisted', null],
  ['unlisted, and something is said of it', ASKED, UNLISTED, '人手不够', 'reasons', null],
  ['on the list, with reasons', ASKED, LISTED, '没有给经费', 'reasons', null],
  ['on the list, without a word', ASKED, LISTED, '', 'reasons', 'admission.reasons'],
  ['the community is to answer for it', { ...ASKED, answerable: true }, UNLISTED, '', 'answerable', null],
  ['the same, on the list', { ...ASKED, answerable: true }, LISTED, '', 'answerable', null]
])('a task that is refused: %s', (_, asked, standing, reasons, ground, problem) => {
  expect(groundOf(asked, standing, reasons)).toBe(ground);
  expect(refusalProblem(groundOf(asked, standing, reasons), reasons)).toBe(problem);
});

it.each([
  [{}, null],
  [{ until: TODAY }, null],
  [{ funds: '', people: '派两名统计员' }, null],
  [{ answerable: true }, 'admission.answerable'],
  [{ basis: '' }, 'admission.basis'],
  [{ funds: '' }, 'admission.means'],
  [{ until: '2026-11-23' }, 'admission.over']
])('a task with %o meets %s', (change, problem) => {
  expect(admissionProblem({ ...ASKED, ...change }, TODAY)).toBe(problem);
});
