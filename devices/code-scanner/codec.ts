/** Longest code that is taken, in bytes: a QR code of version 40 holds no more. */
const LONGEST_BYTES = 2953;
const CR = 0x0d;
const LF = 0x0a;

/** Takes what a scanner sends, in pieces of any length, and gives the codes that are complete. */
export interface CodeParser {
  push(bytes: Uint8Array): string[];
  reset(): void;
}

/** UTF-8 where it is that, else GB 18030: scanners hand on the bytes of the code, and both are in use. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/**
 * A serial scanner ends each code with CR, LF or both, as set in its factory. A run without an end that grows longer
 * than any code is noise: it is dropped up to the next end.
 */
export function createCodeParser(): CodeParser {
  let held: number[] = [];
  let noisy = false;
  return {
    push(bytes) {
      const codes: string[] = [];
      for (const byte of bytes) {
        if (byte === CR || byte === LF) {
          if (held.length > 0 && !noisy) codes.push(textOf(Uint8Array.from(held)));
          held = [];
          noisy = false;
        } else if (held.length < LONGEST_BYTES) held.push(byte);
        else noisy = true;
      }
      return codes;
    },
    reset() {
      held = [];
      noisy = false;
    }
  };
}
