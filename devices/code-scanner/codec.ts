/** Takes what a scanner sends and gives the codes that are complete. Nothing it is given makes it throw. */
export interface CodeParser {
  push(bytes: Uint8Array): string[];
  /** Forgets a code that has begun: its end will not come. */
  reset(): void;
}

/** Longest code that is taken, in bytes: a QR code of version 40 holds no more (ISO/IEC 18004). */
export const LONGEST_CODE_BYTES = 2953;

/** UTF-8 where it is that, else GB 18030: scanners hand on the bytes of the code, and both are in use. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
