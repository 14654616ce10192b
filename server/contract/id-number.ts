import { fail, ok, type Result } from './result.ts';

/**
 * Which of the three 18-digit numbers this is. All carry the same MOD 11-2 check character.
 * - `citizen`: 公民身份号码, GB 11643
 * - `hmt-residence`: 港澳台居民居住证, area prefix 81 / 82 / 83
 * - `permanent-residence`: 外国人永久居留身份证 in the 2023 form, first digit 9
 */
export type IdNumberKind = 'citizen' | 'hmt-residence' | 'permanent-residence';

/** Why a number was refused. */
export type IdNumberFailure = 'id-number.malformed' | 'id-number.birth-date' | 'id-number.check-digit';

/** A number that passed its checks. `birth` is YYYY-MM-DD. */
export interface IdNumber {
  readonly number: string;
  readonly kind: IdNumberKind;
  readonly birth: string;
  readonly sex: 'male' | 'female';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK = '10X98765432';

/** The check character of the first 17 digits (GB 11643-1999 §4.2.3, ISO 7064 MOD 11-2). */
export function idNumberCheck(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK.charAt(sum % 11);
}

/** True for a calendar date of the Gregorian calendar, given as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/**
 * Checks an 18-character number: form, birth date, check character (GB 11643; 国办 rules give residence permits the
 * same form). An unknown administrative area is accepted: areas are abolished, the numbers issued there stay valid.
 *
 * Failures: `id-number.malformed`, `id-number.birth-date`, `id-number.check-digit`.
 */
export function parseIdNumber(text: string): Result<IdNumber, IdNumberFailure> {
  const number = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return fail('id-number.malformed');
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDate(birth)) return fail('id-number.birth-date');
  if (idNumberCheck(number.slice(0, 17)) !== number[17]) return fail('id-number.check-digit');
  const kind: IdNumberKind = number.startsWith('9')
    ? 'permanent-residence'
    : /^8[123]/.test(number)
      ? 'hmt-residence'
      : 'citizen';
  return ok({ number, kind, birth, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' });
}

/** Any number that a resident's card can carry: 18 characters with their check, or the 15 of 2017 cards, which have none. */
export const isResidentNumber = (text: string): boolean =>
  parseIdNumber(text).ok || PERMANENT_RESIDENCE_2017.test(text);

/** 外国人永久居留身份证 in the 2017 form: nationality, area, date of birth, two digits; no check character. */
const PERMANENT_RESIDENCE_2017 = /^[A-Z]{3}\d{12}$/;

/** The form shown on every screen and slip: area code and last four only, `110101********1234`. */
export function maskIdNumber(number: string): string {
  return number.length === 18 ? `${number.slice(0, 6)}********${number.slice(14)}` : '*'.repeat(number.length);
}

/** Full years of age on a day; both as YYYY-MM-DD. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
