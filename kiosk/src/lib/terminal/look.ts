/** What the person in front of the screen may choose; theirs for one session and then forgotten. */
export const CONTRASTS = ['paper', 'night', 'black-on-white', 'yellow-on-black'] as const;
export type Contrast = (typeof CONTRASTS)[number];
export const TEXT_SCALES = [1, 1.2, 1.4, 1.6] as const;
/** `low`: from a wheelchair, or for whoever is small. It changes something on a screen that stands upright. */
export const REACHES = ['normal', 'low'] as const;
export type Reach = (typeof REACHES)[number];
