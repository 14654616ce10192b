import type { Result } from '../../server/contract/result.ts';

/**
 * Why no card could be addressed. `absent`: this machine has no PC/SC at all; `unreadable`: a card that does not answer
 * when it is powered up (upside down, not pushed in yet), or that another program holds.
 */
export type SmartCardFailure =
  | 'social-card.absent'
  | 'social-card.no-reader'
  | 'social-card.no-card'
  | 'social-card.unreadable';

/** A chip card with contacts that was powered up, addressed in APDUs (ISO/IEC 7816-4), one at a time. */
export interface SmartCard {
  /** The answer with its two status bytes, a copy that its reader may zero; null once the card does not answer any more. */
  transmit(command: Uint8Array): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** The readers of this machine for chip cards with contacts. */
export interface SmartCardPort {
  /** Powers up the card that is in one of them. */
  connect(): Promise<Result<SmartCard, SmartCardFailure>>;
}
