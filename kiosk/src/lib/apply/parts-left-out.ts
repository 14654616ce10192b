/**
 * Which items of a 一件事 whoever stands here does without, from its guide to its form; the draft keeps it from there on.
 * Gone with the page, which is loaded anew at the end of each session.
 */
const leftOut = new Map<string, readonly string[]>();

/** By the code of the 一件事; null where nobody has chosen. */
export const leftOutOf = (code: string): readonly string[] | null => leftOut.get(code) ?? null;
export const leaveOut = (code: string, items: readonly string[]): void => {
  leftOut.set(code, items);
};
