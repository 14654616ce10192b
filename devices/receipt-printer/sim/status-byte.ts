/** How a printer stands. */
export interface Standing {
  readonly paper: 'enough' | 'low' | 'out';
  readonly coverOpen: boolean;
  readonly cutterJammed: boolean;
  readonly isOnline: boolean;
}

const FIXED = 0x12;
const when = (is: boolean, bits: number): number => (is ? bits : 0);

/** DLE EOT n by Epson's tables. */
function epson(which: number, { paper, coverOpen, cutterJammed, isOnline }: Standing): number {
  switch (which) {
    case 1:
      return FIXED | when(!isOnline, 0x08);
    case 2:
      return FIXED | when(coverOpen, 0x04) | when(paper === 'out', 0x20) | when(cutterJammed, 0x40);
    case 3:
      return FIXED | when(cutterJammed, 0x08);
    default:
      return FIXED | when(paper !== 'enough', 0x0c) | when(paper === 'out', 0x60);
  }
}

/** DLE EOT 2 by Hwasung's, which answers no other: bit 0 no paper, 1 head up, 3 near end, 5 cutter, 7 paper at the mouth. */
const hwasung = (which: number, { paper, coverOpen, cutterJammed }: Standing): number | null =>
  which === 2
    ? when(paper === 'out', 0x01) | when(coverOpen, 0x02) | when(paper !== 'enough', 0x08) | when(cutterJammed, 0x20)
    : null;

/** The answer to DLE EOT n; null where there is none. */
export function statusByte(table: 'epson' | 'hwasung' | 'none', which: number, standing: Standing): number | null {
  if (table === 'none') return null;
  return table === 'epson' ? epson(which, standing) : hwasung(which, standing);
}
