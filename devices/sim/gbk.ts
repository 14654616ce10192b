import { encodeText } from '../receipt-printer/character-set.ts';

/** The bytes of a text in GBK; null where a character is not in it. */
export function gbkOf(text: string): Uint8Array | null {
  const bytes = encodeText(text, { font: 'gbk', fourByteCodes: false });
  return bytes && Uint8Array.from(bytes);
}
