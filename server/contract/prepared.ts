import type { FormField } from './item.ts';

/**
 * What of a form is filled in at home. A card, the licence library and shared data say their part at the terminal, where
 * they say it about whoever is there; and no time is held for somebody who is not known yet.
 */
export const isFilledAtHome = ({ type, source, prefill }: FormField): boolean =>
  type !== 'slot' && source !== 'computed' && prefill.every(({ from }) => from === 'earlier');

/** How many digits bring back what was filled in at home: pressed on a number pad in three groups of four. */
export const PREPARED_CODE_DIGITS = 12;
/** So long a form that was filled in at home waits for its card. */
export const PREPARED_DAYS = 7;

const PREFIX = 'YIMEN-HOME:';

/** What a phone shows as a QR code: nothing of what was filled in, nor of whom. */
export const preparedCodeText = (code: string): string => `${PREFIX}${code}`;

/** The digits of such a code as it was scanned; null where it is none. */
export function parsePreparedCode(text: string): string | null {
  const code = text.trim().startsWith(PREFIX) ? text.trim().slice(PREFIX.length) : '';
  return /^\d{12}$/.test(code) ? code : null;
}
