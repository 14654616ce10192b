/** 一件事 have codes of their own, `JS-serial`. */
export const isBundleCode = (code: string): boolean => code.startsWith('JS-');

/** The guide to an item or to a 一件事. */
export const guideOf = (code: string): string =>
  `/terminal/${isBundleCode(code) ? 'bundle' : 'item'}/${encodeURIComponent(code)}`;

/** The field of an item, which its code names. */
export const fieldOf = (code: string): string => code.slice(3, 5);
