import type { Readings } from './search/word.ts';

/** A proof that residents' committees do not issue, with who verifies instead, and the words it is found by. */
export interface Proof {
  readonly code: string;
  readonly name: string;
  /** What people mean who are sent for it. */
  readonly plainHint: string;
  /** Who verifies instead. */
  readonly who: string;
  /** What the resident does. */
  readonly way: string;
  /** Where that is taken from. */
  readonly basis: string;
  /** Items of this centre's catalogue that cover the need. */
  readonly items: readonly { readonly code: string; readonly name: string; readonly plainName: string }[];
  readonly words: readonly string[];
}

/** The list with where it comes from, and how far what is said beside it can be relied upon. */
export interface ProofList {
  readonly source: string;
  readonly guidance: string;
  readonly proofs: readonly Proof[];
  /** How the characters of their words are said, for the search. */
  readonly readings: Readings;
}
