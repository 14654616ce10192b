import { expect, it } from 'vitest';
import { isCreditCode, plainCreditCode } from './credit-code.ts';

// Two that were published: of a company, and of an authority as it stands in a guide's item code.
const KNOWN = ['91350100M000100Y43', '111101070000678541'];

it.each(KNOWN)('%s carries the check character of GB 32100, also in small letters and with blanks', (code) => {
  expect(isCreditCode(code)).toBe(true);
  expect(isCreditCode(plainCreditCode(` ${code.slice(0, 8)} ${code.slice(8).toLowerCase()} `))).toBe(true);
});

it('with any one symbol wrong it is refused', () => {
  for (const code of KNOWN)
    for (let at = 0; at < 18; at++) {
      const wrong = code.slice(0, at) + (code[at] === '7' ? '8' : '7') + code.slice(at + 1);
      expect(isCreditCode(wrong), wrong).toBe(false);
    }
});

it.each(['', '91350100M000100Y4', '91350100M000100Y433', '91350100MO00100Y43', '９1350100M000100Y43'])(
  '“%s” is none',
  (text) => expect(isCreditCode(text)).toBe(false)
);
