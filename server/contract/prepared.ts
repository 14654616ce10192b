import type { FormField } from './item.ts';

/**
 * What of a form is filled in at home. A card, the licence library and shared data say their part at the terminal, where
 * they say it about whoever is there; and no time is held for somebody who is not known yet.
 */
export const isFilledAtHome = ({ type, source, prefill }: FormField): boolean =>
  type !== 'slot' && source !== 'computed' && prefill.every(({ from }) => from === 'earlier');
