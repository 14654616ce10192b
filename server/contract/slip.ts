/**
 * A slip (回执) as the server writes it: dated, numbered, the same content for the receipt printer, the screen and the
 * window. It says what to print, never how; bytes are the printer driver's business.
 */
export interface Slip {
  /** Unique for ever; a reprint carries the same number. Case number, `-`, serial within the case. */
  readonly number: string;
  readonly kind: SlipKind;
  readonly title: string;
  /** Name of the centre, and its address and phone. */
  readonly centre: { readonly name: string; readonly address: string; readonly phone: string };
  readonly caseNumber: string;
  /** Six digits that can be read over the phone. */
  readonly shortCode: string;
  readonly itemName: string;
  readonly applicant: string;
  /** YYYY-MM-DD HH:mm in the centre's time zone. */
  readonly issuedAt: string;
  /** The one thing to remember: printed largest, `12月3日（星期四）前办好`. null where there is none. */
  readonly headline: string | null;
  /** Label and text, in reading order. */
  readonly rows: readonly { readonly label: string; readonly text: string }[];
  /** Numbered list: what was received, what is missing, reasons. */
  readonly lists: readonly { readonly title: string; readonly entries: readonly string[] }[];
  /** Closing sentences: remedies, how to ask for progress. */
  readonly notes: readonly string[];
  readonly responsible: { readonly name: string; readonly phone: string };
  /** Text of the QR code. */
  readonly code: string;
  readonly demonstration: boolean;
}

/** The documents of a case, each with its title in `server/slips/compose.ts`. */
export const SLIP_KINDS = [
  'receipt',
  'acceptance',
  'tolerant-acceptance',
  'deemed-acceptance',
  'supplement-notice',
  'dismissal',
  'refusal',
  'suspension',
  'resumption',
  'passing-up',
  'extension',
  'overdue',
  'grant',
  'denial',
  'issue',
  'withdrawal',
  'lapse'
] as const;
export type SlipKind = (typeof SLIP_KINDS)[number];
