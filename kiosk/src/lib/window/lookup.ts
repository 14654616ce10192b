import { parseCaseNumber, parseSlipCode } from '../../../../server/contract/case-number.ts';
import { parseIdNumber } from '../../../../server/contract/id-number.ts';
import { isNoticeCode } from '../../../../server/contract/notice-code.ts';

const bareOf = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

/** The code of a notice in the search box, to be verified; null where it is something else. */
export function noticeIn(text: string): string | null {
  const bare = bareOf(text);
  return isNoticeCode(bare) ? bare : null;
}

/** What a text in the search box names; null where it is none of the things a case is found by. */
export function whatWasTyped(
  text: string
): { caseNumber: string } | { shortCode: string } | { idNumber: string } | null {
  const bare = bareOf(text);
  const scanned = parseSlipCode(bare);
  if (scanned) return { caseNumber: scanned };
  const number = parseCaseNumber(bare);
  if (number.ok) return { caseNumber: number.value.number };
  if (/^\d{6}$/.test(bare)) return { shortCode: bare };
  return parseIdNumber(bare).ok ? { idNumber: bare } : null;
}
