import type { StatusQuestion } from './profiles.ts';

/** What arrived from a printer. */
export type PrinterAnswer =
  | { readonly kind: 'status'; readonly bits: number }
  | { readonly kind: 'paper-sensor'; readonly bits: number }
  | { readonly kind: 'process-id'; readonly id: Uint8Array }
  /** What DLE DC4 8 made it forget is forgotten. */
  | { readonly kind: 'discarded' };

const BLOCK = 0x37;
const PROCESS_ID = 0x22;
const DISCARDED = 0x25;
/** No block of ours is longer; one whose end does not come is not waited for. */
const LONGEST_BLOCK = 16;

const bit = (number: number): number => 1 << number;
const maskOf = (bits: readonly number[]): number => bits.reduce((mask, number) => mask | bit(number), 0);

/** Whether a byte can be the answer to a question, by the bits that are the same in every answer to it. */
export function isAnswerTo({ on, off }: StatusQuestion, byte: number): boolean {
  const fixedOn = maskOf(on);
  return (byte & (fixedOn | maskOf(off))) === fixedOn;
}

/** Whether any of some bits is on in an answer. */
export const hasAny = (byte: number, bits: readonly number[]): boolean => (byte & maskOf(bits)) !== 0;

/** Of a printer that reports its changes unasked (Epson, GS a): `0xx1xx00`, and three bytes `0xx0xxxx`. */
const AUTOMATIC_STATUS_BYTES = 4;

interface Taken {
  readonly used: number;
  readonly answer: PrinterAnswer | null;
}
const NOTHING: Taken = { used: 1, answer: null };

/** `37`, what it is about, and data up to `00`; null while it is not whole. */
function blockIn(bytes: readonly number[]): Taken | null {
  const end = bytes.indexOf(0);
  if (end < 0) return bytes.length < LONGEST_BLOCK ? null : NOTHING;
  const used = end + 1;
  if (bytes[1] === PROCESS_ID)
    return { used, answer: { kind: 'process-id', id: Uint8Array.from(bytes.slice(2, end)) } };
  return { used, answer: bytes[1] === DISCARDED ? { kind: 'discarded' } : null };
}

function automaticStatusIn(bytes: readonly number[]): Taken | null {
  const rest = bytes.slice(1, AUTOMATIC_STATUS_BYTES);
  if (rest.some((byte) => (byte & 0x90) !== 0)) return NOTHING;
  return bytes.length < AUTOMATIC_STATUS_BYTES ? null : { used: AUTOMATIC_STATUS_BYTES, answer: null };
}

/**
 * Takes the bytes of a printer apart, in pieces of any size. A byte is the answer to `question()`, if one is open and it
 * fits; otherwise it begins a block or an automatic status, or is the answer to GS r (`0xx0xxxx`). Anything else, such as
 * XON and XOFF, is dropped.
 */
export function createAnswerReader(
  question: () => StatusQuestion | null,
  hear: (answer: PrinterAnswer) => void
): (bytes: Uint8Array) => void {
  let kept: number[] = [];

  /** `bytes` is what can belong to one answer, and no more: a noisy line must not be copied for each of its bytes. */
  function next(bytes: readonly number[]): Taken | null {
    const [first = 0] = bytes;
    const open = question();
    if (open && isAnswerTo(open, first)) return { used: 1, answer: { kind: 'status', bits: first } };
    if (first === BLOCK) return blockIn(bytes);
    if ((first & 0x93) === 0x10) return automaticStatusIn(bytes);
    return (first & 0x90) === 0 ? { used: 1, answer: { kind: 'paper-sensor', bits: first } } : NOTHING;
  }

  return (bytes) => {
    kept.push(...bytes);
    let at = 0;
    while (at < kept.length) {
      const taken = next(kept.slice(at, at + LONGEST_BLOCK));
      if (!taken) break;
      at += taken.used;
      if (taken.answer) hear(taken.answer);
    }
    kept = kept.slice(at);
  };
}
