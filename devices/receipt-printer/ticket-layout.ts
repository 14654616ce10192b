import type { TicketSlip } from '../../server/contract/ticket-slip.ts';
import { characterSet, isAscii, widthOf } from './character-set.ts';
import type { PrinterProfile } from './profiles.ts';
import { DEMONSTRATION_MARK, REPRINT_MARK, type ReceiptLine, type Scale } from './slip-layout.ts';
import { installedTypefaces, printable, type Typefaces } from './typefaces.ts';
import { wrap } from './wrap.ts';

/** Left free beside the number, so that it stands in the middle of the paper and not from edge to edge. */
const MARGIN_COLUMNS = 2;

/** Latin letters and digits grow on every printer, whatever it makes of large Chinese. */
const largestFor = (number: string, columns: number): Scale =>
  Math.max(1, Math.min(8, Math.floor((columns - MARGIN_COLUMNS) / widthOf(number)))) as Scale;

/** Lays a ticket out: its number as large as it goes, readable over somebody's shoulder and without glasses. */
export function layOutTicket(
  ticket: TicketSlip,
  reprint: boolean,
  profile: PrinterProfile,
  typefaces: Typefaces = installedTypefaces
): ReceiptLine[] {
  const { columns } = profile;
  const lines: ReceiptLine[] = [];
  const set = characterSet(profile);
  const isHeld = (character: string) => isAscii(character) || set.has(character);
  const text = (content: string, { scale = 1 as Scale, bold = false, centred = true } = {}) => {
    for (const line of wrap(printable(content, typefaces, isHeld), Math.floor(columns / scale)))
      lines.push({ kind: 'text', text: line, scale, bold, centred });
  };

  if (ticket.demonstration) text(DEMONSTRATION_MARK, { bold: true });
  if (reprint) text(REPRINT_MARK, { bold: true });
  text(ticket.centre.name);
  text(ticket.title);
  lines.push({ kind: 'space' });
  text(ticket.number, { scale: largestFor(ticket.number, columns), bold: true });
  lines.push({ kind: 'space' });
  // On narrow paper a line for each of its parts.
  const fits = widthOf(ticket.headline) * 2 <= columns;
  text(fits ? ticket.headline : ticket.headline.replaceAll('，', '\n'), { scale: 2, bold: true });
  lines.push({ kind: 'rule' });
  for (const note of ticket.notes) text(note, { centred: false });
  lines.push({ kind: 'rule' });
  text(`${ticket.issuedAt}  当天有效`);
  text(ticket.centre.phone);
  return lines;
}
