import type { CatalogueProblem } from './catalogue-problem.ts';
import type { FieldCode, Item } from './item.ts';

/** An item in the list that staff keep. */
export interface CatalogueEntry {
  readonly code: string;
  readonly name: string;
  readonly plainName: string | null;
  readonly field: FieldCode;
  /** The version residents meet today; null where none is offered. */
  readonly version: number | null;
  /** It was offered and is no more. */
  readonly ended: boolean;
  /** What takes its place, and from which day (YYYY-MM-DD): another version, or its end. */
  readonly coming: { readonly version: number; readonly from: string; readonly offered: boolean } | null;
  readonly draft: { readonly savedAt: string; readonly savedBy: string; readonly previewed: boolean } | null;
}

/** What staff are writing, and everything that still keeps it from being published. */
export interface ItemDraft {
  readonly code: string;
  /** Counts changes; whoever saves says which one they began with. */
  readonly revision: number;
  /** The version it began with; null for a new item. */
  readonly basedOn: number | null;
  /** It passed every rule and was looked at as it stands. */
  readonly previewed: boolean;
  readonly savedAt: string;
  readonly savedBy: string;
  readonly definition: Item;
  readonly problems: readonly CatalogueProblem[];
}

/** One published version of an item, the latest first. */
export interface ItemVersion {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly offered: boolean;
  readonly publishedAt: string;
  /** null: it came with the software. */
  readonly publishedBy: string | null;
  readonly state: 'coming' | 'in-force' | 'past';
}

/** An item as its page for staff needs it: what it is today, what is being written, how it came to be. */
export interface ItemFile {
  readonly code: string;
  readonly current: Item | null;
  readonly draft: ItemDraft | null;
  readonly versions: readonly ItemVersion[];
}
