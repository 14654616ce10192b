import { parseCaseNumber, parseSlipCode } from '../../../../server/contract/case-number.ts';
import { parseIdNumber } from '../../../../server/contract/id-number.ts';

/** What a text in the search box names; null where it is none of the things a case is found by. */
export function whatWasTyped(
  text: string
): { caseNumber: string } | { shortCode: string } | { idNumber: string } | null {
  const bare = text.replaceAll(/\s/g, '').toUpperCase();
  const scanned = parseSlipCode(bare);
  if (scanned) return { caseNumber: scanned };
  const number = parseCaseNumber(bare);
  if (number.ok) return { caseNumber: number.value.number };
  if (/^\d{6}$/.test(bare)) return { shortCode: bare };
  return parseIdNumber(bare).ok ? { idNumber: bare } : null;
}
