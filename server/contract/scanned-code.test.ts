import { expect, it } from 'vitest';
import { composeCaseNumber, slipCode } from './case-number.ts';
import { preparedCodeText } from './prepared.ts';
import { classifyCode } from './scanned-code.ts';

/** Of nobody: an invented issuer and serial. */
const identifier = '1.2.156.3005.2.11100000000013338W050.113301020000000000.20260000017.001.7';

const caseNumber = composeCaseNumber({ communityCode: '330102016001', day: '2026-11-24', serial: 17 });

it('a slip is known by its case number', () => {
  expect(classifyCode(`${slipCode(caseNumber)}\n`)).toEqual({ kind: 'slip', caseNumber, notice: null });
});

it('what was filled in at home is known by its digits', () => {
  expect(classifyCode(`${preparedCodeText('482109375512')}\r`)).toEqual({ kind: 'prepared', code: '482109375512' });
});

it.each([
  ['alone', identifier],
  ['within an address', `https://licences.example/show?id=${identifier}&t=1`],
  ['at the end of an address', `https://licences.example/${identifier}`]
])('a code that shows a licence is known by its identifier, and hands on nothing: %s', (_, text) => {
  expect(classifyCode(text)).toEqual({ kind: 'licence-code' });
});

it.each([
  ['nothing', ''],
  ['a slip with a wrong digit', slipCode(`${caseNumber.slice(0, 25)}${(Number(caseNumber[25]) + 1) % 10}`)],
  ['a page somewhere', 'https://elsewhere.example/'],
  ['another number of the same root', '1.2.156.3005.3.11100000000013338W050.113301020000000000.20260000017.001.7'],
  ['an identifier without its check character', identifier.slice(0, -2)],
  ['an identifier within another number', `9${identifier}`]
])('%s stays unknown', (_, text) => {
  expect(classifyCode(text)).toEqual({ kind: 'unknown' });
});

it('a code as long as codes can be is told apart at once', () => {
  const started = performance.now();
  for (const text of ['1.2.156.3005.2.'.repeat(190), `1.2.156.3005.2.${'A.'.repeat(1400)}`])
    expect(classifyCode(text)).toEqual({ kind: 'unknown' });
  expect(performance.now() - started).toBeLessThan(50);
});
