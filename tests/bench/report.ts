/** What a bench found: a table for people, and what goes into its one line of JSON. */
export interface Report {
  readonly table: readonly string[];
  readonly rows: readonly object[];
  /** Where there is a budget, whether it is met. */
  readonly isMet?: boolean;
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
