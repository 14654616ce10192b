import { fail, ok, type Result } from './result.ts';

/** The parts of a 办件编号. `day` is YYYY-MM-DD in the centre's time zone, `serial` counts from 1 on that day. */
export interface CaseNumberParts {
  readonly communityCode: string;
  readonly day: string;
  readonly serial: number;
}

/** Check digit over a string of digits, ISO 7064 MOD 11,10: finds every single wrong digit and nearly every swap. */
export function mod1110(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** 办件编号: 12-digit community code, yyyymmdd, 5-digit serial of the day, check digit; 26 digits. */
export function composeCaseNumber({ communityCode, day, serial }: CaseNumberParts): string {
  const digits = `${communityCode}${day.replaceAll('-', '')}${String(serial).padStart(5, '0')}`;
  return digits + mod1110(digits);
}

/**
 * Reads a case number back, with or without the spaces it is printed with.
 * Failures: `case-number.malformed`, `case-number.check-digit`.
 */
export function parseCaseNumber(
  text: string
): Result<CaseNumberParts & { readonly number: string }, 'case-number.malformed' | 'case-number.check-digit'> {
  const number = text.replaceAll(/\s/g, '');
  const parts = /^(\d{12})(\d{4})(\d{2})(\d{2})(\d{5})(\d)$/.exec(number);
  if (!parts) return fail('case-number.malformed');
  const [, communityCode = '', year, month, day, serial, check] = parts;
  if (mod1110(number.slice(0, 25)) !== check) return fail('case-number.check-digit');
  return ok({ number, communityCode, day: `${year}-${month}-${day}`, serial: Number(serial) });
}

/** For reading aloud and by eye: `330102016001 20261123 00017 0`. */
export function groupCaseNumber(number: string): string {
  return `${number.slice(0, 12)} ${number.slice(12, 20)} ${number.slice(20, 25)} ${number.slice(25)}`;
}

/** A 短码 for reading aloud and by eye: `123 456`. */
export function groupShortCode(shortCode: string): string {
  return `${shortCode.slice(0, 3)} ${shortCode.slice(3)}`;
}

/** How the QR of everything about a case begins: an own prefix, so that a scanner tells it from any other, and the number. */
export const slipCode = (caseNumber: string): string => `YIMEN:${caseNumber}`;

/**
 * Reads the case out of a QR's text; null where it is some other code. What proves a slip follows behind a `-`, and is
 * looked at elsewhere (`notice-code.ts`): a case is found by a paper that proves nothing, too.
 */
export function parseSlipCode(text: string): string | null {
  const match = /^YIMEN:(\d{26})(?:-[\dA-Z:-]*)?$/.exec(text.trim());
  if (!match?.[1]) return null;
  const parsed = parseCaseNumber(match[1]);
  return parsed.ok ? parsed.value.number : null;
}
