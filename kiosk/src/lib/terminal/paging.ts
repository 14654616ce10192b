/** How many pages a list fills; an empty list fills one. */
export const pageCount = (length: number, size: number): number => Math.max(1, Math.ceil(length / size));

/** The entries of one page, counted from 0. */
export const pageOf = <T>(entries: readonly T[], at: number, size: number): readonly T[] =>
  entries.slice(at * size, (at + 1) * size);
