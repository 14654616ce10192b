/**
 * Frames of the SAM_V family of ID-card readers (GA 450): pure bytes, no ports, no clocks.
 * Request: AA AA AA 96 69 · length (2, big endian) · command · parameter · data · check.
 * Answer: the same head · length · SW1 SW2 SW3 · data · check. The check is the XOR of everything after the preamble.
 */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const HEAD = PREAMBLE.length + 2;
/** Longest answer known: base information with two fingerprints, 2321 bytes in all. */
const LONGEST_BODY = 2400 - HEAD;
const SHORTEST_BODY = 4;

/** Requests a driver makes. Fingerprints (30 10) are never among them. */
export const REQUESTS = {
  samStatus: [0x11, 0xff],
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  readBase: [0x30, 0x01]
} as const satisfies Record<string, readonly [number, number]>;
export type RequestName = keyof typeof REQUESTS;

/** SW3 of an answer, as far as they mean something to us (GA 450). */
export const STATUS = {
  ok: 0x90,
  found: 0x9f,
  noCard: 0x80,
  selectFailed: 0x81,
  cardRefusesReader: 0x31,
  readerRefusesCard: 0x32,
  wrongInformation: 0x33,
  wrongFingerprint: 0x37,
  wrongInformationLength: 0x3f,
  unknownCardType: 0x40,
  readFailed: 0x41,
  noRandomNumber: 0x47,
  selfTestFailed: 0x60,
  notAuthorised: 0x66
} as const;

function check(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}

/** One request, ready to be written to the port. */
export function encodeRequest(name: RequestName): Uint8Array {
  const [command, parameter] = REQUESTS[name];
  const body = Uint8Array.of(0x00, 0x03, command, parameter);
  return Uint8Array.of(...PREAMBLE, ...body, check(body));
}

/** One answer, as a reader would send it. `data` follows the three status bytes. */
export function encodeAnswer(status: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  const length = 4 + data.length;
  const body = Uint8Array.of(length >> 8, length & 0xff, 0, 0, status, ...data);
  return Uint8Array.of(...PREAMBLE, ...body, check(body));
}

/** An answer that arrived whole: SW3 and what followed it. `data` is a copy that its owner may zero. */
export interface Answer {
  readonly status: number;
  readonly data: Uint8Array;
}

/** What arrived that was not an answer: bytes skipped before a preamble, a length that cannot be, a wrong check. */
export type Damage = 'id-card.stray-bytes' | 'id-card.length' | 'id-card.check';

export interface AnswerParser {
  /** Takes whatever arrived, in pieces of any size; gives every answer that is whole now, and what was damaged. */
  push(bytes: Uint8Array): readonly (Answer | Damage)[];
  /** Forgets and zeroes what was kept. */
  reset(): void;
}

const startsAt = (buffer: Uint8Array, index: number): boolean =>
  PREAMBLE.every((byte, offset) => index + offset >= buffer.length || buffer[index + offset] === byte);

/**
 * Finds answers in a stream. A damaged one is told and skipped by one byte, so that an answer which begins inside it is
 * still found.
 */
export function createAnswerParser(): AnswerParser {
  let kept = new Uint8Array();

  const drop = (count: number) => {
    const rest = kept.slice(count);
    kept.fill(0);
    kept = rest;
  };

  function next(): Answer | Damage | null {
    let start = 0;
    while (start < kept.length && !startsAt(kept, start)) start++;
    if (start > 0) {
      drop(start);
      return 'id-card.stray-bytes';
    }
    if (kept.length < HEAD) return null;
    const length = ((kept[5] ?? 0) << 8) | (kept[6] ?? 0);
    if (length < SHORTEST_BODY || length > LONGEST_BODY) {
      drop(1);
      return 'id-card.length';
    }
    if (kept.length < HEAD + length) return null;
    if (check(kept.subarray(PREAMBLE.length, HEAD + length)) !== 0) {
      drop(1);
      return 'id-card.check';
    }
    const answer = { status: kept[9] ?? 0, data: kept.slice(10, HEAD + length - 1) };
    drop(HEAD + length);
    return answer;
  }

  return {
    push(bytes) {
      const joined = new Uint8Array(kept.length + bytes.length);
      joined.set(kept);
      joined.set(bytes, kept.length);
      kept.fill(0);
      kept = joined;
      const found: (Answer | Damage)[] = [];
      for (let one = next(); one !== null; one = next()) found.push(one);
      return found;
    },
    reset() {
      kept.fill(0);
      kept = new Uint8Array();
    }
  };
}

const TEXT_LENGTH = 256;

/**
 * The 256 bytes of text in an answer to "read base". The header has four bytes, or six where the reader also tells the
 * length of fingerprints, whatever was asked (GA 450; some readers always answer the long form). null where it is short.
 */
export function textOfBase(data: Uint8Array): Uint8Array | null {
  const header = data.length === 4 + TEXT_LENGTH + 1024 ? 4 : 6;
  const textLength = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
  if (textLength !== TEXT_LENGTH || data.length < header + TEXT_LENGTH) return null;
  return data.slice(header, header + TEXT_LENGTH);
}
