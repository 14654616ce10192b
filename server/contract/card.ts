/**
 * What a card reader gives of an identity card: the four layouts that a reader of the GA 450 family answers with.
 * Dates are YYYY-MM-DD; `validUntil` is null for 长期. Nothing is corrected: doubts are listed in `warnings`.
 */
export interface Card {
  readonly type: 'citizen' | 'hmt-residence' | 'permanent-residence-2017' | 'permanent-residence-2023';
  readonly name: string;
  readonly nameEn: string | null;
  readonly sex: 'male' | 'female' | 'unknown';
  /** GB/T 3304 two-digit code and name; name null for an unknown code. Citizens only. */
  readonly nation: { readonly code: string; readonly name: string | null } | null;
  readonly birth: string;
  /** Address printed on the card; null where the layout has none. */
  readonly address: string | null;
  /** 18 characters; 15 for a 2017 permanent-residence card. */
  readonly idNumber: string;
  readonly issuer: string | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  /** GB/T 2659 alpha-3; permanent residence only. */
  readonly nationality: string | null;
  /** Travel permit of a 港澳台 resident. */
  readonly travelPermit: string | null;
  readonly warnings: readonly CardWarning[];
}

/** Doubts about a card that was read correctly. They are shown to staff and change nothing. */
export type CardWarning =
  | 'card.check-digit'
  | 'card.birth-differs'
  | 'card.sex-differs'
  | 'card.period-reversed'
  | 'card.unknown-nation'
  | 'card.unencoded-character'
  | 'card.unreadable-date';

/** True where the card may still be used on a day (YYYY-MM-DD). */
export const isCardValidOn = (card: Pick<Card, 'validUntil'>, day: string): boolean =>
  card.validUntil === null || card.validUntil >= day;
