import type { PullOutcome } from '../contract/material.ts';

/** What a licence library answers for one record. `parts` are its values by name, as `PrefillRule.part` asks for them. */
export type LicenceAnswer =
  | {
      readonly outcome: 'found';
      readonly name: string;
      readonly number: string | null;
      readonly issuedOn: string | null;
      readonly validUntil: string | null;
      readonly parts: Readonly<Record<string, unknown>>;
    }
  | { readonly outcome: Exclude<PullOutcome, 'found' | 'expired'> }
  | { readonly outcome: 'expired'; readonly name: string; readonly validUntil: string };

/**
 * The province's licence library (电子证照库) and the data checks behind the same door. An adapter answers within the
 * deadline or with `timeout`; it never throws for anything the network or the library does.
 */
export interface LicenceLibrary {
  /** True where the library says of itself that its records are invented; such a library is refused outside a demonstration. */
  readonly isDemonstration: () => Promise<boolean>;
  pull(request: {
    readonly idNumber: string;
    readonly name: string;
    readonly record: string;
    readonly itemCode: string;
    readonly purpose: string;
    readonly deadlineMs: number;
  }): Promise<LicenceAnswer>;
}
