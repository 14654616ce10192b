import { parseSlipCode } from './case-number.ts';
import { isNoticeCode } from './notice-code.ts';
import { parsePreparedCode } from './prepared.ts';

/**
 * What was held before a scanner. `licence-code`: a 亮证 code, by which a phone shows an electronic licence; it names
 * somebody's licence, and is therefore not handed on. `unknown`: anything else, of which nothing is said. `notice` is the
 * whole code of a slip, to be verified; null for what names its case alone. `prepared`: brings back what was filled in at
 * home.
 */
export type ScannedCode =
  | { readonly kind: 'slip'; readonly caseNumber: string; readonly notice: string | null }
  | { readonly kind: 'prepared'; readonly code: string }
  | { readonly kind: 'licence-code' }
  | { readonly kind: 'unknown' };

/**
 * The identifier of an electronic licence (GB/T 36904-2018): root, type, issuer, serial, version of three digits, check
 * character. Alone, or within an address. The one-time codes of a province's own app have no form that all share: they
 * are unknown here.
 */
const LICENCE_IDENTIFIER = /(?<![\w.])1\.2\.156\.3005\.2(?:\.[0-9A-Z]{1,40}){3}\.\d{3}\.[0-9A-Z](?!\w)/i;

/** Tells a slip's code, and a code that shows a licence, from all others. `text` is the code as it was encoded. */
export function classifyCode(text: string): ScannedCode {
  const caseNumber = parseSlipCode(text);
  if (caseNumber) return { kind: 'slip', caseNumber, notice: isNoticeCode(text) ? text.trim() : null };
  const prepared = parsePreparedCode(text);
  if (prepared) return { kind: 'prepared', code: prepared };
  return { kind: LICENCE_IDENTIFIER.test(text) ? 'licence-code' : 'unknown' };
}
