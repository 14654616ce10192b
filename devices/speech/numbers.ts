import { groupCaseNumber } from '../../server/contract/case-number.ts';

const DIGITS = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'] as const;
const MYRIADS = ['', '万', '亿'] as const;

/** What is told apart over a telephone: 一 and 七 sound alike, so that the one of a long number is called 幺. */
const CLEAR_ONE = '幺';

/** From this length on a number is read as a code: it is to be copied, and not to be counted with. */
const CODE_LENGTH = 5;

/** Each digit by itself, as years and codes are read. */
export const digitByDigit = (digits: string): string => [...digits].map((digit) => DIGITS[Number(digit)]).join('');

/** A number below ten thousand, in which a gap was said already or not. */
function belowMyriad(number: number): string {
  const digits = [...String(number)].map(Number);
  const said = digits.map((digit, at) => (digit === 0 ? '零' : DIGITS[digit] + (PLACES[digits.length - 1 - at] ?? '')));
  return said
    .join('')
    .replaceAll(/零+/g, '零')
    .replace(/(?<=.)零$/, '');
}

/** A whole number below a thousand milliards, as it is counted: `10` is 十, `1203` 一千二百零三. */
export function counted(number: number): string {
  if (number < 10) return DIGITS[number] ?? '';
  let rest = number;
  let said = '';
  for (const myriad of MYRIADS) {
    const part = rest % 10_000;
    rest = Math.floor(rest / 10_000);
    if (part > 0) said = belowMyriad(part) + myriad + (said === '' ? '' : said);
    if (rest > 0 && part > 0 && part < 1000) said = `零${said}`;
    if (rest === 0) break;
  }
  return said.replace(/^一十/, '十');
}

/** Pieces of at most five digits, four where that goes: what one keeps in mind until the next pause. */
function pieces(digits: string): readonly string[] {
  const rest = digits.length % 4;
  const first = digits.length <= CODE_LENGTH ? digits.length : rest === 1 ? CODE_LENGTH : rest || 4;
  const tail = digits.slice(first).match(/.{4}/g) ?? [];
  return [digits.slice(0, first), ...tail];
}

/** As they are printed: 短码 and 办件编号; 身份证号 is area, date and the rest. */
function groups(digits: string): readonly string[] {
  if (digits.length === 26) return groupCaseNumber(digits).split(' ');
  if (digits.length === 6) return [digits.slice(0, 3), digits.slice(3)];
  if (digits.length === 18) return [digits.slice(0, 6), digits.slice(6, 14), digits.slice(14)];
  return [digits];
}

/** A number to be copied, with or without the spaces it is printed with: piece by piece, each digit by itself. */
export function spelled(code: string): readonly string[] {
  const given = code.split(/\D+/).filter((part) => part !== '');
  const said = given
    .flatMap((part) => (given.length > 1 ? [part] : groups(part)))
    .flatMap((part) => pieces(part))
    .map(digitByDigit);
  const isLong = given.join('').length >= CODE_LENGTH;
  return isLong ? said.map((part) => part.replaceAll('一', CLEAR_ONE)) : said;
}
