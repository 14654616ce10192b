/**
 * A ticket (号) on paper, as the server writes it. Whoever finds it learns nothing of anybody: neither who took it, nor what
 * for, nor why they are called before others. It counts on its day alone, and carries no code: it is called, not scanned.
 */
export interface TicketSlip {
  readonly kind: 'ticket';
  /** Of the ticket: one ticket is one print, whatever is tapped twice. */
  readonly id: string;
  readonly title: string;
  readonly centre: { readonly name: string; readonly phone: string };
  /** As it is called: printed as large as the paper lets it be. */
  readonly number: string;
  /** How many are before it and about how long that takes; of an appointment, its time. */
  readonly headline: string;
  /** YYYY-MM-DD HH:mm in the centre's time zone. */
  readonly issuedAt: string;
  /** Where to wait, and what to do if one is not there when called. */
  readonly notes: readonly string[];
  readonly demonstration: boolean;
}
