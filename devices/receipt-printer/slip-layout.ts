import { groupCaseNumber } from '../../server/contract/case-number.ts';
import type { Slip } from '../../server/contract/slip.ts';
import { widthOf, wrap } from './character-set.ts';
import type { PrinterProfile } from './profiles.ts';

/** What stands on the paper, from top to bottom; `scale` multiplies width and height of the characters. */
export type ReceiptLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly scale: 1 | 2 | 3;
      readonly bold: boolean;
      readonly centred: boolean;
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'space' }
  | { readonly kind: 'code'; readonly text: string };

const DEMONSTRATION_MARK = '【演示 无效】';
const REPRINT_MARK = '【补打】';

/** Lays a slip out for paper of so many columns: what to remember largest, the code last, where a phone finds it. */
export function layOutSlip(slip: Slip, reprint: boolean, { columns }: Pick<PrinterProfile, 'columns'>): ReceiptLine[] {
  const lines: ReceiptLine[] = [];
  const text = (content: string, { scale = 1 as 1 | 2 | 3, bold = false, centred = false } = {}) => {
    for (const line of wrap(content, Math.floor(columns / scale)))
      lines.push({ kind: 'text', text: line, scale, bold, centred });
  };
  const rule = () => lines.push({ kind: 'rule' });
  const space = () => lines.push({ kind: 'space' });
  /** A label, and its text indented under itself where it takes more than one line. */
  const pair = (label: string, content: string) => {
    const head = `${label}：`;
    const indent = widthOf(head);
    const [first = '', ...rest] = wrap(content, columns - indent);
    lines.push({ kind: 'text', text: head + first, scale: 1, bold: false, centred: false });
    for (const line of rest)
      lines.push({ kind: 'text', text: ' '.repeat(indent) + line, scale: 1, bold: false, centred: false });
  };
  const list = (title: string, entries: readonly string[]) => {
    space();
    text(title, { bold: true });
    for (const [index, entry] of entries.entries()) {
      const head = `${index + 1}. `;
      const [first = '', ...rest] = wrap(entry, columns - head.length);
      lines.push({ kind: 'text', text: head + first, scale: 1, bold: false, centred: false });
      for (const line of rest)
        lines.push({ kind: 'text', text: ' '.repeat(head.length) + line, scale: 1, bold: false, centred: false });
    }
  };

  if (slip.demonstration) text(DEMONSTRATION_MARK, { bold: true, centred: true });
  if (reprint) text(REPRINT_MARK, { bold: true, centred: true });
  text(slip.centre.name, { centred: true });
  text(slip.title, { scale: 2, bold: true, centred: true });
  space();
  text(slip.itemName, { scale: widthOf(slip.itemName) * 2 <= columns ? 2 : 1, bold: true });
  if (slip.headline) {
    rule();
    text(slip.headline, { scale: widthOf(slip.headline) * 3 <= columns ? 3 : 2, bold: true });
    rule();
  }
  pair('申请人', slip.applicant);
  for (const { label, text: content } of slip.rows) pair(label, content);
  for (const { title, entries } of slip.lists) list(title, entries);
  space();
  rule();
  pair('负责人', `${slip.responsible.name}  ${slip.responsible.phone}`);
  pair('地址', slip.centre.address);
  for (const note of slip.notes) text(note);
  rule();
  text('短码', { centred: true });
  text(`${slip.shortCode.slice(0, 3)} ${slip.shortCode.slice(3)}`, { scale: 3, bold: true, centred: true });
  lines.push({ kind: 'code', text: slip.code });
  text(groupCaseNumber(slip.caseNumber), { centred: true });
  text(`${slip.issuedAt}  ${slip.number.split('-')[1] ?? ''}`, { centred: true });
  return lines;
}
