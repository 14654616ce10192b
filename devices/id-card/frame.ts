/**
 * Frames of the SAM_V family of ID-card readers (GA 450): pure bytes, no ports, no clocks.
 * Request: AA AA AA 96 69 · length (2, big endian) · command · parameter · data · check.
 * Answer: the same head · length · SW1 SW2 SW3 · data · check. The check is the XOR of everything after the preamble.
 */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const HEAD = PREAMBLE.length + 2;
/** Longest answer known: base information with two fingerprints, 2321 bytes in all; room for a little more. */
const ROOM = 2400;
const LONGEST_BODY = ROOM - HEAD;
const SHORTEST_BODY = 4;

/** Requests a driver makes. Fingerprints (30 10) are never among them. */
export const REQUESTS = {
  samStatus: [0x11, 0xff],
  samId: [0x12, 0xff],
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
  /** Bytes of an answer that is not whole yet. */
  readonly waiting: number;
}

/**
 * Finds answers in a stream. A damaged one is told and skipped by one byte, so that an answer which begins inside it is
 * still found. However much arrives, no more is kept than one answer is long.
 */
export function createAnswerParser(): AnswerParser {
  const kept = new Uint8Array(ROOM);
  let length = 0;

  const drop = (count: number) => {
    kept.copyWithin(0, count, length);
    kept.fill(0, length - count, length);
    length -= count;
  };

  /** Where a preamble begins, or may begin once more has arrived; the end where none does. */
  function preambleAt(): number {
    for (let at = kept.indexOf(PREAMBLE[0] ?? 0); at >= 0 && at < length; at = kept.indexOf(PREAMBLE[0] ?? 0, at + 1))
      if (PREAMBLE.every((byte, offset) => at + offset >= length || kept[at + offset] === byte)) return at;
    return length;
  }

  function next(): Answer | Damage | null {
    const start = preambleAt();
    if (start > 0) {
      drop(start);
      return 'id-card.stray-bytes';
    }
    if (length < HEAD) return null;
    const body = ((kept[5] ?? 0) << 8) | (kept[6] ?? 0);
    if (body < SHORTEST_BODY || body > LONGEST_BODY) {
      drop(1);
      return 'id-card.length';
    }
    if (length < HEAD + body) return null;
    if (check(kept.subarray(PREAMBLE.length, HEAD + body)) !== 0) {
      drop(1);
      return 'id-card.check';
    }
    const answer = { status: kept[9] ?? 0, data: kept.slice(10, HEAD + body - 1) };
    drop(HEAD + body);
    return answer;
  }

  return {
    push(bytes) {
      const found: (Answer | Damage)[] = [];
      for (let taken = 0; taken < bytes.length; ) {
        const piece = bytes.subarray(taken, taken + ROOM - length);
        kept.set(piece, length);
        length += piece.length;
        taken += piece.length;
        for (let one = next(); one !== null; one = next()) found.push(one);
      }
      return found;
    },
    reset() {
      kept.fill(0);
      length = 0;
    },
    get waiting() {
      return length;
    }
  };
}

const TEXT_LENGTH = 256;
const PHOTO_LENGTH = 1024;
const SHORT_HEADER = 4;
const LONG_HEADER = 6;

/** What an answer to "read base" holds, as copies that their owner may zero: 256 bytes of text, 1024 of photo (WLT). */
export interface BaseInformation {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
}

/**
 * Takes the text and the photo out of an answer to "read base". Its header has four bytes, or six where the reader also
 * tells the length of fingerprints, whatever was asked: some readers always answer the long form. Fingerprints are left
 * where they are. null where the lengths it tells do not hold.
 */
export function baseInformation(data: Uint8Array): BaseInformation | null {
  const header = data.length === SHORT_HEADER + TEXT_LENGTH + PHOTO_LENGTH ? SHORT_HEADER : LONG_HEADER;
  const [textLength, photoLength] = [0, 2].map((at) => ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0));
  if (textLength !== TEXT_LENGTH || photoLength !== PHOTO_LENGTH) return null;
  if (data.length < header + TEXT_LENGTH + PHOTO_LENGTH) return null;
  const photoAt = header + TEXT_LENGTH;
  return { text: data.slice(header, photoAt), photo: data.slice(photoAt, photoAt + PHOTO_LENGTH) };
}

const SAM_ID_WIDTHS = [2, 2, 8, 10, 10];

/**
 * The name of a reader's security module, from the 16 bytes of an answer to "SAM id": five little-endian numbers as they
 * are printed on its plate, `05.03-20230115-0000001234-0000005678`. null where it is shorter.
 */
export function samIdOf(data: Uint8Array): string | null {
  if (data.length < 16) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const numbers = [
    view.getUint16(0, true),
    view.getUint16(2, true),
    ...[4, 8, 12].map((at) => view.getUint32(at, true))
  ];
  const [kind, maker, day, serial, check] = numbers.map((number, index) =>
    String(number).padStart(SAM_ID_WIDTHS[index] ?? 0, '0')
  );
  return `${kind}.${maker}-${day}-${serial}-${check}`;
}
