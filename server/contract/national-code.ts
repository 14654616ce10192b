import { isCreditCode } from './credit-code.ts';
import type { Implementer, NationalIdentity } from './guide.ts';

const LEVEL = /^[1-6]$/;

/** True for a 基本编码 (GB/T 39554.1): 12 digits. */
export const isBaseCode = (text: string): boolean => /^\d{12}$/.test(text);

/** True for a 实施编码: credit code, digit of the level 1 to 6, 基本编码. */
export const isTaskCode = (text: string): boolean =>
  text.length === 31 && isCreditCode(text.slice(0, 18)) && LEVEL.test(text.charAt(18)) && isBaseCode(text.slice(19));

/** True for a 业务办理项编码: 实施编码 and two digits. */
export const isHandlingCode = (text: string): boolean =>
  isTaskCode(text.slice(0, 31)) && /^\d{2}$/.test(text.slice(31));

/** Which codes of one item contradict each other; each code by itself is taken to be well formed. */
export function codesApart(
  { baseCode, taskCode, handlingCode, level }: NationalIdentity,
  implementer: Pick<Implementer, 'creditCode'> = {}
): ('creditCode' | 'level' | 'baseCode' | 'handlingCode')[] {
  const whole = taskCode ?? handlingCode?.slice(0, 31);
  if (whole === undefined) return [];
  const apart: ('creditCode' | 'level' | 'baseCode' | 'handlingCode')[] = [];
  if (implementer.creditCode !== undefined && implementer.creditCode !== whole.slice(0, 18)) apart.push('creditCode');
  if (level !== undefined && level !== whole.charAt(18)) apart.push('level');
  if (baseCode !== undefined && baseCode !== whole.slice(19)) apart.push('baseCode');
  if (handlingCode !== undefined && handlingCode.slice(0, 31) !== whole) apart.push('handlingCode');
  return apart;
}
