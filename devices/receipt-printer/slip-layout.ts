import { groupCaseNumber, groupShortCode } from '../../server/contract/case-number.ts';
import { nameLabelOf, type Slip } from '../../server/contract/slip.ts';
import { characterSet, isAscii, widthOf } from './character-set.ts';
import type { PrinterProfile } from './profiles.ts';
import { installedTypefaces, printable, type Typefaces } from './typefaces.ts';
import { wrap } from './wrap.ts';

/** How many times larger than usual, in both directions: ESC/POS has no larger one than eight. */
export type Scale = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What stands on the paper, from top to bottom; `scale` multiplies width and height of the characters. */
export type ReceiptLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly scale: Scale;
      readonly bold: boolean;
      readonly centred: boolean;
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'space' }
  | { readonly kind: 'code'; readonly text: string };

export const DEMONSTRATION_MARK = '【演示 无效】';
export const REPRINT_MARK = '【补打】';

/** As many lines as the one thing to remember may take in the largest size. */
const MOST_HEADLINES = 4;

/** Lays a slip out for a printer's paper: what to remember largest, the code last, where a phone finds it. */
export function layOutSlip(
  slip: Slip,
  reprint: boolean,
  profile: PrinterProfile,
  typefaces: Typefaces = installedTypefaces
): ReceiptLine[] {
  const { columns } = profile;
  const lines: ReceiptLine[] = [];
  const set = characterSet(profile);
  const isHeld = (character: string) => isAscii(character) || set.has(character);
  // Before lines are broken: a character that nobody can print takes more room as its code point.
  const broken = (content: string, width: number) => wrap(printable(content, typefaces, isHeld), width);
  const plain = (content: string) => lines.push({ kind: 'text', text: content, scale: 1, bold: false, centred: false });
  const text = (content: string, { scale = 1 as 1 | 2 | 3, bold = false, centred = false } = {}) => {
    for (const line of broken(content, Math.floor(columns / scale)))
      lines.push({ kind: 'text', text: line, scale, bold, centred });
  };
  const rule = () => lines.push({ kind: 'rule' });
  const space = () => lines.push({ kind: 'space' });
  /** A head, and its text indented under itself where it takes more than one line. */
  const hanging = (head: string, content: string) => {
    const indent = widthOf(head);
    for (const [index, line] of broken(content, columns - indent).entries())
      plain((index === 0 ? head : ' '.repeat(indent)) + line);
  };
  const pair = (label: string, content: string) => {
    if (widthOf(label) + 2 <= columns / 2) return hanging(`${label}：`, content);
    text(`${label}：`);
    hanging('  ', content);
  };
  const list = (title: string, entries: readonly string[]) => {
    space();
    text(title, { bold: true });
    for (const [index, entry] of entries.entries()) hanging(`${index + 1}. `, entry);
  };

  if (slip.demonstration) text(DEMONSTRATION_MARK, { bold: true, centred: true });
  if (reprint) text(REPRINT_MARK, { bold: true, centred: true });
  text(slip.centre.name, { centred: true });
  text(slip.title, { scale: 2, bold: true, centred: true });
  space();
  text(slip.itemName, { scale: widthOf(slip.itemName) * 2 <= columns ? 2 : 1, bold: true });
  if (slip.headline) {
    rule();
    const fits = broken(slip.headline, Math.floor(columns / 3)).length <= MOST_HEADLINES;
    text(slip.headline, { scale: fits && profile.chineseSize === 'with-latin' ? 3 : 2, bold: true });
    rule();
  }
  pair(nameLabelOf(slip), slip.applicant);
  for (const { label, text: content } of slip.rows) pair(label, content);
  for (const { title, entries } of slip.lists) list(title, entries);
  space();
  rule();
  pair('负责人', `${slip.responsible.name}  ${slip.responsible.phone}`);
  pair('地址', slip.centre.address);
  pair('电话', slip.centre.phone);
  for (const note of slip.notes) text(note);
  rule();
  text('短码', { centred: true });
  text(groupShortCode(slip.shortCode), { scale: 2, bold: true, centred: true });
  lines.push({ kind: 'code', text: slip.code });
  text(groupCaseNumber(slip.caseNumber), { centred: true });
  text(`${slip.issuedAt}  第${slip.number.split('-')[1] ?? ''}号`, { centred: true });
  return lines;
}
