import { type CodeParser, LONGEST_CODE_BYTES, textOf } from './codec.ts';

const CR = 0x0d;
const LF = 0x0a;

/**
 * A serial scanner ends each code with CR, LF or both, as set in its factory; its bytes come in pieces of any length. A
 * run without an end that grows longer than any code is noise: it is dropped up to the next end.
 */
export function createLineParser(): CodeParser {
  let held: number[] = [];
  let noisy = false;
  const reset = () => {
    held = [];
    noisy = false;
  };
  return {
    push(bytes) {
      const codes: string[] = [];
      for (const byte of bytes) {
        if (byte === CR || byte === LF) {
          if (held.length > 0 && !noisy) codes.push(textOf(Uint8Array.from(held)));
          reset();
        } else if (held.length < LONGEST_CODE_BYTES) held.push(byte);
        else noisy = true;
      }
      return codes;
    },
    reset
  };
}
