/** How many pages a list fills; an empty list fills one. */
export const pageCount = (length: number, size: number): number => Math.max(1, Math.ceil(length / size));

/** The entries of one page, counted from 0. */
export const pageOf = <T>(entries: readonly T[], at: number, size: number): readonly T[] =>
  entries.slice(at * size, (at + 1) * size);

/** How many entries to try next where `size` of them needed more room than there is; `share` of it was to be had. */
export const fewer = (size: number, share: number): number => Math.max(1, Math.min(size - 1, Math.ceil(size * share)));
